"""The quantity itself: exact arithmetic that refuses to mix what does not mix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

from xieshou.kernel.exact import as_decimal, as_fraction, decimal_or_none, own_places, round_half_up
from xieshou.kernel.quantity.qualifier import AFTER, BEFORE, INSIDE, VAGUE, Qualifier
from xieshou.kernel.quantity.units import Unit, UnitMismatchError, base_of, unit


class InexactConversionError(ValueError):
    """A value has no finite decimal form in the unit asked for; say how many decimals you want."""


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A number in a unit, how exactly it is meant, and the word that the source used for that.

    ``word`` is one of the words in ``qualifier.py`` (近, 约, 超过, 余, 多, 以上) and serves display only.
    余 and 多 stand right after the digits (100多万亩); written after 万 or 亿 they are kept with it
    (3万多人 has the word 万多), because 10多万 and 10万多 differ.

    Two quantities are equal when they mean the same: 1.2亿元 equals 12000万元, whatever their words.

    Raises:
        InexactNumberError: when the value is a float, NaN or infinite.
        ValueError: when the word contradicts the qualifier.
    """

    value: Decimal
    unit: Unit
    qualifier: Qualifier = Qualifier.EXACT
    word: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", as_decimal(self.value))
        object.__setattr__(self, "qualifier", Qualifier(self.qualifier))
        if self.word and qualifier_of(self.word) is not self.qualifier:
            raise ValueError(f"{self.word} does not mean {self.qualifier.value}")

    @classmethod
    def of(
        cls,
        value: Decimal | int | str,
        symbol: str,
        qualifier: str | Qualifier = Qualifier.EXACT,
        word: str = "",
    ) -> Self:
        """Short form: ``Quantity.of("2.28", "亿元", "≤", "近")``.

        Raises:
            UnknownUnitError: for a symbol that the table lacks.
        """
        number = Decimal(value) if isinstance(value, str) else as_decimal(value)
        return cls(number, unit(symbol), Qualifier(qualifier), word)

    @property
    def base(self) -> Fraction:
        """The value in base units of its kind (yuan, mu, persons …), exact."""
        return Fraction(self.value) * self.unit.factor

    @property
    def is_exact(self) -> bool:
        """Is the number meant just as it is written?"""
        return self.qualifier is Qualifier.EXACT

    def to(self, target: Unit, places: int | None = None) -> Quantity:
        """The same in another unit of its kind.

        With ``places`` it is rounded half up, and what was exact becomes ≈ where that changed it.

        Raises:
            UnitMismatchError: for a unit of another kind.
            InexactConversionError: when the result has no finite decimals and ``places`` is not given
                (1 亩 is 1/1500 平方公里).
        """
        self._require_like(target)
        exact = self.base / target.factor
        if places is None:
            value = decimal_or_none(exact)
            if value is None:
                raise InexactConversionError(f"{self.value:f} {self.unit} in {target}")
            return Quantity(value, target, self.qualifier, self.word)
        rounded = round_half_up(exact, places)
        if Fraction(rounded) == exact:
            return Quantity(rounded, target, self.qualifier, self.word)
        kept = self.qualifier is Qualifier.ABOUT
        return Quantity(rounded, target, Qualifier.ABOUT, self.word if kept else "")

    def __add__(self, other: Quantity) -> Quantity:
        """The sum, in the finer of the two units (else in the base unit), exact; the word is dropped.

        For the qualifier see ``Qualifier.__add__``.

        Raises:
            UnitMismatchError: for units of different kinds.
        """
        if not isinstance(other, Quantity):
            return NotImplemented
        self._require_like(other.unit)
        finer = min(self.unit, other.unit, key=lambda each: each.factor)
        exact = self.base + other.base
        value = decimal_or_none(exact / finer.factor)
        qualifier = self.qualifier + other.qualifier
        if value is not None:
            return Quantity(value, finer, qualifier)
        return Quantity(_finite(exact), base_of(self.unit.kind), qualifier)

    def __neg__(self) -> Quantity:
        return Quantity(self.value.copy_negate(), self.unit, self.qualifier.mirrored)

    def __sub__(self, other: Quantity) -> Quantity:
        return self + -other

    def times(self, factor: Decimal | Fraction | int) -> Quantity:
        """The quantity multiplied by an exact number.

        Raises:
            InexactConversionError: when the product has no finite decimals.
        """
        exact = as_fraction(factor)
        value = decimal_or_none(Fraction(self.value) * exact)
        if value is None:
            raise InexactConversionError(f"{self.value:f} × {exact}")
        return Quantity(value, self.unit, self.qualifier.mirrored if exact < 0 else self.qualifier)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Quantity) and self._meaning == other._meaning

    def __hash__(self) -> int:
        return hash(self._meaning)

    def agrees_with(self, actual: Quantity, tolerance: Fraction = Fraction(1, 20)) -> bool:
        """Can this statement be true of ``actual``, an exact value?

        = asks for equality as far as this one is written, so 30.6% agrees with 30.61%; ≥ and ≤ for that side;
        ≈ for at most ``tolerance`` of the stated size away (a twentieth unless told).

        Raises:
            UnitMismatchError: for units of different kinds.
            ValueError: when ``actual`` is itself qualified.
        """
        self._require_like(actual.unit)
        if not actual.is_exact:
            raise ValueError("only an exact value can be the actual one")
        return self.agrees_with_base(actual.base, tolerance)

    def agrees_with_base(self, actual: Fraction, tolerance: Fraction = Fraction(1, 20)) -> bool:
        """``agrees_with`` for an exact number of base units, which need not have finite decimals."""
        match self.qualifier:
            case Qualifier.AT_LEAST:
                return actual >= self.base
            case Qualifier.AT_MOST:
                return actual <= self.base
            case Qualifier.ABOUT:
                return abs(actual - self.base) <= tolerance * abs(self.base)
            case Qualifier.EXACT:
                return round_half_up(actual / self.unit.factor, own_places(self.value)) == self.value

    @property
    def _meaning(self) -> tuple[str, Fraction, Qualifier]:
        return (self.unit.kind, self.base, self.qualifier)

    def _require_like(self, other: Unit) -> None:
        if self.unit.kind is not other.kind:
            raise UnitMismatchError(self.unit, other)


def qualifier_of(word: str) -> Qualifier:
    """What a word of approximation means.

    Raises:
        ValueError: for a word that is none.
    """
    bare = word[1:] if word[:1] in ("万", "亿") else word
    found = (INSIDE if bare != word else {**BEFORE, **INSIDE, **AFTER, **VAGUE}).get(bare)
    if found is None:
        raise ValueError(f"{word!r} is no word of approximation")
    return found


def total(quantities: Iterable[Quantity], of: Unit) -> Quantity:
    """The sum of quantities of one kind; of none, exactly zero ``of`` that unit.

    Raises:
        UnitMismatchError: when one differs in kind from ``of``.
    """
    result = Quantity(Decimal(0), of)
    for each in quantities:
        result = result + each
    return result


def _finite(exact: Fraction) -> Decimal:
    value = decimal_or_none(exact)
    if value is None:  # every factor of the table is a finite decimal number of base units
        raise InexactConversionError(str(exact))
    return value
