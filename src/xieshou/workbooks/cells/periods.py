"""Periods: 2013年2月至2016年12月, 2013.2-2016.12, 2017年至今."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import polars as pl

from xieshou.kernel.language import Language
from xieshou.kernel.period import BadPeriodError, Period
from xieshou.kernel.text import fold
from xieshou.workbooks.cells.contract import BadCellError, Context, Parsed, ProblemCode
from xieshou.workbooks.cells.dates import read_date

_ALWAYS = "有记录以来"
_OPEN = frozenset({"今", "现在", "目前", "now", "present", ""})
# A hyphen parts two dates only where neither is written with hyphens.
_HYPHENED = re.compile(r"([^-]+)-([^-]+)")
_ISO = re.compile(r"(>?=?\d{4}-\d{1,2}(?:-\d{1,2})?)-(>?=?\d{4}-\d{1,2}(?:-\d{1,2})?)")
_PARTED = re.compile(r"(.*?)(?:至|到|~|--|,| to )(.*)")


def read_period(text: str, context: Context) -> Period:
    """A period with its end as kept: the date on which it was no longer in force. 至今 leaves the end open.

    Raises:
        BadCellError: NOT_A_PERIOD, ENDS_BEFORE_START, or what is wrong with one of its dates.
    """
    folded = fold(text)
    if folded == _ALWAYS:
        return Period()
    parted = _PARTED.fullmatch(folded) or _ISO.fullmatch(folded) or _split_years(folded)
    if parted is None:
        raise BadCellError(ProblemCode.NOT_A_PERIOD)
    start, end = parted[1].strip(" 从自"), parted[2].strip(" ")
    if not start and end in _OPEN:
        raise BadCellError(ProblemCode.NOT_A_PERIOD)
    if (
        end[:1] in "0123456789"
        and re.fullmatch(r"\d{1,2}月(\d{1,2}日)?", end)
        and (year := re.match(r"\d{4}年", start))
    ):
        end = year[0] + end
    try:
        return Period(
            read_date(start, context)[0] if start else None,
            read_date(end, context)[0] if end not in _OPEN else None,
        )
    except BadPeriodError:
        raise BadCellError(ProblemCode.ENDS_BEFORE_START) from None


def _split_years(folded: str) -> re.Match[str] | None:
    """2013-2016 and 2013.2-2016.12, but not 2013-02, which is a month."""
    found = _HYPHENED.fullmatch(folded)
    return found if found and (found[2] in _OPEN or re.match(r"\d{4}", found[2])) else None


@dataclass(frozen=True, slots=True)
class PeriodCells:
    """Periods, kept as two dates with / between them, either of which may be missing."""

    @property
    def dtype(self) -> type[pl.DataType]:
        """Texts such as ``2013-02/2016-12``."""
        return pl.String

    def parse(self, text: str, context: Context) -> Parsed:
        """See ``read_period``.

        Raises:
            BadCellError: NOT_A_PERIOD, ENDS_BEFORE_START, or what is wrong with one of its dates.
        """
        return Parsed(self.store(read_period(text, context)))

    def clean(self, text: pl.Expr, context: Context) -> pl.Expr | None:
        """None: periods repeat, so each is read once."""
        return None

    def store(self, value: Any) -> Any:
        """Start and end."""
        return f"{value.start or ''}/{value.end or ''}" if value is not None else None

    def restore(self, canonical: Any) -> Any:
        """``Period``."""
        start, end = canonical.split("/")
        return Period.parse(start, end)

    def shown(self, canonical: Any, language: Language) -> Any:
        """2013-02至2016-12, 2013-02至今, 至2016, 有记录以来: in either language, because it is read back."""
        start, end = canonical.split("/")
        if not start and not end:
            return _ALWAYS
        return f"{start}至{end or '今'}"
