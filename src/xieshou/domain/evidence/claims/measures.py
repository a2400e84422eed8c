"""When two figures are figures of one measure, and when they cannot both be true. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xieshou.kernel.exact import own_places
from xieshou.kernel.period import PartialDate
from xieshou.kernel.quantity import Qualifier, Quantity

# As far from the number as "about" may reach: a twentieth of it, as ``Quantity.agrees_with`` has it.
_ABOUT = Fraction(1, 20)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure is a figure of; two claims of one measure state the same thing, and one may be adopted.

    ``givers`` and ``receivers`` are ids of parties. A period that one text names and another does not makes
    two measures: which of them the silent text means is for a person to say. A forecast, a change and a rate
    per year are each another thing than the level.
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
