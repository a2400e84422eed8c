"""The way from formulas and figures to checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from xieshou.domain.evidence.checking.rules import growth, parts, quotients, sums
from xieshou.domain.evidence.checking.rules.figures import Check, Figure
from xieshou.domain.evidence.checking.rules.formula import Formula, FormulaKind

_KINDS: dict[FormulaKind, Callable[[Formula, list[Figure]], Iterator[Check]]] = {
    FormulaKind.RATE: quotients.rates,
    FormulaKind.AVERAGE: quotients.averages,
    FormulaKind.BASE: quotients.bases,
    FormulaKind.PART: parts.parts,
    FormulaKind.PLACE_PART: parts.place_parts,
    FormulaKind.GROWTH: growth.growths,
    FormulaKind.SUM: sums.sums,
}


def check_all(formulas: Iterable[Formula], figures: Iterable[Figure]) -> list[Check]:
    """Every check that the figures allow, by formula and position, whatever the order of the figures."""
    ordered = sorted(figures, key=lambda figure: (figure.document, figure.position, figure.code))
    return [check for formula in formulas for check in _KINDS[formula.kind](formula, ordered)]
