"""Signing in and out, and what each reader then sees."""

from django.test import RequestFactory
from django.urls import reverse

from xieshou.domain.parties.models import User
from xieshou.web.shell.actors import actor_of


def test_right_words_sign_in_and_lead_to_the_page_that_was_wanted(stranger, db):
    User.objects.create_user("viewer", password="a-long-enough-word-7")
    words = {"username": "viewer", "password": "a-long-enough-word-7", "next": "/terms/?class=party"}
    answer = stranger.post(reverse("shell:sign-in"), words)
    assert answer.status_code == 302
    assert answer.url == "/terms/?class=party"
    assert "viewer" in stranger.get("/terms/").content.decode()


def test_wrong_words_are_said_so_and_the_name_stays_in_the_box(stranger, db):
    answer = stranger.post(reverse("shell:sign-in"), {"username": "nobody", "password": "x"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'role="alert"' in page
    assert 'value="nobody"' in page


def test_an_address_outside_is_never_followed_after_sign_in(stranger, db):
    User.objects.create_user("viewer", password="a-long-enough-word-7")
    words = {"username": "viewer", "password": "a-long-enough-word-7", "next": "https://elsewhere.example/"}
    assert stranger.post(reverse("shell:sign-in"), words).url == reverse("home:page")


def test_sign_out_needs_a_click_and_then_the_name_is_gone(viewer_client):
    assert viewer_client.get(reverse("shell:sign-out")).status_code == 405
    viewer_client.post(reverse("shell:sign-out"))
    assert reverse("shell:sign-in") in viewer_client.get("/terms/").content.decode()


def test_the_request_becomes_an_actor_by_the_account_alone(db):
    request = RequestFactory().get("/")
    assert actor_of(request).is_anonymous
    for name, flags, maintains in (
        ("reader", {}, False),
        ("staff", {"is_staff": True}, False),
        ("root", {"is_superuser": True}, True),
    ):
        request.user = User.objects.create_user(name, password="a-long-enough-word-7", **flags)
        assert actor_of(request).may_write is maintains
        assert actor_of(request).user_id == request.user.pk


def test_a_closed_account_is_no_administrator(db):
    request = RequestFactory().get("/")
    request.user = User.objects.create_user(
        "gone", password="a-long-enough-word-7", is_staff=True, is_active=False
    )
    assert not actor_of(request).may_write
