"""What goes into a check and what comes out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from xieshou.kernel.period import PartialDate
from xieshou.kernel.quantity import Qualifier, Quantity, count_alike


class Outcome(StrEnum):
    """What came of a check; see the model's CheckOutcome."""

    HOLDS = "holds"
    FAILS = "fails"
    UNSURE = "unsure"
    WORKED_OUT = "worked_out"


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim as arithmetic sees it.

    ``reach`` has for each receiver the receiver and all units above it; empty receivers with ``nationwide``
    mean the whole country. ``adds``: values of several places add up (a rate's do not). ``position`` is where
    the figure stands in its document.
    """

    id: int
    code: str
    document: int
    indicator: str
    quantity: Quantity
    givers: frozenset[int] = frozenset()
    receivers: frozenset[int] = frozenset()
    reach: tuple[frozenset[int], ...] = ()
    nationwide: bool = False
    programme: str = ""
    start: PartialDate | None = None
    as_of: PartialDate | None = None
    period_text: str = ""
    adds: bool = True
    is_change: bool = False
    per: str = ""
    position: int = 0

    @property
    def interval(self) -> tuple[Fraction | None, Fraction | None]:
        """The least and greatest value that is meant, in base units; None where it is open.

        ≈ is read as a twentieth to either side, as ``Quantity.agrees_with`` reads it.
        """
        base = self.quantity.base
        match self.quantity.qualifier:
            case Qualifier.EXACT:
                return base, base
            case Qualifier.AT_LEAST:
                return base, None
            case Qualifier.AT_MOST:
                return None, base
            case Qualifier.ABOUT:
                return base * Fraction(19, 20), base * Fraction(21, 20)

    def same_parties(self, other: Figure) -> bool:
        """The same givers and receivers?"""
        return (
            self.givers == other.givers
            and self.receivers == other.receivers
            and self.nationwide == other.nationwide
        )

    def same_time(self, other: Figure) -> bool:
        """Stated for the same time, as far as the text says? What one leaves open does not part them."""
        return (
            _may_be_one(self.start, other.start)
            and _may_be_one(self.as_of, other.as_of)
            and bool(self.per) == bool(other.per)
        )

    def same_programme(self, other: Figure) -> bool:
        """Of one programme type, or is one of them of none (the poverty statistics of a place)?"""
        return self.programme == other.programme or not (self.programme and other.programme)

    def lies_within(self, other: Figure) -> bool:
        """Are its receivers some of the other's, or inside them, and not just the same?"""
        if self.nationwide or self.receivers == other.receivers:
            return False
        if other.nationwide:
            return bool(self.receivers)
        return bool(self.reach) and all(each & other.receivers for each in self.reach)

    def countable_with(self, other: Figure) -> bool:
        """Can the two be compared? Counter words mean the same; 人, 人次 and 户 never do."""
        return count_alike(self.quantity.unit.kind, other.quantity.unit.kind)


@dataclass(frozen=True, slots=True)
class Term:
    """A figure in the part that it plays."""

    role: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Check:
    """A check as it came out. ``result`` is in ``unit`` (a symbol; % for shares), None where there is none.

    ``facts`` (name, value as text) fill the sentence of the formula's kind.
    """

    formula: str
    terms: tuple[Term, ...]
    outcome: Outcome
    result: Fraction | None = None
    unit: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Formula and claims: the same check is found again under it."""
        return "|".join((self.formula, *(f"{term.role}={term.figure.code}" for term in self.terms)))


def nearest(to: Figure, among: Iterable[Figure]) -> Figure | None:
    """Of several that would do, the one said of the very same time, then the one that stands closest."""

    def distance(each: Figure) -> tuple[bool, bool, int, str]:
        otherwise = (each.start, each.as_of) != (to.start, to.as_of)
        return each.period_text != to.period_text, otherwise, abs(each.position - to.position), each.code

    return min(among, key=distance, default=None)


def beside(to: Figure, indicator: str, figures: Iterable[Figure]) -> Figure | None:
    """The figure of ``indicator`` next to ``to``: same document, same parties, same time."""
    return nearest(
        to,
        (
            each
            for each in figures
            if each.indicator == indicator
            and each.document == to.document
            and each.id != to.id
            and each.same_programme(to)
            and each.same_parties(to)
            and each.same_time(to)
        ),
    )


def _may_be_one(left: PartialDate | None, right: PartialDate | None) -> bool:
    if left is None or right is None:
        return True
    return left.day <= _last(right) and right.day <= _last(left)


def _last(known: PartialDate) -> date:
    return known.last_day or date.max
