"""Error pages in the user's words and language."""

import pytest
from django.test import Client
from django.urls import path

from xieshou.config.urls import urlpatterns as real
from xieshou.kernel.actor import NotAllowedError


def forbid(request):
    raise NotAllowedError("只有管理员可以更改结对")


def fail(request):
    raise RuntimeError("secret detail")


urlpatterns = [path("forbid/", forbid), path("fail/", fail), *real]
handler400 = "xieshou.web.shell.errors.bad_request"
handler403 = "xieshou.web.shell.errors.forbidden"
handler404 = "xieshou.web.shell.errors.not_found"
handler500 = "xieshou.web.shell.errors.server_error"


@pytest.fixture
def quiet(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def test_an_unknown_address_offers_ways_on(stranger, db):
    answer = stranger.get("/nowhere/")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.content.decode()
    assert 'id="search-box"' in answer.content.decode()


def test_an_unknown_record_is_named(stranger, db):
    answer = stranger.get("/terms/none-such/")
    assert answer.status_code == 404
    assert "没有这个词条" in answer.content.decode()


def test_an_act_that_is_not_allowed_is_a_403_that_says_which(quiet, db):
    answer = quiet.get("/forbid/")
    assert answer.status_code == 403
    assert "只有管理员可以更改结对" in answer.content.decode()


def test_a_fault_of_ours_shows_no_detail_and_needs_no_database(quiet):
    answer = quiet.get("/fail/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "系统出错" in page
    assert "secret detail" not in page


def test_the_500_page_keeps_language_and_theme(quiet):
    quiet.cookies["theme"] = "dark"
    quiet.cookies["django_language"] = "en"
    page = quiet.get("/fail/").content.decode()
    assert '<html lang="en" data-theme="dark">' in page


def test_a_form_without_its_token_changes_nothing_and_says_so(db):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "表单已过期或来自其他网站,未作任何更改。" in answer.content.decode()


@pytest.mark.parametrize("address", ["/nowhere/", "/terms/?on=2013-13", "/terms/?scope=贵州"])
def test_errors_come_in_english_pages_too(client, db, address):
    client.cookies["django_language"] = "en"
    page = client.get(address).content.decode()
    assert '<html lang="en"' in page
