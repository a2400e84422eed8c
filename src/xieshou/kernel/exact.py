"""Exact passage between Decimal and Fraction, which the decimal context would otherwise round silently."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


class InexactNumberError(ValueError):
    """A number was given in a form that cannot be trusted to be exact: a float, NaN or infinity."""


def as_decimal(number: Decimal | int) -> Decimal:
    """A finite Decimal out of an int or Decimal.

    Raises:
        InexactNumberError: for floats, bools, NaN and infinities, and anything that is no number.
    """
    if isinstance(number, bool) or not isinstance(number, Decimal | int):
        raise InexactNumberError(f"{number!r} is no exact number: give a Decimal or an int")
    decimal = Decimal(number)
    if not decimal.is_finite():
        raise InexactNumberError(f"{number!r} is not finite")
    return decimal


def as_fraction(number: Decimal | Fraction | int) -> Fraction:
    """Any exact number as a Fraction.

    Raises:
        InexactNumberError: as ``as_decimal``.
    """
    return number if isinstance(number, Fraction) else Fraction(as_decimal(number))


def decimal_or_none(fraction: Fraction) -> Decimal | None:
    """The Decimal equal to the fraction, of whatever length, or None when its digits never end."""
    rest, twos, fives = fraction.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    return _decimal(int(fraction * 10**places), places)


def round_half_up(number: Decimal | Fraction, places: int) -> Decimal:
    """Round to ``places`` decimals, halves away from zero, whatever the decimal context says."""
    scaled = as_fraction(number) * 10**places
    size = int(abs(scaled) + Fraction(1, 2))
    return _decimal(-size if scaled < 0 else size, places)


def own_places(number: Decimal) -> int:
    """How many decimals the number is written with: 2 for 2.28 and for 2.50, 0 for 40 and for 4E+1."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _decimal(digits: int, places: int) -> Decimal:
    return Decimal((int(digits < 0), tuple(int(digit) for digit in str(abs(digits))), -places))
