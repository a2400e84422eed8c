"""我的账号: password, profile, sign-ins; nobody reaches another's."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.web.accounts.conftest import PASSWORD
from xieshou.domain.parties.accounts.models import SignIn
from xieshou.domain.parties.models import User
from xieshou.web.accounts.duties import SEEN, SEEN_SECONDS
from xieshou.web.accounts.wording import browser_in_words

pytestmark = pytest.mark.django_db
MINE = "accounts:mine"
NEW = "eight-bridges-over"


def change(client, present=PASSWORD, password=NEW, again=NEW):
    words = {"present": present, "password": password, "again": again}
    return client.post(reverse("accounts:password"), words)


def test_a_sign_in_is_listed_with_address_and_browser(wang, sign_in) -> None:
    client, _ = sign_in(agent="Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140")
    page = client.get(reverse(MINE)).content.decode()
    assert "10.0.0.1" in page
    assert "Edge · Windows" in page
    assert "本次登录" in page
    assert SignIn.objects.get().session_key not in page


def test_one_can_sign_out_another_browser(wang, sign_in) -> None:
    other, _ = sign_in(address="10.0.0.7")
    client, _ = sign_in()
    record = SignIn.objects.get(address="10.0.0.7")
    client.post(reverse("accounts:end-sign-in", args=[record.pk]))
    assert other.get(reverse(MINE)).status_code == 302
    assert client.get(reverse(MINE)).status_code == 200
    record.refresh_from_db()
    assert record.ended_by == "elsewhere"


def test_one_can_sign_out_everywhere_else(wang, sign_in) -> None:
    others = [sign_in()[0] for _ in range(3)]
    client, _ = sign_in()
    assert "退出其他 3 处登录" in client.get(reverse(MINE)).content.decode()
    client.post(reverse("accounts:end-others"))
    assert {other.get(reverse(MINE)).status_code for other in others} == {302}
    assert client.get(reverse(MINE)).status_code == 200


def test_another_ones_sign_in_is_not_there(wang, sign_in) -> None:
    User.objects.create_user("li", password=PASSWORD)
    li, _ = sign_in(username="li")
    curious, _ = sign_in()
    record = SignIn.objects.get(user__username="li")
    assert curious.post(reverse("accounts:end-sign-in", args=[record.pk])).status_code == 404
    assert li.get(reverse(MINE)).status_code == 200
    assert curious.get(reverse("accounts:detail", args=[record.user_id])).status_code == 403
    assert curious.get(reverse("accounts:list")).status_code == 403


def test_signing_out_is_kept(wang, sign_in) -> None:
    client, _ = sign_in()
    client.post(reverse("shell:sign-out"))
    assert SignIn.objects.get().ended_by == "signed_out"


def test_a_new_password_ends_the_others_and_this_browser_goes_on(wang, sign_in) -> None:
    other, _ = sign_in()
    client, _ = sign_in()
    assert change(client).url == reverse(MINE)
    assert other.get(reverse(MINE)).status_code == 302
    page = client.get(reverse(MINE)).content.decode()
    assert "本次登录" in page, "the record goes with the session, whose key changed"
    assert sign_in()[1].status_code == 200
    assert sign_in(password=NEW)[1].status_code == 302


def test_what_is_wrong_with_a_password_is_said_in_either_language(wang, sign_in) -> None:
    client, _ = sign_in()
    assert "至少" in change(client, password="short", again="short").content.decode()
    assert "两次输入的密码不一致" in change(client, again="different-word-9").content.decode()
    assert "密码不对" in change(client, present="wrong").content.decode()
    client.cookies["django_language"] = "en"
    page = change(client, password="short", again="short").content.decode()
    assert "at least 10 characters" in page
    assert 'value="short"' not in page
    wang.refresh_from_db()
    assert wang.check_password(PASSWORD)


def test_guessing_the_present_password_locks_as_at_the_sign_in(wang, sign_in) -> None:
    client, _ = sign_in()
    answers = [change(client, present="wrong").status_code for _ in range(5)]
    assert answers == [400, 400, 400, 400, 429]


def test_who_must_change_the_password_opens_nothing_else(wang, sign_in) -> None:
    User.objects.update(must_change_password=True)
    client, _ = sign_in()
    for path in ("/", "/terms/", reverse(MINE), "/admin/"):
        assert client.get(path).url == reverse("accounts:password"), path
    assert "管理员设的" in client.get(reverse("accounts:password")).content.decode()
    change(client)
    assert client.get("/terms/").status_code == 200


def test_the_name_is_changed_and_shown_in_the_top_bar(wang, sign_in) -> None:
    client, _ = sign_in()
    client.post(reverse("accounts:profile"), {"name": "王新名", "email": "w@example.cn"})
    page = client.get("/terms/").content.decode()
    assert re.search(r'class="who-name" href="/account/"[^>]*>.*王新名', page)
    assert client.post(reverse("accounts:profile"), {"name": "", "email": "nonsense"}).status_code == 400


def test_the_last_activity_is_kept_at_most_every_five_minutes(
    wang, sign_in, django_assert_num_queries
) -> None:
    client, _ = sign_in()
    SignIn.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    client.get("/terms/")
    assert SignIn.objects.get().seen_at < timezone.now() - timedelta(minutes=59)
    session = client.session
    session[SEEN] -= SEEN_SECONDS + 1
    session.save()
    client.get("/terms/")
    assert SignIn.objects.get().seen_at > timezone.now() - timedelta(minutes=1)


def test_strangers_are_led_to_the_sign_in(stranger) -> None:
    for name in (
        "mine",
        "profile",
        "password",
        "two-step",
        "two-step-codes",
        "two-step-off",
        "export-sign-ins",
    ):
        assert stranger.get(reverse(f"accounts:{name}")).url.startswith(reverse("shell:sign-in")), name


def test_ones_sign_ins_are_exported(wang, sign_in) -> None:
    client, _ = sign_in()
    text = client.get(reverse("accounts:export-sign-ins")).content.decode("utf-8-sig")
    assert text.splitlines()[0] == "登录时间,最近活动,网络地址,浏览器,两步验证,状态"
    assert "10.0.0.1,Firefox · Windows,否,登录中" in text


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18) AppleWebKit Mobile MicroMessenger/8.0 Safari/6",
            "微信 · iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit Chrome/140 Mobile Safari/537", "Chrome · 安卓"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) AppleWebKit Version/18 Safari/605", "Safari · macOS"),
        ("curl/8", "不明"),
        ("", "不明"),
    ],
)
def test_a_browser_is_named_in_words(agent: str, words: str) -> None:
    assert browser_in_words(agent) == words


def test_few_queries_however_many_sign_ins(wang, sign_in, django_assert_max_num_queries) -> None:
    client, _ = sign_in()
    SignIn.objects.bulk_create(
        SignIn(user=wang, session_key=f"k{n}", signed_in_at=timezone.now(), seen_at=timezone.now())
        for n in range(60)
    )
    with django_assert_max_num_queries(18):
        assert client.get(reverse(MINE)).status_code == 200
