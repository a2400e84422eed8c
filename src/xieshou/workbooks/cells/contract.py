"""What every kind of cell can do, and what reading one answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

import polars as pl

from xieshou.kernel.language import Language
from xieshou.kernel.quantity import Unit


class ProblemCode(StrEnum):
    """Why a cell or row is refused."""

    REQUIRED = "required"
    TOO_LONG = "too_long"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_EXACT = "not_exact"
    UNKNOWN_UNIT = "unknown_unit"
    NO_UNIT = "no_unit"
    WRONG_UNIT = "wrong_unit"
    NOT_TO_THE_CENT = "not_to_the_cent"
    NOT_A_FIGURE = "not_a_figure"
    NOT_A_YEAR = "not_a_year"
    NOT_A_DATE = "not_a_date"
    NO_SUCH_DAY = "no_such_day"
    AMBIGUOUS_DATE = "ambiguous_date"
    NOT_A_PERIOD = "not_a_period"
    ENDS_BEFORE_START = "ends_before_start"
    UNKNOWN_CODE = "unknown_code"
    NOT_A_BOOLEAN = "not_a_boolean"
    BAD_IDENTITY = "bad_identity"
    BAD_DIVISION = "bad_division"
    DIGITS_LOST = "digits_lost"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    ERROR_CELL = "error_cell"
    DUPLICATE_KEY = "duplicate_key"
    AREA = "area"


class NoteCode(StrEnum):
    """What was understood from a cell that could have meant something else; worth telling, not wrong."""

    SERIAL_DATE = "serial_date"
    MONTH_BY_FORMAT = "month_by_format"
    TIME_DROPPED = "time_dropped"
    DIGITS_AS_DATE = "digits_as_date"
    UNIT_IN_CELL = "unit_in_cell"
    ROUNDED_BINARY = "rounded_binary"
    NOT_STANDARD_NUMBER = "not_standard_number"
    DOUBTFUL_CREDIT_CODE = "doubtful_credit_code"
    FINER_ON_RECORD = "finer_on_record"
    AS_KEPT = "as_kept"


class BadCellError(ValueError):
    """A cell cannot be read as its column's kind; ``facts`` fill the sentence that there is for the code."""

    def __init__(self, code: ProblemCode, **facts: str) -> None:
        self.code, self.facts = code, tuple(facts.items())
        super().__init__(code.value)


@dataclass(frozen=True, slots=True)
class Context:
    """What a cell's reading depends on beside its text.

    ``unit`` is what the heading counts in, where it says so. ``binary`` is set for spreadsheets, whose
    numbers are binary fractions of which fifteen digits are meant; ``from_1904`` for those that count days
    from 1904.
    """

    unit: Unit | None = None
    binary: bool = False
    from_1904: bool = False


PLAIN = Context()


@dataclass(frozen=True, slots=True)
class Parsed:
    """The canonical form of a cell's value, and what had to be understood for it."""

    value: Any
    note: NoteCode | None = None


class CellKind(Protocol):
    """Between a cell's text, the typed value of a row, and the canonical form that columns are kept in.

    The canonical form is what Polars holds (a text, an integer, a boolean) and one to one with the value, so
    whole columns can be compared without making objects of them.
    """

    @property
    def dtype(self) -> type[pl.DataType]:
        """The Polars type of the canonical form."""
        ...

    def parse(self, text: str, context: Context) -> Parsed:
        """Read one cell, stripped and not empty.

        Raises:
            BadCellError: when it cannot be read.
        """
        ...

    def clean(self, text: pl.Expr, context: Context) -> pl.Expr | None:
        """Read whole columns where cells are written in the plainest way; null where one is not.

        Whatever it reads, ``parse`` reads the same. None when there is no quicker way than ``parse``.
        """
        ...

    def store(self, value: Any) -> Any:
        """The canonical form of a value; None for a value that is empty."""
        ...

    def restore(self, canonical: Any) -> Any:
        """The value of a canonical form."""
        ...

    def shown(self, canonical: Any, language: Language) -> Any:
        """What stands in a written cell: a text, a ``Decimal`` or a ``date``; ``parse`` reads it back."""
        ...
