"""What is kept of households in words and figures, in the reader's language: for pages and papers alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from xieshou.domain.households.models import HouseholdIncome, Member, PovertyStatus
from xieshou.domain.households.rules import ages
from xieshou.domain.households.rules.income import Income
from xieshou.domain.households.services.examining import income_of


def label_of(model: Any, name: str) -> str:
    """The official word of a column."""
    return str(model._meta.get_field(name).verbose_name)


def status_word(status: PovertyStatus | None) -> str:
    """已脱贫 …; 普通农户 where there is none."""
    return str(status.get_status_display()) if status else _("普通农户")


def answer_word(value: bool | None) -> str:
    """是, 否 or a dash."""
    return "—" if value is None else _("是") if value else _("否")


def age_on(born: date | None, on: date) -> int | None:
    """Full years on a day; None where the birth is not known or is to come."""
    if born is None or born > on:
        return None
    return ages.age(born, on)


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
