"""The shell in a real browser: theme, keys, the phone's options, live filter, and what axe says."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.axe import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    "path", ["/terms/", "/terms/round/", "/search/?q=zzz", "/sign-in/", "/terms/?on=2013-13"]
)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_pages_fit_and_pass_axe(page_at, round_term, width, dark, path):
    page = page_at(width, path, dark=dark)
    assert axe_violations(page) == []
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider == 0


def test_the_theme_switch_takes_effect_at_once_and_is_remembered(page_at, round_term):
    page = page_at(1440, "/terms/")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="浅色").click()
    page.get_by_role("button", name="深色").click()
    assert page.evaluate(paper) != light
    page.goto("/terms/round/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(paper) != light


def test_the_slash_key_leads_to_the_search_box_but_is_a_letter_inside_one(page_at, round_term):
    page = page_at(1440, "/terms/")
    page.keyboard.press("/")
    expect(page.locator("#search-box")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#search-box")).to_have_value("/")


def test_the_phones_options_open_and_close(page_at, round_term):
    page = page_at(390, "/terms/")
    expect(page.locator("#tools")).to_be_hidden()
    page.get_by_role("button", name="显示选项").click()
    expect(page.locator("#tools")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#tools")).to_be_hidden()


def test_one_click_brings_english_on_the_same_page(page_at, round_term):
    page = page_at(1440, "/terms/round/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile("/terms/round/$"))


def test_the_list_narrows_while_one_types_and_the_address_follows(page_at, round_term):
    page = page_at(1440, "/terms/")
    page.locator("#term-text").press_sequentially("没有的词")
    expect(page.get_by_text("没有符合条件的词条")).to_be_visible()
    expect(page).to_have_url(re.compile("q=%E6%B2%A1"))


def test_the_register_tables_run_under_their_policy_and_share_the_theme(
    page_at, administrator_user, round_term
):
    page = page_at(1440, "/terms/", user=administrator_user)
    page.get_by_role("button", name="浅色").click()
    page.get_by_role("button", name="深色").click()
    page.goto("/admin/domain/term/")
    expect(page.locator("html")).to_have_class(re.compile("dark"))
    page.goto("/admin/domain/pairing/add/")
    expect(page.locator("form#pairing_form")).to_be_visible()
