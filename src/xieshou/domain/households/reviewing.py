"""Households as they are reviewed: whole, with the people, standing, incomes and help that belong to them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.utils.translation import gettext_lazy as _

from xieshou.domain.households.models import (
    FormerStay,
    HelpMeasure,
    Household,
    HouseholdIncome,
    Member,
    Monitoring,
    PovertyStatus,
    Responsible,
)
from xieshou.domain.households.services.facts import HouseholdFacts, IncomeFacts, MemberFacts
from xieshou.domain.workflow.review.parts import Part
from xieshou.domain.workflow.review.registry import Reviewable, register

KIND = "households"


def declare() -> None:
    """Make them known to review; called when Django starts."""
    register(
        Reviewable(
            KIND,
            Household,
            _("农户"),
            lambda rows: rows.select_related("village"),
            lambda household: f"{household.number} · {household.village}",
            _columns(HouseholdFacts, "split_from", "merged_into", "ended_on", "end_reason"),
            parts=(
                Part(
                    Member,
                    "household",
                    _("家庭成员"),
                    _member,
                    _columns(MemberFacts, "joined_by", "left_on", "left_by"),
                ),
                Part(FormerStay, "household", _("曾在农户"), _stay, ("relation", "period", "left_by")),
                Part(PovertyStatus, "household", _("脱贫状态"), str, ("status", "period", "note")),
                Part(Monitoring, "household", _("防返贫监测"), str, ("kind", "period", "note")),
                Part(HouseholdIncome, "household", _("家庭收入"), _income, _columns(IncomeFacts)),
                Part(
                    HelpMeasure,
                    "household",
                    _("帮扶措施"),
                    str,
                    ("kind", "content", "amount", "member", "period", "note"),
                ),
                Part(
                    Responsible,
                    "household",
                    _("帮扶责任人"),
                    lambda each: str(each.period),
                    ("person", "period", "note"),
                ),
            ),
        )
    )


def _columns(facts: Any, *more: str) -> tuple[str, ...]:
    names = [each.name for each in fields(facts)]
    return (*("identified_on" if name == "identified" else name for name in names), *more)


def _member(person: Member) -> str:
    return f"{person.name} {person.relation}".strip()


def _stay(stay: FormerStay) -> str:
    return f"{stay.relation} {stay.period}".strip()


def _income(income: HouseholdIncome) -> str:
    return str(income.year)
