"""Money, exact to the cent, and quantities that may be approximate (近2.28亿元, 3万多人)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from xieshou.kernel.exact import decimal_or_none
from xieshou.kernel.language import Language
from xieshou.kernel.money import Money
from xieshou.kernel.quantity import Qualifier, Quantity, Unit, parse_quantity
from xieshou.kernel.quantity.qualifier import AFTER, BEFORE, PLAIN_ZH
from xieshou.workbooks.cells.contract import BadCellError, Context, NoteCode, Parsed, ProblemCode
from xieshou.workbooks.cells.numbers import Bounds, plain, read_figure, read_measure, read_number

_PLACES = {1: 2, 10_000: 6, 100_000_000: 10}
"""Decimals that reach the cent, by the yuan in a unit."""
_WIDEST = 10**18


@dataclass(frozen=True, slots=True)
class MoneyCells:
    """Amounts in yuan, kept in whole cents; a bare number counts in the heading's unit, else the column's."""

    counted_in: Unit
    bounds: Bounds

    @property
    def dtype(self) -> type[pl.DataType]:
        """Whole cents."""
        return pl.Int64

    def parse(self, text: str, context: Context) -> Parsed:
        """1400 (in the heading's unit), 1,400.5, 1400万元, ￥1,200.

        Raises:
            BadCellError: when it is no exact amount, has a fraction of a cent, or is out of bounds.
        """
        measured, note = read_measure(text.strip("￥¥ "), self.counted_in, context)
        if isinstance(measured, Decimal):
            measured = Quantity(measured, self.counted_in)
        cents = measured.base * 100
        if cents.denominator != 1:
            raise BadCellError(ProblemCode.NOT_TO_THE_CENT, yuan=_some_decimals(measured.base))
        if abs(cents) >= _WIDEST:
            raise BadCellError(ProblemCode.TOO_LARGE, most=f"{_WIDEST // 100}元")
        number = decimal_or_none(measured.base / self.counted_in.factor)
        self.bounds.require(number if number is not None else Decimal(0))
        return Parsed(int(cents), note)

    def clean(self, text: pl.Expr, context: Context) -> pl.Expr | None:
        """A bare number of at most fifteen characters and no more decimals than reach the cent."""
        if self.bounds != Bounds():
            return None
        places = _PLACES[int((context.unit or self.counted_in).factor)]
        usual = text.str.contains(rf"^-?[0-9]{{1,13}}(\.[0-9]{{1,{places}}})?$") & (
            text.str.len_chars() <= 15
        )
        bare = pl.when(usual).then(text)
        whole = bare.str.extract(r"^(-?[0-9]+)")
        rest = bare.str.extract(r"\.([0-9]+)$").fill_null("").str.pad_end(places, "0")
        cents = (whole + rest.str.slice(0, places)).cast(pl.Int64, strict=False)
        return pl.when(cents.abs() < _WIDEST).then(cents)

    def store(self, value: Any) -> Any:
        """Whole cents."""
        return value.cents if value is not None else None

    def restore(self, canonical: Any) -> Any:
        """``Money``."""
        return Money.from_cents(canonical)

    def shown(self, canonical: Any, language: Language) -> Any:
        """A number in the column's unit."""
        return decimal_or_none(Fraction(canonical, 100) / self.counted_in.factor)


@dataclass(frozen=True, slots=True)
class QuantityCells:
    """Quantities with unit, qualifier and word, kept as the text that states them."""

    counted_in: Unit | None

    @property
    def dtype(self) -> type[pl.DataType]:
        """Texts such as 近2.28亿元."""
        return pl.String

    def parse(self, text: str, context: Context) -> Parsed:
        """近2.28亿元, 3万多人, 40余个; a bare number counts in the heading's unit, else the column's.

        Raises:
            BadCellError: NOT_A_FIGURE, UNKNOWN_UNIT, NO_UNIT or WRONG_UNIT.
        """
        heading = context.unit or self.counted_in
        bare = read_number(text, context)
        if bare is not None and heading is not None:
            return Parsed(write_quantity(Quantity(bare[0], heading)), bare[1])
        quantity = read_figure(text, heading, ProblemCode.NOT_A_FIGURE)
        if self.counted_in is not None and quantity.unit.kind is not self.counted_in.kind:
            raise BadCellError(
                ProblemCode.WRONG_UNIT, unit=quantity.unit.symbol, wanted=self.counted_in.symbol
            )
        named = heading is not None and quantity.unit != heading
        return Parsed(write_quantity(quantity), NoteCode.UNIT_IN_CELL if named else None)

    def clean(self, text: pl.Expr, context: Context) -> pl.Expr | None:
        """Bare whole numbers in a known unit."""
        heading = context.unit or self.counted_in
        if heading is None:
            return None
        return pl.when(text.str.contains(r"^(0|[1-9][0-9]{0,13})$")).then(text + pl.lit(heading.symbol))

    def store(self, value: Any) -> Any:
        """The text that states it."""
        return write_quantity(value) if value is not None else None

    def restore(self, canonical: Any) -> Any:
        """``Quantity``."""
        return parse_quantity(canonical)

    def shown(self, canonical: Any, language: Language) -> Any:
        """The text that states it, in Chinese in either language, because it is read back."""
        return canonical


def write_quantity(quantity: Quantity) -> str:
    """A text from which ``parse_quantity`` reads the quantity again, word and unit as they are.

    A quantity whose word is not known gets the plain word of its qualifier.
    """
    symbol = quantity.unit.symbol
    if quantity.qualifier is Qualifier.EXACT:
        return f"{plain(quantity.value)}{symbol}"
    word = quantity.word or PLAIN_ZH[quantity.qualifier]
    if word in BEFORE:
        return f"{word}{plain(quantity.value)}{symbol}"
    if word in AFTER:
        return f"{plain(quantity.value)}{symbol}{word}"
    if len(word) == 1:
        return f"{plain(quantity.value)}{word}{symbol}"
    if symbol.startswith(word[0]):  # 100万多亩, whose unit is 万亩
        return f"{plain(quantity.value)}{word}{symbol[1:]}"
    scaled = decimal_or_none(Fraction(quantity.value) / {"万": 10**4, "亿": 10**8}[word[0]])
    return f"{plain(scaled or Decimal(0))}{word}{symbol}"


def _some_decimals(yuan: Fraction) -> str:
    return f"{float(yuan):.4f}"
