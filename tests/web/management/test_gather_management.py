"""管理: who opens it, what its cards count, where they lead, what it costs."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.web.conftest import client_of
from tests.web.people.cast import account, place
from xieshou.domain.models import Invitation, Job, User
from xieshou.domain.parties.accounts.models import Authenticator
from xieshou.domain.parties.models import RoleChoice
from xieshou.domain.workflow.freezing.services import close_year
from xieshou.kernel.actor import SYSTEM
from xieshou.workbooks.registering import registers

pytestmark = pytest.mark.django_db
PAGES = ("", "settings/", "settings/export.csv", "keys/")


def cards(client) -> dict:
    answer = client.get("/management/")
    assert answer.status_code == 200, answer.content.decode()[:300]
    return {card.key: card for _title, group in answer.context["groups"] for card in group}


def facts(card) -> dict[str, str]:
    return {fact.label: fact.value for fact in card.facts}


def test_only_administrators_open_it_and_see_the_entry(stranger, administrator_client, db) -> None:
    county = place("522628", "锦屏县")
    others = [client_of(account(role.value, role, county)) for role in RoleChoice if role != "administrator"]
    for client in (stranger, *others):
        for path in PAGES:
            assert client.get(f"/management/{path}").status_code == 403, path
        assert 'href="/management/"' not in client.get("/terms/").content.decode()
    assert 'href="/management/"' in administrator_client.get("/terms/").content.decode()


def test_an_administrator_of_one_place_has_its_accounts_and_nothing_of_the_installation(db) -> None:
    county, far = place("522628", "锦屏县"), place("320583", "昆山市")
    client = client_of(account("县管理员", RoleChoice.ADMINISTRATOR, county))
    account("县填报员", RoleChoice.RECORDER, county)
    account("远填报员", RoleChoice.RECORDER, far)
    found = cards(client)
    assert set(found) == {"accounts", "roles", "acts", "revelations"}
    assert found["accounts"].value == "2"
    assert facts(found["roles"])["填报"] == "1"
    for path in PAGES[1:]:
        assert client.get(f"/management/{path}").status_code == 403


def test_the_accounts_are_counted_by_how_they_stand(
    administrator_client, administrator_user, settings
) -> None:
    county = place("522628", "锦屏县")
    Authenticator.objects.create(user=administrator_user, confirmed=True)
    finance = account("财务", RoleChoice.FINANCE, county)
    account("填报员", RoleChoice.RECORDER, county)
    User.objects.create_user("closed", is_active=False)
    User.objects.filter(pk=finance.pk).update(must_change_password=True)
    now = timezone.now()
    for n, days in enumerate((3, -3)):
        Invitation.objects.create(
            name="示例", digest=str(n), invited_by=administrator_user, made_at=now,
            expires_at=now + timedelta(days=days),
        )  # fmt: skip
    found = cards(administrator_client)["accounts"]
    assert found.value == "3"
    assert facts(found) == {
        "待接受的邀请": "1",
        "暂时锁定": "0",
        "未开两步验证": "2",
        "须更换密码": "1",
        "已停用": "1",
    }
    assert found.standing == "正常"
    settings.TWO_STEP_ROLES = frozenset({"finance", "administrator"})
    session = administrator_client.session
    session["two_step"] = True
    session.save()
    assert cards(administrator_client)["accounts"].standing == "1 个须两步验证而未设置"


def test_a_locked_account_is_told(administrator_client, stranger) -> None:
    User.objects.create_user("wang", password="x")
    for _ in range(6):
        stranger.post("/sign-in/", {"username": "wang", "password": "wrong"})
    found = cards(administrator_client)["accounts"]
    assert facts(found)["暂时锁定"] == "1"
    assert "暂时锁定" in found.standing


def test_who_set_the_installation_up_counts_as_an_administrator(administrator_client) -> None:
    assert facts(cards(administrator_client)["roles"])["管理"] == "1"


def test_work_that_waits_for_no_worker_is_told(administrator_client, administrator_user) -> None:
    assert cards(administrator_client)["jobs"].standing == "正常"
    Job.objects.create(kind="ledgers.export", asked_by=administrator_user)
    assert cards(administrator_client)["jobs"].standing == "正常", "it was asked for just now"
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=3))
    found = cards(administrator_client)["jobs"]
    assert (found.value, found.standing) == ("1", "有任务在等,执行进程没有运行")
    Job.objects.create(
        kind="ledgers.export", state="running", lease_until=timezone.now() + timedelta(seconds=20),
        started_at=timezone.now(), heartbeat_at=timezone.now(),
    )  # fmt: skip
    assert cards(administrator_client)["jobs"].standing == "正常"
    Job.objects.filter(state="running").update(lease_until=timezone.now() - timedelta(minutes=1))
    assert "没有运行" in cards(administrator_client)["jobs"].standing
    Job.objects.filter(state="queued").delete()
    assert cards(administrator_client)["jobs"].standing == "1 项失去联系"


def test_years_rules_and_ledgers_are_counted(administrator_client) -> None:
    last = timezone.localdate().year - 1
    assert cards(administrator_client)["years"].standing == f"{last} 年未封账"
    close_year(actor=SYSTEM, year=last)
    found = cards(administrator_client)
    assert (found["years"].value, found["years"].standing) == ("1", f"{last} 年已封账")
    assert found["registers"].value == str(len(registers()))


def test_every_link_of_every_card_opens(administrator_client) -> None:
    page = administrator_client.get("/management/").content.decode()
    inside = page.split('id="content"')[1]
    links = set(re.findall(r'href="(/[^"#]*)"', inside))
    assert len(links) > 15
    for link in links:
        assert administrator_client.get(link).status_code == 200, link


def test_the_pages_ask_few_queries(administrator_client, django_assert_max_num_queries) -> None:
    county = place("522628", "锦屏县")
    for n in range(20):
        account(f"account{n}", RoleChoice.RECORDER, county)
    with django_assert_max_num_queries(22):
        cards(administrator_client)
    with django_assert_max_num_queries(6):
        administrator_client.get("/management/settings/")
    # One for each sealed column and index, and for its history: they grow with what is sealed.
    with django_assert_max_num_queries(34):
        administrator_client.get("/management/keys/")
