"""When two figures are figures of one measure, and when they cannot both be true. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from xieshou.kernel.exact import own_places
from xieshou.kernel.period import PartialDate
from xieshou.kernel.quantity import Qualifier, Quantity

# As far from the number as "about" may reach: a twentieth of it, as ``Quantity.agrees_with`` has it.
_ABOUT = Fraction(1, 20)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure is a figure of; two claims of one measure state the same thing, and one may be adopted.

    ``givers`` and ``receivers`` are ids of parties. A forecast, a change and a rate per year are each another
    thing than the level. Compare by ``same_as``: two texts often tell one time differently.
    """

    indicator_id: int
    givers: frozenset[int]
    receivers: frozenset[int]
    nationwide: bool
    programme: str
    scope: str
    start: PartialDate | None
    as_of: PartialDate | None
    is_forecast: bool
    is_change: bool
    per: str

    def same_as(self, other: Measure) -> bool:
        """Do both measure one thing, of one time?

        Values that count up to the same last day are of one time: 2017, December 2017 and 31 December 2017.
        Where only one text says from when it counts, that does not part them (414个 "from 2013 to 2017",
        394个 "by 2017"); two starts that differ do.
        """
        return (
            self._timeless == other._timeless
            and _until(self.as_of) == _until(other.as_of)
            and (self.start == other.start or None in (self.start, other.start))
        )

    @property
    def _timeless(self) -> Measure:
        return replace(self, start=None, as_of=None)


def _until(as_of: PartialDate | None) -> date | str | None:
    """The last day that is counted; what is known only as "not before" is itself and nothing else."""
    return (as_of.last_day or str(as_of)) if as_of else None


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as a text states it: a quantity, and the upper end where it gives a range."""

    quantity: Quantity
    high: Quantity | None = None

    @property
    def bounds(self) -> tuple[Fraction | None, Fraction | None]:
        """The lowest and highest value, in base units, of which this can be true; None: without bound.

        An exact number is meant as far as it is written: 30.6% is anything that rounds to it.
        """
        low = self.quantity.base
        high = self.high.base if self.high else low
        match self.quantity.qualifier:
            case Qualifier.AT_LEAST:
                return low, None
            case Qualifier.AT_MOST:
                return None, high
            case Qualifier.ABOUT:
                return low - abs(low) * _ABOUT, high + abs(high) * _ABOUT
            case Qualifier.EXACT:
                return low - self._half_a_step, high + self._half_a_step

    @property
    def _half_a_step(self) -> Fraction:
        # A whole number counts, and counts exactly; decimals are where a source may have rounded.
        places = own_places(self.quantity.value)
        return Fraction(1, 2 * 10**places) * self.quantity.unit.factor if places else Fraction(0)


def contradict(one: Stated, other: Stated) -> bool:
    """Can the two not both be true? Units of two kinds (户, 人) never say the same."""
    if one.quantity.unit.kind is not other.quantity.unit.kind:
        return True
    (low, high), (other_low, other_high) = one.bounds, other.bounds
    apart_above = high is not None and other_low is not None and high < other_low
    apart_below = low is not None and other_high is not None and other_high < low
    return apart_above or apart_below
