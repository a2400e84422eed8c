"""摘帽进度 in a real browser: the slider by keyboard, a county by click, on a phone and in the dark."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.domain.places.conftest import Atlas
from tests.domain.places.test_count_exits import poor
from tests.support.axe import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def area(code: str, west: float, width: float) -> dict:
    ring = [[west, 27.0], [west + width, 27.0], [west + width, 28.0], [west, 28.0], [west, 27.0]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"code": code, "name": code}, "geometry": shape}


@pytest.fixture
def drawn() -> Iterator[None]:
    """A province of three counties side by side; a fourth is on no map."""
    folder = settings.XIESHOU_HOME / "geometry"
    folder.mkdir(parents=True, exist_ok=True)
    maps = {
        "national.json": [area("520000", 107.0, 3)],
        "counties.json": [area(f"52060{place}", 106.0 + place, 1) for place in (1, 2, 3)],
    }
    files = []
    for name, features in maps.items():
        content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
        files += [folder / name, folder / f"{name}.gz"]
        files[-2].write_bytes(content)
        files[-1].write_bytes(gzip.compress(content))
    atlas = Atlas()
    guizhou = atlas.add("贵州省", 1, "520000")
    for place, end in enumerate(("2018", "2019", "2020-11-23", ""), 1):
        poor(atlas.add(f"示例{place}县", 3, f"52060{place}", guizhou), "2011", end)
    yield
    for file in files:
        file.unlink()


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_it_fits_and_passes_axe(page_at, drawn, width, dark):
    page = page_at(width, "/places/exits/", dark=dark)
    expect(page.locator("#exit-map[data-drawn]")).to_be_visible()
    expect(page.locator("#exit-missing")).to_contain_text("示例4县")
    assert axe_violations(page) == []
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider == 0


def test_the_slider_moves_by_keyboard_and_the_list_follows(page_at, drawn):
    page = page_at(1440, "/places/exits/")
    expect(page.locator("#exit-map[data-drawn]")).to_be_visible()
    expect(page.locator("#exit-said")).to_have_text("全部:已退出 3 个,未退出 1 个")
    page.focus("#exit-slider")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#exit-said")).to_have_text("截至 2019 年底:已退出 2 个,尚有 2 个")
    expect(page.locator("#counties-h")).to_contain_text("2019年退出")
    expect(page.locator(".exit-counties tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"year=2019$"))
    page.keyboard.press("End")
    expect(page.locator(".exit-counties tbody tr")).to_have_count(4)


def test_a_click_on_a_county_leads_to_it(page_at, drawn):
    page = page_at(1440, "/places/exits/?year=2018")
    shown = page.locator("#exit-map[data-drawn]")
    expect(shown).to_be_visible()
    shown.scroll_into_view_if_needed()
    box = shown.bounding_box()
    shown.click(position={"x": box["width"] / 6, "y": box["height"] / 2})
    expect(page).to_have_url(re.compile(r"/places/520601/\?at=2018-12-31$"))
