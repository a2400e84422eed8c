"""Dates as people write them, known to the day, the month or the year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from xieshou.kernel.language import Language
from xieshou.kernel.period import BadDateError, PartialDate, Precision
from xieshou.kernel.text import fold
from xieshou.workbooks.cells.contract import BadCellError, Context, NoteCode, Parsed, ProblemCode

_AFTER_UNKNOWN = re.compile(r"(.+?)(?:或以后|以后|之后|or later)$")
_TIME = re.compile(r"^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[ t]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SERIALS = range(10_000, 80_001)  # 1927-05-18 to 2119-01-10
_POINTED = re.compile(r"(\d{4})\.(\d)")
_SHAPED = re.compile(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2}))?")


def read_date(text: str, context: Context) -> tuple[PartialDate, NoteCode | None]:
    """One date: 2019, 2019年12月, 2019.12, 2019/12/1, 2019-12-01, 20191201, or Excel's day number 43800.

    ``>=`` before it or 或以后 behind it says that it is not known how much later. In a spreadsheet 2019.1 may
    be January, or October whose nought was lost; it is refused.

    Raises:
        BadCellError: NOT_A_DATE, NO_SUCH_DAY or AMBIGUOUS_DATE.
    """
    folded = fold(text).replace("月份", "月").strip(".")
    if found := _AFTER_UNKNOWN.fullmatch(folded):
        folded = f">={found[1].removeprefix('>=')}"
    if timed := _TIME.fullmatch(folded):
        midnight = folded.endswith((" 00:00:00", "t00:00:00"))
        return _parse(timed[1]), None if midnight else NoteCode.TIME_DROPPED
    if (serial := _SERIAL.fullmatch(folded)) and int(serial[1]) in _SERIALS:
        return PartialDate(from_serial(int(serial[1]), from_1904=context.from_1904)), NoteCode.SERIAL_DATE
    if folded.isascii() and folded.isdigit() and len(folded) in (6, 8):
        parts = (folded[:4], folded[4:6], folded[6:])
        return _parse("-".join(part for part in parts if part)), NoteCode.DIGITS_AS_DATE
    if context.binary and (pointed := _POINTED.fullmatch(folded)) and pointed[2] == "1":
        raise BadCellError(ProblemCode.AMBIGUOUS_DATE, year=pointed[1])
    return _parse(folded.removesuffix(".0") if context.binary else folded), None


def from_serial(days: int, *, from_1904: bool) -> date:
    """The day that Excel counts so; after February 1900 only."""
    return (date(1904, 1, 1) if from_1904 else date(1899, 12, 30)) + timedelta(days=days)


def _parse(text: str) -> PartialDate:
    try:
        known = PartialDate.parse(text)
    except BadDateError:
        shaped = _SHAPED.match(text.removeprefix(">=").removeprefix("≥"))
        impossible = shaped and (
            not 1 <= int(shaped[2]) <= 12 or (shaped[3] and not 1 <= int(shaped[3]) <= 28)
        )
        raise BadCellError(ProblemCode.NO_SUCH_DAY if impossible else ProblemCode.NOT_A_DATE) from None
    if not 1800 <= known.day.year <= 2200:
        raise BadCellError(ProblemCode.NOT_A_DATE)
    return known


@dataclass(frozen=True, slots=True)
class DateCells:
    """Partial dates, kept as ISO cut to what is known: 2013, 2013-02, 2013-02-06, >=2013-02-06."""

    @property
    def dtype(self) -> type[pl.DataType]:
        """Texts."""
        return pl.String

    def parse(self, text: str, context: Context) -> Parsed:
        """See ``read_date``.

        Raises:
            BadCellError: NOT_A_DATE, NO_SUCH_DAY or AMBIGUOUS_DATE.
        """
        known, note = read_date(text, context)
        return Parsed(str(known), note)

    def clean(self, text: pl.Expr, context: Context) -> pl.Expr | None:
        """ISO days, with midnight behind them or not."""
        shape = r"^(18|19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}( 00:00:00)?$"
        day = pl.when(text.str.contains(shape)).then(text.str.slice(0, 10))
        return pl.when(day.str.to_date("%Y-%m-%d", strict=False).is_not_null()).then(day)

    def store(self, value: Any) -> Any:
        """ISO, cut."""
        return str(value) if value is not None else None

    def restore(self, canonical: Any) -> Any:
        """``PartialDate``."""
        return PartialDate.parse(canonical)

    def shown(self, canonical: Any, language: Language) -> Any:
        """A day that is known is a real date, so that it sorts and filters; the others are texts."""
        known = PartialDate.parse(canonical)
        return known.day if known.precision is Precision.DAY and known.day.year >= 1901 else canonical
