"""Parts and wholes: what is among something is not more than it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from xieshou.domain.evidence.checking.rules.figures import Check, Figure, Outcome, Term, beside, nearest
from xieshou.domain.evidence.checking.rules.formula import Formula


def parts(formula: Formula, figures: list[Figure]) -> Iterator[Check]:
    """One indicator counts among another: 其中飞地园区 15 of 共建园区 40 (A13-1)."""
    for part in (figure for figure in figures if figure.indicator == formula.part):
        whole = beside(part, formula.whole, figures)
        if whole is not None and part.countable_with(whole):
            yield _part_of(formula, part, whole)


def place_parts(formula: Formula, figures: list[Figure]) -> Iterator[Check]:
    """The same measure of a place and of what it lies in: 46.65亿 for one province of 113.83亿 (A7-1).

    A change may be set beside a level, for it cannot exceed it; a level beside a change says nothing.
    """
    for part in (figure for figure in figures if figure.adds):
        wholes = [
            whole
            for whole in figures
            if whole.indicator == part.indicator
            and whole.document == part.document
            and part.same_programme(whole)
            and (whole.givers == part.givers or not whole.givers or not part.givers)
            and part.lies_within(whole)
            and part.same_time(whole)
            and part.countable_with(whole)
            and (part.is_change or not whole.is_change)
        ]
        whole = nearest(part, wholes)
        if whole is not None:
            yield _part_of(formula, part, whole)


def _part_of(formula: Formula, part: Figure, whole: Figure) -> Check:
    terms = (Term("part", part), Term("whole", whole))
    exact = part.quantity.is_exact and whole.quantity.is_exact and whole.quantity.base
    share = 100 * part.quantity.base / whole.quantity.base if exact else None
    return Check(formula.code, terms, _fits(part.interval, whole.interval), share, "%" if exact else "")


def _fits(
    part: tuple[Fraction | None, Fraction | None], whole: tuple[Fraction | None, Fraction | None]
) -> Outcome:
    least, most = part
    smallest, largest = whole
    if most is not None and smallest is not None and most <= smallest:
        return Outcome.HOLDS
    if least is not None and largest is not None and least > largest:
        return Outcome.FAILS
    return Outcome.UNSURE
