"""Money: yuan, exact to the cent (分). Nothing here rounds unless it is told how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

from xieshou.kernel.exact import as_decimal, as_fraction, decimal_or_none, round_half_up
from xieshou.kernel.language import Language
from xieshou.kernel.quantity import Kind, Quantity, Unit, format_quantity, parse_quantity, unit


class NotToTheCentError(ValueError):
    """An amount has a fraction of a cent, or is only approximately known, and so cannot be booked."""


class NotMoneyError(ValueError):
    """A quantity of something else was to become money."""


class BadSharesError(ValueError):
    """Shares to allocate by are missing, negative, or all zero."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of yuan, positive, zero or negative, in whole cents.

    Raises:
        InexactNumberError: for a float, NaN or infinity.
        NotToTheCentError: for a fraction of a cent.
    """

    yuan: Decimal

    def __post_init__(self) -> None:
        given = as_decimal(self.yuan)
        cents = round_half_up(given, 2)
        if cents != given:
            raise NotToTheCentError(f"{given:f}")
        object.__setattr__(self, "yuan", cents if cents else cents.copy_abs())

    @classmethod
    def of(cls, amount: Decimal | int | str, symbol: str = "元") -> Self:
        """``Money.of("1.2", "亿元")``.

        Raises:
            NotMoneyError: for a unit that is none of money.
            NotToTheCentError: for a fraction of a cent.
        """
        number = Decimal(amount) if isinstance(amount, str) else amount
        return cls.from_quantity(Quantity(as_decimal(number), unit(symbol)))

    @classmethod
    def from_cents(cls, cents: int) -> Self:
        """Out of whole cents."""
        return cls(round_half_up(Fraction(cents, 100), 2))

    @classmethod
    def from_quantity(cls, quantity: Quantity) -> Self:
        """Out of an exact quantity in 元, 万元 or 亿元.

        Raises:
            NotMoneyError: for another kind of unit.
            NotToTheCentError: when the quantity is qualified (近, 余 …) or has a fraction of a cent.
        """
        if quantity.unit.kind is not Kind.MONEY:
            raise NotMoneyError(quantity.unit.symbol)
        if not quantity.is_exact:
            raise NotToTheCentError(f"{quantity.qualifier.value}{quantity.value:f} {quantity.unit}")
        yuan = decimal_or_none(quantity.base)
        if yuan is None:
            raise NotToTheCentError(str(quantity.base))
        return cls(yuan)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``1400万元``, ``1.046亿元``, ``12,345.60``; without a unit it is yuan.

        Raises:
            NotAFigureError, UnknownUnitError: see ``parse_quantity``.
            NotMoneyError, NotToTheCentError: see ``from_quantity``.
        """
        return cls.from_quantity(parse_quantity(text, unit("元")))

    @property
    def cents(self) -> int:
        """The amount in whole cents."""
        return int(Fraction(self.yuan) * 100)

    def quantity(self, of: Unit | None = None) -> Quantity:
        """As an exact quantity, in 元 unless told otherwise."""
        return Quantity(self.yuan, unit("元")).to(of or unit("元"))

    def __add__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money.from_cents(self.cents + other.cents)

    def __sub__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money.from_cents(self.cents - other.cents)

    def __neg__(self) -> Money:
        return Money.from_cents(-self.cents)

    def __bool__(self) -> bool:
        return bool(self.yuan)

    def times(self, factor: Decimal | Fraction | int, *, half_up: bool = False) -> Money:
        """The amount multiplied by an exact number; with ``half_up`` the product is rounded to the cent.

        Raises:
            InexactNumberError: for a float.
            NotToTheCentError: when the product has a fraction of a cent and ``half_up`` is not set.
        """
        exact = Fraction(self.yuan) * as_fraction(factor)
        rounded = round_half_up(exact, 2)
        if not half_up and Fraction(rounded) != exact:
            raise NotToTheCentError(f"{self.yuan:f} × {factor}")
        return Money(rounded)

    def over(self, other: Money) -> Fraction:
        """This ÷ ``other``, exact.

        Raises:
            ZeroDivisionError: when ``other`` is zero.
        """
        return Fraction(self.cents, other.cents)

    def allocate(self, shares: Sequence[Decimal | Fraction | int]) -> list[Money]:
        """Divide in proportion to ``shares``; the parts add up to the whole, to the cent.

        Each part is first cut down to whole cents; the cents left over go one each to the parts that lost
        most by that (largest remainder), earlier ones first among equals. A negative amount is divided as its
        positive and turned round.

        Raises:
            BadSharesError: for no shares, a negative one, or shares that are all zero.
        """
        exact = [as_fraction(share) for share in shares]
        whole = sum(exact, Fraction(0))
        if whole <= 0 or min(exact) < 0:
            raise BadSharesError(", ".join(str(share) for share in shares) or "no shares")
        quotas = [abs(self.cents) * share / whole for share in exact]
        parts = [int(quota) for quota in quotas]
        left = abs(self.cents) - sum(parts)
        by_loss = sorted(range(len(parts)), key=lambda i: quotas[i] - parts[i], reverse=True)
        for index in by_loss[:left]:
            parts[index] += 1
        sign = -1 if self.cents < 0 else 1
        return [Money.from_cents(sign * part) for part in parts]

    def format(
        self, language: Language = Language.CHINESE, *, of: Unit | None = None, places: int | None = None
    ) -> str:
        """For readers: 1.2亿元, 1,400万元, 12,345.60元; ``of`` fixes the unit, ``places`` the decimals.

        Whole yuan are written without decimals.
        """
        whole = self.yuan == self.yuan.to_integral_value()
        shown = Quantity(round_half_up(self.yuan, 0) if whole else self.yuan, unit("元"))
        return format_quantity(shown, language, unit=of, places=places)

    def __str__(self) -> str:
        return f"{self.yuan:,.2f}元"


ZERO = Money(Decimal(0))


def total(amounts: Iterable[Money]) -> Money:
    """The sum; of nothing, zero."""
    return Money.from_cents(sum(amount.cents for amount in amounts))
