"""The cast of the pages' tests, each with a browser of Django's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from xieshou.domain.evidence.models import Term
    from xieshou.domain.parties.models import User


def client_of(user: User | None = None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


@pytest.fixture
def stranger() -> Client:
    """The browser of somebody who has not signed in."""
    return client_of()


@pytest.fixture
def viewer_client(viewer_user) -> Client:
    """The browser of a viewer."""
    return client_of(viewer_user)


@pytest.fixture
def administrator_client(administrator_user) -> Client:
    """The browser of an administrator."""
    return client_of(administrator_user)


@pytest.fixture
def round_term(db) -> Term:
    from xieshou.domain.evidence.models import Term

    return Term.objects.create(
        slug="round",
        name="轮次",
        name_en="Round",
        term_class="strategy",
        aliases="新一轮",
        concept="一份文件所定的结对关系持续的时期。",
        concept_en="The time during which pairs set by one document hold.",
        origin="示例缘由",
        origin_en="Sample origin",
        practice="示例成效",
        practice_en="Sample practice",
        search_key="轮次 round 新一轮 一份文件所定的结对关系持续的时期",
    )
