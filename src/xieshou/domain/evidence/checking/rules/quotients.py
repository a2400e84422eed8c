"""Quotients: rates that a text also states, averages, and the bases that its rates imply.

A figure that is only roughly known never divides (A31-1): such a check is UNSURE and works nothing out.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from xieshou.domain.evidence.checking.rules.figures import Check, Figure, Outcome, Term, beside
from xieshou.domain.evidence.checking.rules.formula import Formula
from xieshou.kernel.exact import own_places


def rates(formula: Formula, figures: list[Figure]) -> Iterator[Check]:
    """Numerator ÷ denominator in %, against the rate that the same text states, to its own decimals."""
    for above, below in _quotients(formula, figures):
        stated = beside(above, formula.stated, figures) if formula.stated else None
        terms = [Term("numerator", above), Term("denominator", below)]
        if stated is not None:
            terms.append(Term("stated", stated))
        if not below.quantity.is_exact or not below.quantity.base:
            yield Check(formula.code, tuple(terms), Outcome.UNSURE, unit="%")
            continue
        percent = 100 * above.quantity.base / below.quantity.base
        yield Check(formula.code, tuple(terms), _against(stated, above, percent), percent, "%")


def averages(formula: Formula, figures: list[Figure]) -> Iterator[Check]:
    """Numerator per one of the denominator, against the average that the same text states, to its decimals.

    Where the formula names none, it must lie between the formula's bounds, if there are any.
    """
    for above, below in _quotients(formula, figures):
        stated = beside(above, formula.stated, figures) if formula.stated else None
        terms = [Term("numerator", above), Term("denominator", below)]
        if stated is not None:
            terms.append(Term("stated", stated))
        unit = above.quantity.unit.symbol
        facts = (("per", below.quantity.unit.symbol),)
        if not below.quantity.is_exact or not below.quantity.base:
            yield Check(formula.code, tuple(terms), Outcome.UNSURE, unit=unit, facts=facts)
            continue
        each = above.quantity.base / below.quantity.base
        outcome = _against(stated, above, each) if formula.stated else _between(formula, above, each)
        result = Fraction(above.quantity.value) / below.quantity.base
        yield Check(formula.code, tuple(terms), outcome, result, unit, facts)


def bases(formula: Formula, figures: list[Figure]) -> Iterator[Check]:
    """The number ÷ its rate is the base of the rate; two dates of one text must imply like bases (A24-2)."""
    by_parties: dict[tuple[object, ...], list[tuple[Figure, Figure, Fraction]]] = {}
    for above in (figure for figure in figures if figure.indicator == formula.numerator):
        rate = beside(above, formula.stated, figures)
        if rate is None:
            continue
        terms = (Term("numerator", above), Term("stated", rate))
        unit = above.quantity.unit.symbol
        if not rate.quantity.is_exact or not rate.quantity.base:
            yield Check(formula.code, terms, Outcome.UNSURE, unit=unit)
            continue
        base = 100 * above.quantity.base / rate.quantity.base
        yield Check(formula.code, terms, Outcome.WORKED_OUT, base, unit)
        same = (above.document, above.givers, above.receivers, above.nationwide)
        by_parties.setdefault(same, []).append((above, rate, base))
    if formula.tolerance is None:
        return
    for found in by_parties.values():
        for (first, first_rate, early), (second, second_rate, late) in pairwise(found):
            drift = late / early - 1
            apart = _apart(early, first_rate, late, second_rate)
            pair = (
                Term("numerator", first), Term("stated", first_rate),
                Term("numerator", second), Term("stated", second_rate),
            )  # fmt: skip
            outcome = Outcome.HOLDS if apart <= formula.tolerance else Outcome.FAILS
            facts = (("first", str(round(early))), ("second", str(round(late))))
            yield Check(f"{formula.code}-alike", pair, outcome, 100 * drift, "%", facts)


def _quotients(formula: Formula, figures: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    for above in (figure for figure in figures if figure.indicator == formula.numerator):
        below = beside(above, formula.denominator, figures)
        if below is not None:
            yield above, below


def _against(stated: Figure | None, above: Figure, worked_out: Fraction) -> Outcome:
    if stated is None:
        return Outcome.WORKED_OUT
    if not above.quantity.is_exact:
        return Outcome.UNSURE
    return Outcome.HOLDS if stated.quantity.agrees_with_base(worked_out) else Outcome.FAILS


def _between(formula: Formula, above: Figure, each: Fraction) -> Outcome:
    if formula.least is None and formula.most is None:
        return Outcome.WORKED_OUT
    if not above.quantity.is_exact:
        return Outcome.UNSURE
    low = formula.least is None or each >= formula.least
    high = formula.most is None or each <= formula.most
    return Outcome.HOLDS if low and high else Outcome.FAILS


def _apart(early: Fraction, early_rate: Figure, late: Fraction, late_rate: Figure) -> Fraction:
    """How far two bases differ at the least: a rate written 0.6 % can be anything from 0.55 to 0.65 %."""
    below, above = sorted((_bases_of(early, early_rate), _bases_of(late, late_rate)))
    return max(Fraction(0), above[0] / below[1] - 1)


def _bases_of(base: Fraction, rate: Figure) -> tuple[Fraction, Fraction]:
    written = Fraction(rate.quantity.value)
    half = Fraction(1, 2 * 10 ** own_places(rate.quantity.value))
    least = max(written - half, half)  # a rate of 0.0 % is no base at all, and was passed over
    return base * written / (written + half), base * written / least
