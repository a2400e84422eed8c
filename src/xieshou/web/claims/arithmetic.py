"""Recorded checks in words: the formula, what went in, what came out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xieshou.domain.evidence.checking.formulas import formula_of
from xieshou.domain.evidence.models import CheckOutcome, Claim, ClaimCheck
from xieshou.kernel.exact import as_fraction, round_half_up
from xieshou.kernel.quantity import Kind, Quantity, UnknownUnitError, format_quantity, unit
from xieshou.web.figures.figure import Figure, figure_of
from xieshou.web.shell import words

ROLES = {
    "numerator": gettext_lazy("分子"),
    "denominator": gettext_lazy("分母"),
    "stated": gettext_lazy("文中所说"),
    "part": pgettext_lazy("算式", "部分"),
    "whole": pgettext_lazy("算式", "整体"),
    "earlier": gettext_lazy("先"),
    "later": gettext_lazy("后"),
}
# Shape and tint of an outcome; its word stands beside it.
SHAPES = {
    CheckOutcome.HOLDS: ("✓", "good"),
    CheckOutcome.FAILS: ("≠", "bad"),
    CheckOutcome.UNSURE: ("?", "caution"),
    CheckOutcome.WORKED_OUT: ("∴", ""),
}
_LONG = 10_000  # from here on two decimals of 万 or 亿 say enough
_LONG_EN = 1_000_000  # and of a million


@dataclass(frozen=True, slots=True)
class CheckTerm:
    """A figure in the part that it plays; ``own``: it is the one whose page this is."""

    role: Any
    figure: Figure
    own: bool


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check as the page shows it."""

    check: ClaimCheck
    name: str
    note: str
    shape: str
    tint: str
    result: str
    terms: list[CheckTerm]


def rows_of(checks: Iterable[ClaimCheck], own: Claim | None = None) -> list[CheckRow]:
    """The checks in words, in the order given, on the page of ``own``.

    Terms, claims and parties must be at hand.
    """
    return [_row(check, own) for check in checks]


def _row(check: ClaimCheck, own: Claim | None) -> CheckRow:
    formula = formula_of(check.formula)
    shape, tint = SHAPES[CheckOutcome(check.outcome)]
    return CheckRow(
        check=check,
        name=words.name_of(formula) if formula else check.formula,
        note=words.in_language_of(formula, "note") if formula else "",
        shape=shape,
        tint=tint,
        result=_result(check),
        terms=[
            CheckTerm(
                role=ROLES.get(term.role, term.role),
                figure=figure_of(term.claim),
                own=own is not None and term.claim_id == own.pk,
            )
            for term in check.terms.all()
        ],
    )


def _result(check: ClaimCheck) -> str:
    """What came out, rounded to two decimals for reading; nothing where nothing did."""
    if check.result is None:
        return ""
    if check.formula.endswith("-alike"):
        facts = {name: f"{int(check.facts[name]):,}" for name in ("first", "second")}
        return _("%(first)s 与 %(second)s,相差 %(drift)s%%") % {
            **facts,
            "drift": f"{abs(round_half_up(check.result, 1)):f}",
        }
    rounded = round_half_up(check.result, 2)
    try:
        of = unit(check.result_unit)
        quantity = Quantity(rounded, of)
        if of.kind is Kind.MONEY:
            # In yuan first: 0.0061亿元 for each project is read as 60.91万元.
            quantity = Quantity(round_half_up(as_fraction(check.result) * of.factor, 0), unit("元"))
    except UnknownUnitError:
        return f"{rounded:,f} {check.result_unit}".strip()
    long = _LONG_EN if words.in_english() else _LONG
    places = 2 if abs(quantity.value) >= long else None
    shown = format_quantity(_short(quantity), words.language(), places=places)
    per = check.facts.get("per")
    if not per:
        return shown
    facts = {"value": shown, "unit": unit(per).one if words.in_english() else per}
    return (_("%(value)s/%(unit)s") if facts["unit"] else _("各 %(value)s")) % facts


def _short(quantity: Quantity) -> Quantity:
    """Without decimals that are zero."""
    value = quantity.value
    whole = value.to_integral_value()
    return Quantity(whole if value == whole else value.normalize(), quantity.unit)
