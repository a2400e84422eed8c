"""The relations in a real browser: by keyboard, on a phone in the dark."""

from __future__ import annotations

import pytest

from tests.support.axe import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_relation_is_confirmed_and_taken_back_by_keyboard(page_at, administrator_user, relations):
    conflict = relations["conflicts"]
    page = page_at(1440, "/conflicts/?kind=conflicts", user=administrator_user)
    card = page.locator(f"#relation-{conflict.pk}")
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    card.get_by_label("确认:是冲突").focus()
    page.keyboard.press("Tab")
    for _each in range(6):
        if page.evaluate("document.activeElement.type") == "submit":
            break
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    conflict.refresh_from_db()
    assert conflict.state == "confirmed"
    undo = page.locator(".callout").get_by_role("button", name="撤销")
    undo.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    conflict.refresh_from_db()
    assert conflict.state == "found"


def test_a_phone_in_the_dark_reads_it_well(page_at, administrator_user, relations):
    page = page_at(390, "/conflicts/?kind=all", user=administrator_user, dark=True)
    page.locator("summary", has_text="判定").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe_violations(page) == []
