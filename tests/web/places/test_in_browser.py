"""The place's page in a real browser: the map is drawn and leads on, and axe finds nothing."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.axe import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    "path", ["/places/?on=2018", "/places/520600/?on=2018&inherited=1", "/places/520602101/"]
)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_pages_fit_and_pass_axe(page_at, tongren, outlines, width, dark, path):
    page = page_at(width, path, dark=dark)
    assert axe_violations(page) == []
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider == 0


def test_a_click_on_the_map_leads_to_the_county(page_at, tongren, outlines):
    page = page_at(1440, "/places/520600/?on=2018-06-30")
    drawn = page.locator("#parts-map[data-drawn]")
    expect(drawn).to_be_visible()
    box = drawn.bounding_box()
    # Three squares stand side by side; the left one is 碧江.
    drawn.click(position={"x": box["width"] / 6, "y": box["height"] / 2})
    expect(page).to_have_url(re.compile(r"/places/520602/\?on=2018-06-30$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("碧江区")


def test_a_click_on_a_bar_of_the_time_line_leads_to_the_pairing(page_at, tongren, outlines):
    page = page_at(1440, "/places/520600/?on=2018-06-30")
    canvas = page.locator("#time-line canvas").first
    expect(canvas).to_be_visible()
    box = canvas.bounding_box()
    # The first lane holds 青岛, from 1996 to 2013.
    canvas.click(position={"x": box["width"] * 0.35, "y": 43})
    expect(page).to_have_url(re.compile(rf"/pairings/{tongren.pairings[0].pk}/"))
