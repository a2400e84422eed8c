"""After failed sign-ins the page says until when; nothing tells whether an account exists."""

from __future__ import annotations

import logging
import re

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.web.accounts.conftest import PASSWORD
from xieshou.web.accounts.addresses import client_address, lock_address

pytestmark = pytest.mark.django_db


def test_after_five_failures_the_right_password_waits_too(wang, sign_in) -> None:
    for _ in range(4):
        assert sign_in(password="wrong")[1].status_code == 200
    answer = sign_in(password="wrong")[1]
    page = answer.content.decode()
    assert answer.status_code == 429
    assert 840 < int(answer["Retry-After"]) <= 900
    assert re.search(r"\d\d:\d\d 以前不能再试", page)
    assert "<nav" in page, "in the shell"
    assert sign_in()[1].status_code == 429
    assert sign_in(address="10.0.0.2")[1].status_code == 302


def test_trying_again_makes_a_lock_no_longer(wang, sign_in) -> None:
    for _ in range(5):
        sign_in(password="wrong")
    kept = AccessAttempt.objects.get()
    for _ in range(3):
        sign_in(password="wrong")
    again = AccessAttempt.objects.get()
    assert (again.failures_since_start, again.attempt_time) == (5, kept.attempt_time)


def test_signing_in_forgets_ones_own_failures_and_leaves_those_of_others(wang, sign_in) -> None:
    for _ in range(3):
        sign_in(password="wrong")
        sign_in(password="wrong", address="10.0.0.2")
        sign_in(username="li", password="wrong")
    assert sign_in()[1].status_code == 302
    left = set(AccessAttempt.objects.values_list("username", "ip_address"))
    assert left == {("wang", "10.0.0.2"), ("li", "10.0.0.1")}


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_the_page_says_the_same_of_a_wrong_password_a_closed_account_and_none(wang, sign_in) -> None:
    closed = type(wang).objects.create_user("closed", password=PASSWORD, is_active=False)
    for number in range(6):
        answers = [
            sign_in(username="wang", password="wrong")[1],
            sign_in(username=closed.username)[1],
            sign_in(username="nobody")[1],
        ]
        pages = {
            re.sub("wang|closed|nobody", "NAME", without_tokens(answer.content.decode()))
            for answer in answers
        }
        assert len({answer.status_code for answer in answers}) == 1, number
        assert len({re.sub(r"\d\d:\d\d", "", page) for page in pages}) == 1, number


def test_neither_names_nor_passwords_reach_a_log_or_the_table_of_attempts(wang, sign_in, caplog) -> None:
    with caplog.at_level(logging.DEBUG):
        for _ in range(6):
            sign_in(username="wang-secret-name", password="a-secret-word")
        sign_in()
    said = "\n".join(each.getMessage() for each in caplog.records if each.name.startswith("axes"))
    assert said
    assert "wang-secret-name" not in said
    assert "a-secret-word" not in caplog.text
    kept = str(list(AccessAttempt.objects.values("post_data", "get_data")))
    assert "a-secret-word" not in kept
    assert "wang-secret-name" not in kept


@pytest.mark.parametrize(
    ("hops", "forwarded", "expected"),
    [
        (0, "1.2.3.4", "10.0.0.9"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.9"),
        (1, "nonsense", "10.0.0.9"),
        (1, "", "10.0.0.9"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, hops: int, forwarded: str, expected: str) -> None:
    settings.TRUSTED_PROXIES = hops
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected


def test_of_ipv6_the_network_counts() -> None:
    first, second = (
        lock_address(RequestFactory().get("/", REMOTE_ADDR=each)) for each in ("2001:db8::1", "2001:db8::2:3")
    )
    assert first == second == "2001:db8::"
    assert lock_address(RequestFactory().get("/", REMOTE_ADDR="")) is None


def test_the_page_of_the_register_tables_is_the_same_one() -> None:
    answer = Client().get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("shell:sign-in"))
