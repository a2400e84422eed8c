"""The pages of households in a real browser: they fit, pass axe, and a household is recorded by thumb and key."""

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


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True), (390, False), (1440, True)])
def test_pages_fit_and_pass_axe(page_at: Any, told: Any, width: int, dark: bool) -> None:
    home, member = told.homes["示例张三"].pk, told.member("示例张三").pk
    pages = {
        "list": "", "household": f"{home}/?on=2016-02-20", "faulty": f"{told.homes['示例赵六'].pk}/?on=",
        "person": f"people/{member}/", "sheet": f"sheet/?place={told.place.code}", "town": f"sheet/?place={told.town.code}",
        "quality": f"quality/?place={told.town.code}", "new": "new/", "edit": f"{home}/edit/", "edit-member": f"people/{member}/edit/",
        "income": f"{home}/income/?year=2025", "split": f"{home}/split/", "merge": f"{home}/merge/", "visit": f"{home}/visit/",
        "status": f"{home}/status/", "measure": f"{home}/measure/", "responsible": f"{home}/responsible/?find=示例",
        "leave": f"people/{member}/leave/", "move": f"people/{member}/move/", "head": f"{home}/change-head/",
    }  # fmt: skip
    page = page_at(width, None, user=told.user, dark=dark)
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
