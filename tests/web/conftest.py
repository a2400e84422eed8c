"""The cast of the shell's tests: a stranger, a viewer, an administrator."""

import pytest
from django.test import Client

from xieshou.domain.evidence.models import Term
from xieshou.domain.parties.models import User

PASSWORD = "a-long-enough-word-7"


@pytest.fixture
def stranger() -> Client:
    return Client(headers={"accept-language": "zh-CN"})


@pytest.fixture
def viewer(db) -> Client:
    User.objects.create_user("viewer", password=PASSWORD)
    client = Client(headers={"accept-language": "zh-CN"})
    client.login(username="viewer", password=PASSWORD)
    return client


@pytest.fixture
def administrator(db) -> Client:
    User.objects.create_superuser("leader", password=PASSWORD)
    client = Client(headers={"accept-language": "zh-CN"})
    client.login(username="leader", password=PASSWORD)
    return client


@pytest.fixture
def round_term(db) -> Term:
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
