"""How the days of an item are written: 12-01, 12月1日, 12.1, or a day alone for a monthly one."""

from __future__ import annotations

import re
from typing import Any

from xieshou.domain.workflow.calendar.rules import Recurrence
from xieshou.kernel.text import fold

_MONTH_DAY = re.compile(r"(\d{1,2})(?:[-./]|月)(\d{1,2})日?")
_DAY = re.compile(r"(\d{1,2})[日号]?")


class BadDayError(ValueError):
    """A text is no month and day, or no day of a month."""


def read_month_day(text: str) -> tuple[int, int]:
    """The month and the day.

    Raises:
        BadDayError: for anything that is none.
    """
    found = _MONTH_DAY.fullmatch(fold(text).replace(" ", ""))
    if not found or not (1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 31):
        raise BadDayError(text)
    return int(found[1]), int(found[2])


def read_day(text: str) -> int:
    """The day of a month.

    Raises:
        BadDayError: for anything that is none.
    """
    found = _DAY.fullmatch(fold(text).replace(" ", ""))
    if not found or not 1 <= int(found[1]) <= 31:
        raise BadDayError(text)
    return int(found[1])


def columns_of(recurrence: Recurrence | str, start: str, due: str, days: int | None) -> dict[str, Any]:
    """The columns of an item for what is written; those that its recurrence does not use are None.

    Raises:
        BadDayError: for a day that cannot be read, or one that is missing; ``args[0]`` is ``start``, ``due``
            or ``days``.
    """
    columns: dict[str, Any] = dict.fromkeys(("start_month", "start_day", "due_month", "due_day", "days"))
    match Recurrence(recurrence):
        case Recurrence.YEARLY:
            columns["start_month"], columns["start_day"] = _named("start", read_month_day, start)
            columns["due_month"], columns["due_day"] = _named("due", read_month_day, due)
        case Recurrence.MONTHLY:
            columns["due_day"] = _named("due", read_day, due)
        case Recurrence.AFTER:
            if days is None or not 1 <= days <= 366:
                raise BadDayError("days")
            columns["days"] = days
    return columns


def _named(name: str, read: Any, text: str) -> Any:
    try:
        return read(text)
    except BadDayError:
        raise BadDayError(name) from None


def start_written(month: int | None, day: int | None) -> str:
    """12-01, or empty."""
    return f"{month:02}-{day:02}" if month and day else ""


def due_written(month: int | None, day: int | None) -> str:
    """12-31; of a monthly item its day alone, 10; or empty."""
    return f"{month:02}-{day:02}" if month and day else str(day) if day else ""


def settled_days(text: str | None) -> str | None:
    """The text in the form in which it is given out, where it can be read; else as it is."""
    if text is None:
        return None
    try:
        return start_written(*read_month_day(text))
    except BadDayError:
        try:
            return str(read_day(text))
        except BadDayError:
            return text
