"""Sums: shares that a text divides a whole into."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from xieshou.domain.evidence.checking.rules.figures import Check, Figure, Outcome, Term, beside
from xieshou.domain.evidence.checking.rules.formula import Formula


def sums(formula: Formula, figures: list[Figure]) -> Iterator[Check]:
    """One figure of each indicator, in one passage, adds up to the total: 60 % + 20 % + 20 % (A16-1)."""
    if formula.total is None:
        return
    first, *others = formula.indicators
    for start in (figure for figure in figures if figure.indicator == first):
        rest = [beside(start, indicator, figures) for indicator in others]
        found = [start, *(each for each in rest if each is not None)]
        if len(found) < len(formula.indicators):
            continue
        unit = start.quantity.unit
        if any(each.quantity.unit.kind is not unit.kind for each in found):
            continue
        added = sum((each.quantity.base for each in found), Fraction(0)) / unit.factor
        exact = all(each.quantity.is_exact for each in found)
        outcome = Outcome.UNSURE if not exact else Outcome.HOLDS if added == formula.total else Outcome.FAILS
        terms = tuple(Term("part", each) for each in found)
        yield Check(formula.code, terms, outcome, added, unit.symbol, (("total", str(formula.total)),))
