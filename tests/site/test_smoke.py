"""The real site on everything that ships, as ``xieshou demo`` serves it, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.support.browsing import PageAt
from tests.support.running import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    "/",
    "/places/",
    "/places/522600/",
    "/pairings/",
    "/pairings/rounds/",
    "/pairings/coverage/",
    "/pairings/tree/",
    "/terms/",
    "/search/?q=铜仁",
    "/sign-in/",
)


class Listening(PageAt):
    """Hears every console error, not only refusals of the policy: nothing here is meant to fail."""

    def hear(self, message: ConsoleMessage) -> None:
        """Keep any error."""
        if message.type == "error":
            self.problem(f"{message.location.get('url')}: {message.text}")


@pytest.fixture
def open_at(browser: Browser, site: Site) -> Iterator[Listening]:
    """Open pages of the running site: see PageAt."""
    opener = Listening(browser, site.address)
    yield opener
    for context in opener.contexts:
        context.close()
    assert not opener.problems, "\n".join(opener.problems)


def areas(page: Page) -> list[str]:
    """The addresses of the areas on the left."""
    links = page.locator("nav a[href]")
    return [str(links.nth(number).get_attribute("href")) for number in range(links.count())]


@pytest.mark.parametrize("language", ["zh-hans", pytest.param("en", marks=pytest.mark.appearance)])
@pytest.mark.parametrize("width", [1440, pytest.param(390, marks=pytest.mark.appearance)])
def test_every_page_opens_without_an_error(open_at: Listening, width: int, language: str) -> None:
    page = open_at(width, "/", language=language)
    for path in dict.fromkeys([*PAGES, *areas(page)]):
        answer = page.goto(path)
        page.wait_for_load_state("networkidle")
        assert answer is not None
        assert answer.status == 200, path
        expect(page.locator("html")).to_have_attribute("lang", re.compile(language, re.IGNORECASE))
        expect(page.locator("main h1").first).to_be_visible()
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider == 0, f"{path} is wider than {width} px"


@pytest.mark.parametrize("typed", ["黔東南", "黔东南", "qdn"])
def test_search_finds_a_place_in_either_script_and_by_initials(open_at: Listening, typed: str) -> None:
    page = open_at(1440, "/terms/")
    page.locator("#search-box").fill(typed)
    page.locator("#search-box").press("Enter")
    page.locator("main").get_by_role("link", name=re.compile("黔东南苗族侗族自治州")).first.click()
    expect(page.locator("main h1").first).to_contain_text("黔东南")


def test_what_the_map_draws_can_be_clicked(open_at: Listening) -> None:
    """A province leads to its page, wherever on it one clicks."""
    page = open_at(1440, "/?on=1990-01-01")
    canvas = page.locator("main canvas").first
    expect(canvas).to_be_visible()
    page.wait_for_load_state("networkidle")
    box = canvas.bounding_box()
    assert box is not None
    page.wait_for_timeout(500)
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.45)
    page.wait_for_url(re.compile(r"/places/\d{2}0000/"))
    expect(page.locator("main h1").first).to_be_visible()


def test_the_printed_accounts_sign_in_and_the_administrator_sees_the_registers(
    open_at: Listening, site: Site
) -> None:
    page = open_at(1440, "/sign-in/")
    page.locator("input[name=username]").fill("admin")
    page.locator("input[name=password]").fill(site.accounts["admin"])
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{site.address}/home/")
    page.goto("/admin/domain/pairing/")
    expect(page.locator("#result_list tbody tr").first).to_be_visible()
