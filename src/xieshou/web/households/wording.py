"""Standing, checks and incomes of households in words, each with its shape: colour alone says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xieshou.domain.households.models import Household, HouseholdIncome, PovertyStatus, Status
from xieshou.domain.households.queries import Line
from xieshou.domain.households.services.examining import income_of
from xieshou.domain.households.telling import (
    formula_of,
    label_of,
    money,
    status_word,
)

STATUS_MARKS = {Status.POOR: ("caution", "△"), Status.RETURNED: ("bad", "↩"), Status.OUT: ("good", "✓")}
PARTS = ("wage", "business", "business_cost", "property", "transfer")
_WATER = ("water_quantity", "water_quality", "water_distance", "water_reliability")


@dataclass(frozen=True, slots=True)
class Badge:
    """A word with its shape and tint."""

    word: str
    shape: str
    tint: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One of the checks of house and water: good, bad, or not known."""

    label: str
    badge: Badge


def status_badge(status: PovertyStatus | None) -> Badge:
    """The same with its shape."""
    if status is None:
        return Badge(_("普通农户"), "○")
    tint, shape = STATUS_MARKS[Status(status.status)]
    return Badge(status_word(status), shape, tint)


def answer(value: bool | None, yes: str, no: str, *, good: bool = True) -> Badge:
    """A yes, a no or 不明; ``good`` tells which of the first two is well."""
    if value is None:
        return Badge(_("不明"), "?")
    return Badge(yes, "✓", "good") if value is good else Badge(no if good else yes, "✗", "bad")


def checks_of(household: Household) -> list[Check]:
    """The four checks of water, the house, electricity: what stands in the strip."""

    found = [
        Check(label_of(household, each), answer(getattr(household, each), _("是"), _("否")))
        for each in _WATER
    ]
    return [
        *found,
        Check(label_of(household, "electricity"), answer(household.electricity, _("是"), _("否"))),
    ]


def water_badge(household: Household) -> Badge:
    """Safe or not: as stated in one word, else as the four checks say."""
    checks = [getattr(household, each) for each in _WATER]
    safe = household.safe_water
    if safe is None:
        safe = False if False in checks else True if all(checks) else None
    return answer(safe, _("安全"), _("不安全"))


def house_badge(household: Household) -> Badge:
    """The grade, else whether it is listed as unsafe."""
    if household.house_grade:
        safe = household.house_grade in "AB"
        return Badge(_("%s级") % household.house_grade, "✓" if safe else "✗", "good" if safe else "bad")
    return answer(household.unsafe_house, _("危房"), _("非危房"), good=False)


def income_shown(record: HouseholdIncome) -> dict[str, Any]:
    """A year's income: its parts, what comes to a head and how, and what a table stated beside it."""
    income = income_of(record)
    stated = record.stated_per_head
    computed = income.per_head if income.computed else None
    return {
        "record": record,
        "parts": [money(getattr(record, name)) for name in PARTS],
        "per_head": money(income.per_head),
        "computed": income.computed,
        "formula": formula_of(income),
        "stated": money(stated) if stated is not None else "",
        "differs": computed is not None and stated is not None and abs(computed - stated) > 1,
    }


def listed_row(row: Line) -> dict[str, Any]:
    """A row of the list as its template takes it."""
    return {
        "household": row.household,
        "head": row.head,
        "people": row.people,
        "status": status_badge(row.status),
        "monitored": row.monitoring.get_kind_display() if row.monitoring else "",
        "house": house_badge(row.household),
        "water": water_badge(row.household),
        "income": money(row.income.per_head) if row.income else "",
        "income_year": row.income.year if row.income else None,
        "responsible": row.responsible,
    }
