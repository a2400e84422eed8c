"""Rates and averages, which keep the qualifier of what they divide and refuse a vague denominator."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from xieshou.kernel.exact import round_half_up
from xieshou.kernel.quantity.qualifier import Qualifier
from xieshou.kernel.quantity.units import UnitMismatchError
from xieshou.kernel.quantity.value import Quantity


class InexactDenominatorError(ValueError):
    """A number that a source gives only roughly was to serve as a denominator."""


class ZeroDenominatorError(ValueError):
    """A share of nothing was asked for."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """An exact quotient; ``qualifier`` is that of the numerator."""

    value: Fraction
    qualifier: Qualifier = Qualifier.EXACT

    @property
    def is_exact(self) -> bool:
        """Is the quotient meant just as it is?"""
        return self.qualifier is Qualifier.EXACT

    def percent(self, places: int = 1) -> Decimal:
        """Percent, rounded half up for display: 291 of 305 is 95.4."""
        return round_half_up(self.value * 100, places)

    def rounded(self, places: int) -> Decimal:
        """The quotient itself, rounded half up for display."""
        return round_half_up(self.value, places)


def ratio(part: Quantity, whole: Quantity) -> Ratio:
    """``part`` ÷ ``whole``, both of one kind.

    Raises:
        UnitMismatchError: for units of different kinds.
        InexactDenominatorError: when ``whole`` is qualified.
        ZeroDenominatorError: when ``whole`` is zero.
    """
    if part.unit.kind is not whole.unit.kind:
        raise UnitMismatchError(part.unit, whole.unit)
    return Ratio(part.base / _denominator(whole) / whole.unit.factor, _carried(part, whole))


def average(amount: Quantity, count: Quantity) -> Ratio:
    """``amount`` per one unit of ``count``, in the unit of ``amount``: 231.9亿元 for 447个 is 0.51879….

    Raises:
        InexactDenominatorError: when ``count`` is qualified.
        ZeroDenominatorError: when ``count`` is zero.
    """
    return Ratio(Fraction(amount.value) / _denominator(count), _carried(amount, count))


def _denominator(whole: Quantity) -> Fraction:
    if not whole.is_exact:
        raise InexactDenominatorError(f"{whole.qualifier.value}{whole.value:f} {whole.unit} is not exact")
    if not whole.value:
        raise ZeroDenominatorError(f"0 {whole.unit}")
    return Fraction(whole.value)


def _carried(part: Quantity, whole: Quantity) -> Qualifier:
    return part.qualifier.mirrored if whole.value < 0 else part.qualifier
