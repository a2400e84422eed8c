"""The pages of households in a real browser: they fit, pass axe, and are worked by thumb."""

from __future__ import annotations

import os
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.axe import axe_violations
from tests.web.households.village import build
from tests.web.people.cast import account
from xieshou.domain.households.models import Household
from xieshou.domain.parties.models import RoleChoice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("XIESHOU_TEST_PICTURES")


@pytest.fixture
def told(db: None) -> Any:
    told = build()
    told.user = account("recorder-示例", RoleChoice.RECORDER, told.town)  # type: ignore[attr-defined]
    return told


def wider(page: Any) -> int:
    script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(script))


@pytest.mark.parametrize(
    ("width", "dark", "language"),
    [(1440, False, "zh-hans"), (390, True, "zh-hans"), (390, False, "en"), (1440, True, "en")],
)
def test_pages_fit_and_pass_axe(page_at: Any, told: Any, width: int, dark: bool, language: str) -> None:
    home, member = told.homes["示例张三"].pk, told.member("示例张三").pk
    pages = {
        "list": "",
        "household": f"{home}/?on=2016-02-20",
        "faulty": f"{told.homes['示例赵六'].pk}/?on=",
        "person": f"people/{member}/",
        "sheet": f"sheet/?place={told.place.code}",
        "town": f"sheet/?place={told.town.code}",
        "quality": f"quality/?place={told.town.code}",
        "new": "new/",
        "edit": f"{home}/edit/",
        "edit-member": f"people/{member}/edit/",
        "income": f"{home}/income/?year=2025",
        "split": f"{home}/split/",
        "merge": f"{home}/merge/",
        "visit": f"{home}/visit/",
        "status": f"{home}/status/",
        "measure": f"{home}/measure/",
        "responsible": f"{home}/responsible/?find=示例",
        "leave": f"people/{member}/leave/",
        "move": f"people/{member}/move/",
        "head": f"{home}/change-head/",
    }
    page = page_at(width, None, user=told.user, dark=dark, language=language)
    wrong = {}
    for name, path in pages.items():
        page.goto(f"/households/{path}")
        if PICTURES:
            page.wait_for_timeout(250)
            page.screenshot(path=f"{PICTURES}/{name}-{width}{'-dark' if dark else ''}.png", full_page=True)
        if found := axe_violations(page):
            wrong[name] = found
        if wider(page):
            wrong[f"{name} is wider by"] = [str(wider(page))]
    assert wrong == {}


def test_a_recorder_sees_at_once_what_does_not_agree_and_records_by_thumb(page_at: Any, told: Any) -> None:
    page = page_at(390, "/households/new/", user=told.user)
    page.get_by_label("行政村").select_option(told.place.code)
    page.get_by_label("姓名").first.fill("示例触屏户")
    page.locator("#id_house_grade").select_option("D")
    page.locator("#id_unsafe_house").select_option("no")
    link = page.locator("#findings").get_by_role("link", name="危房户")
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_unsafe_house")).to_be_in_viewport()
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("alert")).to_contain_text("没有保存")
    assert axe_violations(page) == []
    page.locator("#id_unsafe_house").select_option("yes")
    expect(page.locator("#findings")).to_contain_text("没有矛盾")
    page.get_by_role("button", name="再加一名成员").click()
    expect(page.locator("#person-1")).to_be_in_viewport()
    page.locator("#id_p1-name").fill("示例触屏妻")
    page.locator("#id_p1-relation").fill("配偶")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("示例触屏户")
    assert Household.objects.get(members__name="示例触屏妻").house_grade == "D"


def test_income_per_head_follows_what_is_typed(page_at: Any, told: Any) -> None:
    page = page_at(
        390, f"/households/{told.homes['示例张三'].pk}/income/?year=2022", user=told.user, dark=True
    )
    page.get_by_label("家庭人口").fill("4")
    page.get_by_label("工资性收入").fill("20000")
    expect(page.locator(".per-head")).to_contain_text("5,000")


def test_the_phone_tells_where_a_visit_was(page_at: Any, told: Any) -> None:
    page = page_at(390, None, user=told.user)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 27.7, "longitude": 109.1})
    page.goto(f"/households/{told.homes['示例张三'].pk}/visit/")
    page.get_by_role("button", name="记下当前位置").click()
    expect(page.locator("#located")).to_contain_text("已取得位置")
    assert page.locator("#id_latitude").input_value() == "27.700000"
