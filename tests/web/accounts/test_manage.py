"""管理: the accounts of others, and inviting people."""

from __future__ import annotations

import logging
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.web.accounts.conftest import PASSWORD
from xieshou.domain.parties.accounts.models import Invitation, SignIn
from xieshou.domain.parties.models import User
from xieshou.web.accounts.managing import ACTS

pytestmark = pytest.mark.django_db


# What a browser sends of two empty roles.
NO_GRANTS = {
    "grant-TOTAL_FORMS": "2",
    "grant-INITIAL_FORMS": "0",
    "grant-0-kind": "division",
    "grant-1-kind": "division",
}


def act(client, user, name):
    return client.post(reverse("accounts:act", args=[user.pk, name]))


def test_a_closed_account_is_out_at_once_and_stays_out_when_opened_again(
    administrator_client, wang, sign_in
) -> None:
    client, _ = sign_in()
    act(administrator_client, wang, "disable")
    assert client.get(reverse("accounts:mine")).status_code == 302
    assert sign_in()[1].status_code == 200, "refused, in the same words as a wrong password"
    assert SignIn.objects.get().ended_by == "disabled"
    act(administrator_client, wang, "enable")
    assert client.get(reverse("accounts:mine")).status_code == 302, "the old sign-in does not come back"
    assert sign_in()[1].status_code == 302


def test_an_administrator_signs_somebody_out_everywhere(administrator_client, wang, sign_in) -> None:
    browsers = [sign_in()[0] for _ in range(2)]
    act(administrator_client, wang, "sign-out")
    assert {browser.get(reverse("accounts:mine")).status_code for browser in browsers} == {302}
    assert sign_in()[1].status_code == 302


def test_an_administrator_unlocks(administrator_client, wang, sign_in) -> None:
    for _ in range(5):
        sign_in(password="wrong")
    assert sign_in()[1].status_code == 429
    assert "暂时锁定" in administrator_client.get(reverse("accounts:list")).content.decode()
    act(administrator_client, wang, "unlock")
    assert sign_in()[1].status_code == 302


def test_an_administrator_unlocks_an_address(administrator_client, wang, sign_in) -> None:
    for number in range(50):
        sign_in(username=f"user{number}", password="wrong")
    assert sign_in()[1].status_code == 429
    assert "来自 10.0.0.1 的登录" in administrator_client.get(reverse("accounts:list")).content.decode()
    administrator_client.post(reverse("accounts:unlock-address"), {"address": "10.0.0.1"})
    assert sign_in()[1].status_code == 302


def test_a_new_password_is_shown_once_and_must_be_changed(administrator_client, wang, sign_in) -> None:
    page = act(administrator_client, wang, "new-password").content.decode()
    password = re.search(r'class="code secret">([^<]+)<', page)[1]
    client, answer = sign_in(password=password)
    assert answer.status_code == 302
    assert client.get("/terms/").url == reverse("accounts:password")
    assert (
        password not in administrator_client.get(reverse("accounts:detail", args=[wang.pk])).content.decode()
    )


def test_an_account_is_made_with_a_first_password(administrator_client, sign_in) -> None:
    words = NO_GRANTS | {"username": "zhao", "name": "赵示例", "email": ""}
    page = administrator_client.post(reverse("accounts:new"), words).content.decode()
    password = re.search(r'class="code secret">([^<]+)<', page)[1]
    client, _ = sign_in(username="zhao", password=password)
    assert client.get("/terms/").url == reverse("accounts:password")
    again = administrator_client.post(reverse("accounts:new"), words)
    assert again.status_code == 400
    assert "已有人使用" in again.content.decode()


def test_one_cannot_close_ones_own_account(administrator_client, administrator_user) -> None:
    page = administrator_client.get(reverse("accounts:detail", args=[administrator_user.pk])).content.decode()
    assert "停用账号" not in page
    act(administrator_client, administrator_user, "disable")
    administrator_user.refresh_from_db()
    assert administrator_user.is_active


def test_each_act_asks_before_it_does(administrator_client, wang) -> None:
    for name in ACTS:
        answer = administrator_client.get(reverse("accounts:act", args=[wang.pk, name]))
        assert answer.status_code == 200, name
    wang.refresh_from_db()
    assert wang.is_active
    assert administrator_client.get(reverse("accounts:act", args=[wang.pk, "make-coffee"])).status_code == 404


def test_a_viewer_manages_nothing(viewer_client, wang) -> None:
    names = ("list", "new", "invite", "invitations", "export", "export-invitations")
    assert {viewer_client.get(reverse(f"accounts:{name}")).status_code for name in names} == {403}
    for name in ACTS:
        assert act(viewer_client, wang, name).status_code == 403, name
    assert viewer_client.post(reverse("accounts:unlock-address"), {"address": "1.1.1.1"}).status_code == 403
    assert viewer_client.post(reverse("accounts:invite"), {"name": "x"}).status_code == 403
    assert viewer_client.post(reverse("accounts:edit", args=[wang.pk]), {"name": "x"}).status_code == 403
    assert not Invitation.objects.exists()
    wang.refresh_from_db()
    assert (wang.is_active, wang.first_name, wang.check_password(PASSWORD)) == (True, "王示例", True)


def invite(client, **words) -> str:
    page = client.post(reverse("accounts:invite"), NO_GRANTS | {"name": "示例钱", **words}).content.decode()
    return re.search(r"http://testserver(/invitation/[^<]+)</textarea>", page)[1]


WORDS = {"username": "qian", "password": PASSWORD, "again": PASSWORD}


def guest_at(link) -> Client:
    """The browser of somebody who opened the link."""
    guest = Client()
    assert guest.get(link).url == reverse("accounts:accept")
    return guest


def accept(guest, **words):
    return guest.post(reverse("accounts:accept"), WORDS | words)


def test_who_is_invited_chooses_and_is_in(administrator_client) -> None:
    link = invite(administrator_client)
    guest = guest_at(link)
    assert "示例钱" in guest.get(reverse("accounts:accept")).content.decode()
    assert accept(guest).url == reverse("accounts:mine")
    assert guest.get(reverse("accounts:mine")).status_code == 200
    assert SignIn.objects.get(user__username="qian")
    second = accept(guest_at(link), username="sun")
    assert second.status_code == 410
    assert "已经用过" in second.content.decode()


def test_a_revoked_link_says_so_and_a_forged_one_too(administrator_client) -> None:
    link = invite(administrator_client)
    administrator_client.post(reverse("accounts:revoke", args=[Invitation.objects.get().pk]))
    for address, said in ((link, "已被撤销"), (link[:-3] + "xx/", "不完整或有误")):
        answer = accept(guest_at(address))
        assert answer.status_code == 410
        assert said in answer.content.decode()
    assert Client().get(reverse("accounts:accept")).status_code == 410
    assert not User.objects.filter(username="qian").exists()
    assert "已撤销" in administrator_client.get(reverse("accounts:invitations")).content.decode()


def test_a_taken_name_or_a_weak_password_can_be_mended_and_no_log_has_the_token(
    administrator_client, wang, caplog
) -> None:
    link = invite(administrator_client)
    with caplog.at_level(logging.DEBUG):
        guest = guest_at(link)
        assert "已有人使用" in accept(guest, username="wang").content.decode()
        weak = accept(guest, password="1234567890", again="1234567890")
        assert weak.status_code == 400
        assert "1234567890" not in weak.content.decode()
        assert accept(guest).status_code == 302
        accept(guest_at(link))
    said = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert "Bad Request: /invitation/" in said
    assert link.split("/")[2] not in said
    assert PASSWORD not in said


def test_the_link_is_sent_where_there_is_a_mail_server(administrator_client, settings) -> None:
    invite(administrator_client, email="q@example.cn")
    assert mail.outbox == []
    settings.EMAIL_HOST = "mail.example.cn"
    link = invite(administrator_client, email="q@example.cn")
    assert [letter.to for letter in mail.outbox] == [["q@example.cn"]]
    assert link in mail.outbox[0].body


def test_the_lists_are_exported_and_empty_pages_guide(administrator_client, wang) -> None:
    assert "邀请一个人" in administrator_client.get(reverse("accounts:invitations")).content.decode()
    assert "没有这样的账号" in administrator_client.get("/accounts/?q=nobody-here").content.decode()
    invite(administrator_client)
    text = administrator_client.get(reverse("accounts:export-invitations")).content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("示例钱,,administrator,")
    text = administrator_client.get(reverse("accounts:export")).content.decode("utf-8-sig")
    assert "wang,王示例,,,正常,未开启," in text


def test_the_list_takes_few_queries_however_long(administrator_client, django_assert_max_num_queries) -> None:
    User.objects.bulk_create(User(username=f"user{n}", password="!") for n in range(40))
    with django_assert_max_num_queries(12):
        administrator_client.get(reverse("accounts:list"))


def test_a_role_is_granted_on_the_page_and_taken_back(administrator_client, wang, county) -> None:
    address = reverse("accounts:grant", args=[wang.pk])
    wrong = administrator_client.post(address, {"role": "recorder", "kind": "division", "where": "乌有县"})
    assert wrong.status_code == 400
    assert "没有叫“乌有县”的地区" in wrong.content.decode()
    administrator_client.post(address, {"role": "recorder", "kind": "division", "where": "522201"})
    page = administrator_client.get(reverse("accounts:detail", args=[wang.pk])).content.decode()
    assert "<strong>填报</strong> · 示例县" in page
    grant = wang.grants.get()
    administrator_client.post(reverse("accounts:take-back", args=[wang.pk, grant.pk]))
    assert not wang.grants.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"role": "recorder", "kind": "pairing", "where": "999"}, "没有编号为“999”的结对"),
        ({"role": "recorder", "kind": "pairing", "where": "9" * 40}, "没有编号为"),
        ({"role": "recorder", "kind": "organisation", "where": "乌有局"}, "没有叫“乌有局”的单位"),
        ({"role": "recorder", "kind": "division", "where": ""}, "请写明是哪一个"),
        ({"role": "king", "kind": "everywhere"}, "king"),
        ({"role": "recorder", "kind": "galaxy", "where": "x"}, "galaxy"),
        ({"kind": "division", "where": "522201"}, "请选择角色"),
    ],
)
def test_a_scope_that_is_none_is_said_so(administrator_client, wang, county, words, said) -> None:
    answer = administrator_client.post(reverse("accounts:grant", args=[wang.pk]), words)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not wang.grants.exists()


def test_who_is_invited_gets_the_roles(administrator_client, county) -> None:
    grants = {"grant-0-role": "recorder", "grant-0-where": "示例县"}
    assert accept(guest_at(invite(administrator_client, **grants))).status_code == 302
    user = User.objects.get(username="qian")
    assert [(grant.role, grant.division.code) for grant in user.grants.all()] == [("recorder", "522201")]
    assert not user.is_staff
    wrong = NO_GRANTS | {"name": "x", "grant-0-role": "recorder", "grant-0-where": "无"}
    refused = administrator_client.post(reverse("accounts:invite"), wrong)
    assert refused.status_code == 400
    assert Invitation.objects.count() == 1


def test_a_countys_administrator_manages_the_county_alone(county, wang, sign_in) -> None:
    """Lists, pages and acts alike; what is outside is not there."""
    User.objects.create_user("county", password=PASSWORD)
    make = {"role": "administrator", "scope": "division", "division": county}
    User.objects.get(username="county").grants.create(**make)
    client, _ = sign_in(username="county")
    li = User.objects.create_user("li", password=PASSWORD)
    li.grants.create(role="recorder", scope="division", division=county)
    listed = client.get(reverse("accounts:list")).content.decode()
    exported = client.get(reverse("accounts:export")).content.decode()
    for page in (listed, exported):
        assert "li" in page
        assert "王示例" not in page
    for name in ACTS:
        assert act(client, wang, name).status_code == 404, name
        assert client.get(reverse("accounts:act", args=[li.pk, name])).status_code == 200, name
    assert client.get(reverse("accounts:detail", args=[wang.pk])).status_code == 404
    assert client.post(reverse("accounts:grant", args=[wang.pk]), {}).status_code == 404
    beyond = client.post(reverse("accounts:grant", args=[li.pk]), {"role": "viewer", "kind": "everywhere"})
    assert beyond.status_code == 403
    act(client, li, "disable")
    li.refresh_from_db()
    assert not li.is_active
    assert client.post(reverse("accounts:unlock-address"), {"address": "1.1.1.1"}).status_code == 403


def test_of_an_account_that_reaches_further_a_county_gives_and_takes_its_own_roles(
    county, wang, sign_in
) -> None:
    User.objects.create_user("county", password=PASSWORD)
    User.objects.get(username="county").grants.create(role="administrator", scope="division", division=county)
    wang.grants.create(role="recorder", scope="division", division=county)
    other = wang.grants.create(role="viewer", scope="everywhere")
    client, _ = sign_in(username="county")
    page = client.get(reverse("accounts:detail", args=[wang.pk])).content.decode()
    assert "范围之外也有角色" in page
    assert "登录记录" not in page
    for name in ACTS:
        assert act(client, wang, name).status_code == 403, name
    assert client.post(reverse("accounts:take-back", args=[wang.pk, other.pk])).status_code == 404
    assert wang.grants.count() == 2
