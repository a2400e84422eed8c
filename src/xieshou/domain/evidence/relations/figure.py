"""How large a stated figure can be: the interval that its digits and its word of approximation leave open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from xieshou.kernel.quantity import Kind, Qualifier, Quantity
from xieshou.kernel.text import fold

ABOUT = Fraction(1, 20)
"""How far 约 reaches to either side, as a share of the figure; the same as in ``Quantity.agrees_with``."""

_DIGITS = re.compile(
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<places>\d+))?[余多]?(?P<scale>[十百千万亿]?)"
)
_JUST_ABOVE = ("余", "多")
_JUST_BELOW = ("近", "将近", "接近")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in base units of its kind, and the least and most that it can mean; None is unbounded."""

    kind: Kind
    value: Fraction
    low: Fraction | None
    high: Fraction | None
    qualifier: Qualifier = Qualifier.EXACT

    def meets(self, other: Figure) -> bool:
        """Can both be said of one true value?"""
        return _reaches(self.low, other.high) and _reaches(other.low, self.high)

    def may_reach(self, other: Figure) -> bool:
        """Can the true value behind this one be as large as the one behind ``other``?"""
        return _reaches(other.low, self.high)

    def same_as(self, other: Figure) -> bool:
        """Is the same number meant in the same way, however it is written?"""
        return (self.value, self.qualifier) == (other.value, other.qualifier)


def figure_of(quantity: Quantity, surface: str = "", most: Fraction | None = None) -> Figure:
    """The interval of a figure, from its qualifier and the digits that ``surface`` shows.

    Without a word, 16万 is any number that rounds to it and 872 is 872. 余 and 多 end at the next step of the
    last digit that is not zero (40余: 40 to 50). 近 begins half such a step below. 超过, 以上 and 不低于 have
    no upper end, 以下 and 不超过 no lower one. ``most`` is the upper end of a range (4-8倍), in base units.
    Without a surface the digits are those that the quantity keeps.
    """
    qualifier = quantity.qualifier
    value = quantity.base
    if most is not None:
        return Figure(quantity.unit.kind, value, value, most, Qualifier.ABOUT)
    written = surface or f"{quantity.value:f}{quantity.unit.symbol}"
    unit_step, round_step, is_rounded = _steps(value, written)
    low: Fraction | None = value
    high: Fraction | None = value
    match qualifier:
        case Qualifier.EXACT:
            half = unit_step / 2 if is_rounded else Fraction(0)
            low, high = value - half, value + half
        case Qualifier.AT_LEAST:
            high = value + round_step if quantity.word.endswith(_JUST_ABOVE) else None
        case Qualifier.AT_MOST:
            low = value - round_step / 2 if quantity.word in _JUST_BELOW else None
        case Qualifier.ABOUT:
            low, high = value * (1 - ABOUT), value * (1 + ABOUT)
    return Figure(quantity.unit.kind, value, low, high, qualifier)


def _steps(value: Fraction, surface: str) -> tuple[Fraction, Fraction, bool]:
    """The worth of the last digit written, of the last that is not zero, and whether it was rounded."""
    found = _DIGITS.search(fold(surface))
    digits = (found["whole"].replace(",", "") + (found["places"] or "")) if found else ""
    number = int(digits) if digits else 0
    if found is None or not number:
        return Fraction(0), Fraction(0), False
    zeros = len(digits) - len(digits.rstrip("0"))
    step = abs(value) / number
    return step, step * 10**zeros, bool(found["places"] or found["scale"])


def _reaches(low: Fraction | None, high: Fraction | None) -> bool:
    return low is None or high is None or low <= high
