"""What happened to an account, on its page: who, when, before, after; nothing secret."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.accounts.conftest import PASSWORD
from xieshou.domain.parties.accounts import granting
from xieshou.domain.parties.accounts.services import change_profile, disable_account
from xieshou.domain.parties.models import User
from xieshou.domain.recorded.acting import DOING
from xieshou.domain.recorded.models import Act
from xieshou.domain.workflow.audit import queries
from xieshou.domain.workflow.audit.kinds import kind_named
from xieshou.kernel.actor import Actor, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_stands_in(wang, administrator_client) -> None:
    """Every page must name who acts, as behind a server."""
    token = DOING.set(None)
    yield
    DOING.reset(token)


def entries(client: Client, address: str) -> list[str]:
    """What the page tells of changes, as text without marks, the latest first."""
    page = client.get(address).content.decode()
    section = page[page.index('id="history-h"') :]
    found = re.findall(r"(?s)<li>(.*?)</li>", section[: section.index("</section>")])
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in found]


def detail(user: User) -> str:
    return reverse("accounts:detail", args=[user.pk])


def test_each_act_on_an_account_shows_on_its_page(administrator_client, wang) -> None:
    address = detail(wang)
    edit = {"name": "王改名", "email": "wang@example.org"}
    assert administrator_client.post(reverse("accounts:edit", args=[wang.pk]), edit).status_code == 302
    for act in ("change-password", "new-password", "disable", "enable"):
        administrator_client.post(reverse("accounts:act", args=[wang.pk, act]))
    told = entries(administrator_client, address)
    expected = [
        ["启用账号"],
        ["停用账号"],
        ["重设密码", "密码更换时间"],
        ["要求更换密码"],
        ["更改资料", "王示例", "王改名"],
    ]
    for text, words in zip(told, expected, strict=False):
        assert all(word in text for word in [*words, "administrator"]), text
    assert len(told) == len(expected) + 1, "and its making"
    wang.refresh_from_db()
    page = administrator_client.get(address).content.decode()
    assert wang.password not in page
    assert PASSWORD not in page


def test_signing_in_shows_among_sign_ins_and_is_no_change(sign_in, wang, administrator_client) -> None:
    before, acts = entries(administrator_client, detail(wang)), Act.objects.count()
    client, answer = sign_in()
    assert answer.status_code == 302
    assert entries(administrator_client, detail(wang)) == before
    assert entries(client, reverse("accounts:mine")) == before
    assert Act.objects.count() == acts


def test_a_person_sees_on_their_own_page_what_others_did(administrator, wang, sign_in) -> None:
    granting.grant_role(actor=administrator, user=wang, role=Role.REVIEWER, scope=granting.EVERYTHING)
    client, _ = sign_in()
    assert "授予角色" in entries(client, reverse("accounts:mine"))[0]


def test_accounts_are_a_kind_of_the_audit_and_auditors_read_them(administrator, wang, sign_in) -> None:

    reader = Actor.everywhere(Role.AUDITOR, user_id=77, name="示例审计")
    disable_account(actor=administrator, user=wang)

    latest = queries.history(reader, kind_named("user"), wang.pk)[0]
    assert (latest.label, latest.who) == ("wang", "administrator")
    assert [(d.before, d.after) for d in latest.differences] == [("是", "否")]


def test_a_page_with_many_changes_asks_no_more_queries(
    administrator, wang, administrator_client, django_assert_max_num_queries
) -> None:

    for number in range(60):
        change_profile(actor=administrator, user=wang, name=f"王{number}", email="")
    with django_assert_max_num_queries(26):
        told = entries(administrator_client, detail(wang))
    assert len(told) == 50
    assert "这里列出最近 50 次变更" in administrator_client.get(detail(wang)).content.decode()
