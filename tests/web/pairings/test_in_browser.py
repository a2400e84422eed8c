"""The pairings' pages in a real browser: they fit, pass axe, and are worked by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.axe import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "?on=2018-06-30",
    "tree/?on=2018-06-30",
    "coverage/?on=2018-06-30",
    "rounds/",
    "{book}/?on=2018-06-30",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_pages_fit_and_pass_axe(page_at, tongren, width, dark, path):
    page = page_at(width, f"/pairings/{path.format(book=tongren.pairings[2].pk)}", dark=dark)
    assert axe_violations(page) == []
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider == 0


@pytest.mark.parametrize("width", [1440, 390])
def test_every_filter_is_reached_by_keyboard_in_the_order_seen(page_at, tongren, width):
    page = page_at(width, "/pairings/?ever=1")
    page.locator("#f-text").focus()
    names = []
    for _ in range(7):
        names.append(page.evaluate("document.activeElement.name || document.activeElement.type"))
        page.keyboard.press("Tab")
    assert names == ["text", "round", "programme", "tier", "kind", "certainty", "ever"]
    expect(page.get_by_role("button", name="筛选", exact=True)).to_be_focused()


def test_a_list_is_filtered_and_a_book_opened_without_a_mouse(page_at, tongren):
    page = page_at(1440, "/pairings/?ever=1")
    page.locator("#f-text").focus()
    page.keyboard.type("昆山")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile("text=%E6%98%86%E5%B1%B1.*ever=1"))
    page.get_by_role("link", name="昆山市").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("碧江区")


def test_a_branch_of_the_tree_opens_by_keyboard(page_at, tongren):
    page = page_at(390, "/pairings/tree/?on=2018-06-30")
    summary = page.locator("summary").first
    expect(page.get_by_role("link", name="昆山市")).to_be_visible()
    summary.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="昆山市")).to_be_hidden()
