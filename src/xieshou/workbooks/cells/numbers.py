"""Whole numbers, decimals and years."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from xieshou.kernel.exact import decimal_or_none, own_places
from xieshou.kernel.language import Language
from xieshou.kernel.quantity import (
    NotAFigureError,
    Quantity,
    Unit,
    UnknownUnitError,
    parse_quantity,
)
from xieshou.kernel.text import fold
from xieshou.workbooks.cells.contract import BadCellError, Context, NoteCode, Parsed, ProblemCode

_PLAIN = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?")
_SCIENTIFIC = re.compile(r"[+-]?\d(\.\d+)?e[+-]?\d{1,2}")
MEANT = 15
"""Digits of a binary fraction that Excel shows and means."""
_WIDEST = 10**18


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number may be at the least and at the most; None for no bound."""

    least: Decimal | int | None = None
    most: Decimal | int | None = None

    def require(self, number: Decimal | int) -> None:
        """Let a number within them through.

        Raises:
            BadCellError: TOO_SMALL or TOO_LARGE.
        """
        if self.least is not None and number < self.least:
            raise BadCellError(ProblemCode.TOO_SMALL, least=f"{self.least}")
        if self.most is not None and number > self.most:
            raise BadCellError(ProblemCode.TOO_LARGE, most=f"{self.most}")

    def hold(self, number: pl.Expr) -> pl.Expr:
        """``number`` where it is within them, else null."""
        within = pl.lit(True)
        if self.least is not None:
            within = within & (number >= self.least)
        if self.most is not None:
            within = within & (number <= self.most)
        return pl.when(within).then(number)


def read_number(text: str, context: Context) -> tuple[Decimal, NoteCode | None] | None:
    """A bare number in any width, with thousands marks or an exponent; None when the text is none.

    What a spreadsheet keeps as 0.30000000000000004 means 0.3: of a binary fraction fifteen digits are meant.
    A leading plus, or − for the hyphen, says that all digits are: so our exports write longer numbers.
    """
    written = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    folded = written.replace("−", "-")
    if not (_PLAIN.fullmatch(folded) or _SCIENTIFIC.fullmatch(folded)):
        return None
    number = Decimal(folded.replace(",", ""))
    if (
        not context.binary
        or written.startswith(("+", "−"))
        or len(number.normalize().as_tuple().digits) <= MEANT
    ):
        return number, None
    meant = Decimal(f"{number:.{MEANT}g}")
    return meant, None if float(meant) == float(number) else NoteCode.ROUNDED_BINARY


def read_measure(
    text: str, counted_in: Unit | None, context: Context
) -> tuple[Quantity | Decimal, NoteCode | None]:
    """A number, bare or with its unit, in ``counted_in``; a plain ``Decimal`` when nothing has a unit.

    Raises:
        BadCellError: NOT_A_NUMBER, UNKNOWN_UNIT, WRONG_UNIT or NOT_EXACT.
    """
    bare = read_number(text, context)
    heading = context.unit or counted_in
    if bare is not None:
        number, note = bare
        return (number if heading is None else Quantity(number, heading)), note
    if counted_in is None:
        raise BadCellError(ProblemCode.NOT_A_NUMBER)
    quantity = read_figure(text, heading, ProblemCode.NOT_A_NUMBER)
    if not quantity.is_exact:
        raise BadCellError(ProblemCode.NOT_EXACT, word=quantity.word)
    if quantity.unit.kind is not counted_in.kind:
        raise BadCellError(ProblemCode.WRONG_UNIT, unit=quantity.unit.symbol, wanted=counted_in.symbol)
    return quantity, NoteCode.UNIT_IN_CELL


def read_figure(text: str, default: Unit | None, otherwise: ProblemCode) -> Quantity:
    """A figure as Chinese texts write it, either script.

    Raises:
        BadCellError: UNKNOWN_UNIT, NO_UNIT, or ``otherwise``.
    """
    try:
        return parse_quantity(fold(text), default)
    except NotAFigureError:
        raise BadCellError(otherwise) from None
    except UnknownUnitError:
        bare = read_number(text, Context()) is not None
        raise BadCellError(ProblemCode.NO_UNIT if bare else ProblemCode.UNKNOWN_UNIT) from None


def in_unit(measured: Quantity | Decimal, counted_in: Unit | None) -> Decimal:
    """The number that a column counted in that unit keeps.

    Raises:
        BadCellError: WRONG_UNIT, or NOT_EXACT when it has no finite decimals in that unit.
    """
    if isinstance(measured, Decimal):
        return measured
    if counted_in is None or measured.unit == counted_in:
        return measured.value
    if measured.unit.kind is not counted_in.kind:
        raise BadCellError(ProblemCode.WRONG_UNIT, unit=measured.unit.symbol, wanted=counted_in.symbol)
    exact = decimal_or_none(measured.base / counted_in.factor)
    if exact is None:
        raise BadCellError(ProblemCode.NOT_EXACT, word="")
    return exact


def plain(number: Decimal) -> str:
    """A number without exponent and idle zeros: one text for each number."""
    if not number:
        return "0"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class IntegerCells:
    """Whole numbers, in a unit or bare."""

    counted_in: Unit | None
    bounds: Bounds

    @property
    def dtype(self) -> type[pl.DataType]:
        """Integers of 64 bits."""
        return pl.Int64

    def parse(self, text: str, context: Context) -> Parsed:
        """25, 2,500, ２５, 25人, 2.5万人.

        Raises:
            BadCellError: when it is no exact whole number of that unit, or out of bounds.
        """
        measured, note = read_measure(text, self.counted_in, context)
        number = in_unit(measured, self.counted_in)
        if number != number.to_integral_value():
            raise BadCellError(ProblemCode.NOT_WHOLE)
        if abs(number) >= _WIDEST:
            raise BadCellError(ProblemCode.TOO_LARGE, most=str(_WIDEST - 1))
        self.bounds.require(number)
        return Parsed(int(number), note)

    def clean(self, text: pl.Expr, context: Context) -> pl.Expr | None:
        """At most fifteen digits, in the column's own unit."""
        if context.unit is not None and context.unit != self.counted_in:
            return None
        number = pl.when(text.str.contains(r"^-?[0-9]{1,15}$")).then(text).cast(pl.Int64, strict=False)
        return self.bounds.hold(number)

    def store(self, value: Any) -> Any:
        """The integer."""
        return value

    def restore(self, canonical: Any) -> Any:
        """The integer."""
        return canonical

    def shown(self, canonical: Any, language: Language) -> Any:
        """A number."""
        return Decimal(canonical)


@dataclass(frozen=True, slots=True)
class DecimalCells:
    """Exact decimals, in a unit or bare; kept as texts without idle zeros."""

    counted_in: Unit | None
    bounds: Bounds

    @property
    def dtype(self) -> type[pl.DataType]:
        """Texts such as ``-12.5``."""
        return pl.String

    def parse(self, text: str, context: Context) -> Parsed:
        """12.5, 1,234.5, 12.5亩; 30.6% where the column counts in %.

        Raises:
            BadCellError: when it is no exact number of that unit, or out of bounds.
        """
        measured, note = read_measure(text, self.counted_in, context)
        number = in_unit(measured, self.counted_in)
        self.bounds.require(number)
        return Parsed(plain(number), note)

    def clean(self, text: pl.Expr, context: Context) -> pl.Expr | None:
        """At most fifteen digits, in the column's own unit, not a negative zero."""
        if context.unit is not None and context.unit != self.counted_in:
            return None
        usual = text.str.contains(r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$") & (text.str.len_chars() <= MEANT)
        digits = pl.when(usual & ~text.str.contains(r"^-0(\.0*)?$")).then(text)
        short = pl.when(digits.str.contains(".", literal=True)).then(
            digits.str.strip_chars_end("0").str.strip_chars_end(".")
        )
        number = short.otherwise(digits)
        if self.bounds == Bounds():
            return number
        within = self.bounds.hold(number.cast(pl.Decimal(38, 15), strict=False))
        return pl.when(within.is_not_null()).then(number)

    def store(self, value: Any) -> Any:
        """The text of the number."""
        return plain(Decimal(value)) if value is not None else None

    def restore(self, canonical: Any) -> Any:
        """A ``Decimal``."""
        return Decimal(canonical)

    def shown(self, canonical: Any, language: Language) -> Any:
        """A number."""
        return Decimal(canonical)


@dataclass(frozen=True, slots=True)
class YearCells:
    """Years from 1900 to 2100."""

    @property
    def dtype(self) -> type[pl.DataType]:
        """Integers."""
        return pl.Int64

    def parse(self, text: str, context: Context) -> Parsed:
        """2019, 2019年, 2019年度, 2019.0.

        Raises:
            BadCellError: NOT_A_YEAR.
        """
        bare = fold(text).removesuffix("度").removesuffix("年")
        found = read_number(bare, context)
        if found is None or found[0] != found[0].to_integral_value() or not 1900 <= found[0] <= 2100:
            raise BadCellError(ProblemCode.NOT_A_YEAR)
        return Parsed(int(found[0]))

    def clean(self, text: pl.Expr, context: Context) -> pl.Expr | None:
        """Four digits."""
        return (
            pl.when(text.str.contains("^(19[0-9]{2}|20[0-9]{2}|2100)$"))
            .then(text)
            .cast(pl.Int64, strict=False)
        )

    def store(self, value: Any) -> Any:
        """The integer."""
        return value

    def restore(self, canonical: Any) -> Any:
        """The integer."""
        return canonical

    def shown(self, canonical: Any, language: Language) -> Any:
        """A number."""
        return Decimal(canonical)


def fits_binary(number: Decimal) -> bool:
    """Can a spreadsheet keep the number as it is?"""
    return (
        len(number.normalize().as_tuple().digits) <= MEANT
        and abs(number) < 10**MEANT
        and own_places(number) <= 12
    )
