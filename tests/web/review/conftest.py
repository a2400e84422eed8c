"""Two officers of 铜仁: one fills in, the other reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from tests.support.tongren import Tongren


@pytest.fixture
def tongren(db: None) -> Tongren:
    from tests.domain.places.conftest import Atlas
    from tests.support.tongren import build

    return build(Atlas())


def officer(name: str, role: str, place: object) -> Client:
    from tests.web.conftest import client_of
    from xieshou.domain.parties.models import Grant, User

    user = User.objects.create_user(name, first_name=name)
    Grant.objects.create(user=user, role=role, scope="division", division=place)
    return client_of(user)


@pytest.fixture
def recorder(tongren: Tongren) -> Client:
    """填报 in 铜仁市."""
    return officer("填报员", "recorder", tongren.places["铜仁市"])


@pytest.fixture
def reviewer(tongren: Tongren) -> Client:
    """审核 in 铜仁市."""
    return officer("审核员", "reviewer", tongren.places["铜仁市"])
