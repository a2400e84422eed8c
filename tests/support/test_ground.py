"""The ground that the other tests stand on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.support.axe import axe_violations
from tests.support.browsing import PageAt
from xieshou.domain.parties.models import User
from xieshou.kernel.actor import Actor, NotAllowedError


def test_the_home_of_tests_is_thrown_away() -> None:
    assert Path(os.environ["XIESHOU_HOME"]).name.startswith("xieshou-tests-")
    assert str(settings.XIESHOU_HOME) == os.environ["XIESHOU_HOME"]


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for() -> None:
    wanted = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    assert connection.vendor == wanted
    assert "test" in str(connection.settings_dict["NAME"])


def test_only_the_administrator_may_write(anonymous: Actor, viewer: Actor, administrator: Actor) -> None:
    administrator.require_write("改动")
    for actor in (anonymous, viewer):
        with pytest.raises(NotAllowedError, match="改动"):
            actor.require_write("改动")


@pytest.mark.browser
@pytest.mark.urls("tests.support.ground_urls")
@pytest.mark.parametrize(("width", "language"), [(390, "en"), (1440, "zh-hans")])
def test_a_page_opens_at_a_width_for_a_person_in_a_language(
    page_at: PageAt, viewer_user: User, width: int, language: str
) -> None:
    page = page_at(width, user=viewer_user, language=language)
    assert page.evaluate("innerWidth") == width
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("main").inner_text() == "viewer"


@pytest.mark.browser
@pytest.mark.urls("tests.support.ground_urls")
def test_what_the_content_security_policy_refuses_is_heard(page_at: PageAt) -> None:
    page = page_at(path="/?inline")
    assert page.title() == "ground"
    assert len(page_at.problems) == 1
    assert "Content Security Policy" in page_at.problems.pop()


@pytest.mark.browser
@pytest.mark.urls("tests.support.ground_urls")
def test_axe_finds_what_is_wrong_with_a_page(page_at: PageAt) -> None:
    page = page_at()
    assert axe_violations(page, within="main") == []
    page.evaluate("document.querySelector('main').append(new Image())")
    assert [line.split(" ")[0] for line in axe_violations(page)] == ["image-alt"]
