"""Whatever is recorded goes out and comes back unchanged, masks among it (a property)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.households.ledgers.rows import identity
from tests.support.exchanging import out_and_in
from tests.workbooks.values import texts
from xieshou.domain.households.models import (
    FormerStay,
    Household,
    HouseholdIncome,
    Member,
    Monitoring,
    PovertyStatus,
)
from xieshou.domain.places.models import Division

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(2000, 1, 1), date(2024, 12, 31))
PRECISE = st.sampled_from(["day", "month", "year", "unknown"])
WORDS = st.just("") | texts.filter(lambda text: len(text) <= 20)
MAYBE = st.none() | st.booleans()
LATER = st.just(date(2025, 3, 1))
MONEY = st.none() | st.decimals(0, 10**7, places=2)
SIX_AMOUNTS = st.lists(MONEY, min_size=6, max_size=6)


def _cut(day: date | None, precision: str) -> date | None:
    if day is None or precision in ("day", "unknown"):
        return day
    return day.replace(day=1) if precision == "month" else day.replace(month=1, day=1)


@st.composite
def _homes(draw: st.DrawFn) -> dict[str, Any]:
    """A household with people, a status, a watch and an income, as services or other files may leave it."""
    precision = draw(PRECISE)
    columns = {
        "hamlet": draw(WORDS),
        "main_cause": draw(st.sampled_from(["", "illness", "other"])),
        "unsafe_house": draw(MAYBE),
        "safe_water": draw(MAYBE),
        "house_area": draw(st.none() | st.decimals(0, 999, places=1)),
        "house_grade": draw(st.sampled_from(["", "A", "D"])),
        "phone": draw(st.sampled_from(["", "13800001234", "0856-5200000"])),
        "bank_account": draw(st.sampled_from(["", "6222000011112222", "12345"])),
        "identified_on": _cut(draw(st.none() | DAYS), precision),
        "identified_precision": precision,
    }
    return {
        "columns": columns,
        "people": draw(st.lists(_people(), min_size=1, max_size=4)),
        "status": draw(st.none() | st.tuples(st.sampled_from(["poor", "out", "returned"]), st.none() | DAYS)),
        "watch": draw(
            st.none()
            | st.tuples(st.sampled_from(["unstable", "sudden"]), st.none() | DAYS, st.none() | LATER)
        ),
        "income": draw(st.none() | st.tuples(st.integers(2010, 2025), SIX_AMOUNTS)),
    }  # fmt: skip


@st.composite
def _people(draw: st.DrawFn) -> dict[str, Any]:
    number = draw(st.sampled_from(["", identity(1), identity(2), identity(3)]))
    return {
        "name": draw(texts.filter(lambda text: len(text) <= 20)),
        "id_number": number,
        "disability_number": f"{number}43" if number and draw(st.booleans()) else "",
        "phone": draw(st.sampled_from(["", "13800001234", "13900004321"])),
        "health": draw(st.sampled_from(["", "healthy", "disabled"])),
        "sex": draw(st.sampled_from(["", "male", "female"])),
        "nationality": draw(WORDS),
        "months_away": draw(st.none() | st.decimals(0, 12, places=1)),
        "serious_insurance": draw(MAYBE),
        "allowance": draw(MAYBE),
        "destitute": draw(st.booleans()),
        "left_behind": draw(st.sampled_from(["", "elder"])),
    }


def _store(homes: list[dict[str, Any]], village: Division) -> int:
    people = 0
    for number, told in enumerate(homes):
        home = Household.objects.create(number=f"户{number}", village=village, **told["columns"])
        for place, columns in enumerate(told["people"]):
            Member.objects.create(
                number=f"人{number}-{place}", household=home, name_key="",
                relation="户主" if place == 0 else "",
                **columns,
            )  # fmt: skip
            people += 1
        if told["status"]:
            status, start = told["status"]
            PovertyStatus.objects.create(household=home, status=status, start_on=start)
        if told["watch"]:
            kind, start, end = told["watch"]
            Monitoring.objects.create(household=home, kind=kind, start_on=start, end_on=end)
        if told["income"]:
            year, (wage, business, cost, owned, given_, stated) = told["income"]
            HouseholdIncome.objects.create(
                household=home, year=year, people=len(told["people"]), wage=wage, business=business,
                business_cost=cost, property=owned, transfer=given_, stated_per_head=stated,
            )  # fmt: skip
    return people


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(homes=st.lists(_homes(), max_size=4))
def test_what_is_on_record_goes_out_and_comes_back_unchanged(
    places: dict[str, Division], tmp_path: Path, homes: list[dict[str, Any]]
) -> None:
    for model in (FormerStay, HouseholdIncome, Monitoring, PovertyStatus, Member, Household):
        model.objects.all().delete()
    count = _store(homes, places["village"])
    for name in ("households-national", "households-form"):
        for end in ("xlsx", "csv"):
            counts = out_and_in(name, tmp_path / f"{name}.{end}")
            assert counts == {"new": 0, "changed": 0, "unchanged": count, "wrong": 0}
    assert Decimal(count) == Member.objects.count()
