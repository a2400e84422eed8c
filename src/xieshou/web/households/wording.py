"""Standing, checks and incomes of households in words, each with its shape: colour alone says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from xieshou.domain.households.models import Household, HouseholdIncome, Member, PovertyStatus, Status
from xieshou.domain.households.queries import Line
from xieshou.domain.households.rules.income import Income
from xieshou.domain.households.services.examining import income_of

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


def label_of(model: Any, name: str) -> str:
    """The official word of a column."""
    return str(model._meta.get_field(name).verbose_name)


def status_word(status: PovertyStatus | None) -> str:
    """已脱贫 …; 普通农户 where there is none."""
    return str(status.get_status_display()) if status else _("普通农户")


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


def answer_word(value: bool | None) -> str:
    """是, 否 or a dash."""
    return "—" if value is None else _("是") if value else _("否")


def age_on(born: date | None, on: date) -> int | None:
    """Full years on a day; None where the birth is not known or is to come."""
    if born is None or born > on:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def tags_of(member: Member) -> list[str]:
    """留守, 特困, 空巢, 低保."""
    found = [str(member.get_left_behind_display())] if member.left_behind else []
    for name in ("destitute", "empty_nest", "allowance"):
        if getattr(member, name):
            found.append(label_of(member, name))
    return found


def money(value: Decimal | None) -> str:
    """12,000 or 5,250.50; a dash for none."""
    if value is None:
        return "—"
    return f"{value:,.2f}".removesuffix(".00")


def formula_of(record: HouseholdIncome | Income) -> str:
    """The net income per head spelled out with its numbers; empty where there are no parts."""
    income = record if isinstance(record, Income) else income_of(record)
    if not income.computed:
        return ""

    def part(name: str) -> str:
        word = label_of(HouseholdIncome, name)
        return f"{word} {money(getattr(income, name) or Decimal(0))}"

    inside = (
        f"{part('wage')} + {part('business')} − {part('business_cost')}"
        f" + {part('property')} + {part('transfer')}"
    )
    people = _("%(n)s 人") % {"n": income.people}
    return f"({inside}) ÷ {people} = {money(income.per_head)} " + _("元")


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
