"""The ledger of the year calendar: out, in again, the same; a load then leaves it alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.exchanging import imported, out_and_in, sheet, wrong_cells
from xieshou.domain.workflow.calendar.loading import load_calendar
from xieshou.domain.workflow.calendar.models import CalendarItem
from xieshou.kernel.actor import SYSTEM
from xieshou.kernel.language import Language

pytestmark = pytest.mark.django_db
FIELDS = ["round", "code", "name", "name_en", "recurrence", "start", "due", "days", "certainty"]


def everything() -> list[tuple[Any, ...]]:
    fields = [
        each.attname for each in CalendarItem._meta.concrete_fields if each.name not in ("id", "edited_at")
    ]
    return list(CalendarItem.objects.order_by("round_code", "code").values_list(*fields))


@pytest.mark.parametrize("end", ["xlsx", "csv"])
@pytest.mark.parametrize("language", Language)
def test_what_ships_comes_back_unchanged(shipped: None, tmp_path: Path, end: str, language: Language) -> None:
    path, before = tmp_path / f"calendar.{end}", everything()
    counts = out_and_in("calendar", path, language)
    assert counts == {"new": 0, "changed": 0, "unchanged": len(before), "wrong": 0}
    CalendarItem.objects.all().delete()
    imported("calendar", path)
    assert everything() == before
    assert load_calendar(actor=SYSTEM).left == len(before)


def test_days_are_read_as_people_write_them(shipped: None, tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "calendar.xlsx",
        "calendar",
        FIELDS,
        ["2021", "a", "甲", "A", "每年", "3月1日", "3.31", None, "示例"],
        ["2021", "b", "乙", "B", "每月", None, "5日", None, "示例"],
        ["2021", "c", "丙", "C", "事后限期", None, None, 7, "示例"],
    )
    assert imported("calendar", path).new == 3
    found = CalendarItem.objects.filter(code__in="abc").order_by("code")
    assert [(item.start_written, item.due_written, item.days) for item in found] == [
        ("03-01", "03-31", None),
        ("", "5", None),
        ("", "", 7),
    ]


def test_what_does_not_fit_is_named(shipped: None, tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "calendar.xlsx",
        "calendar",
        FIELDS,
        ["1999", "a", "甲", "A", "每年", "03-01", "03-31", None, "示例"],
        ["2021", "b", "乙", "B", "每年", "13-01", "03-31", None, "示例"],
        ["2021", "c", "丙", "C", "每月", None, None, None, "示例"],
        ["2021", "d", "丁", "D", "每月", "03-01", "10", None, "示例"],
        ["2021", "e", "戊", "E", "事后限期", None, None, None, "示例"],
        ["2021", "大写", "己", "F", "每年", "03-01", "03-31", None, "示例"],
    )
    assert sorted(cell for cell, _said in wrong_cells("calendar", path)) == [
        "A2",
        "B7",
        "F3",
        "F5",
        "G4",
        "H6",
    ]
