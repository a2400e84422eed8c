"""Pure decisions on the calendar: when an item's window opens and when it is due."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SATURDAY = 5


class Recurrence(StrEnum):
    """How an item comes again."""

    YEARLY = "yearly"
    """Each year from one day to another; where the second comes first, it is that of the year after."""
    MONTHLY = "monthly"
    """For each month, from the first of the next one to a day of it."""
    AFTER = "after"
    """So many days after something happened; the calendar alone cannot tell when."""


class Phase(StrEnum):
    """Where a window lies, seen from a day."""

    AHEAD = "ahead"
    OPEN = "open"
    PAST = "past"


class BadRecurrenceError(ValueError):
    """The days of an item do not fit how it comes again; the message names the part that is missing."""


@dataclass(frozen=True, slots=True)
class When:
    """How an item comes again.

    YEARLY takes ``start`` and ``due`` as (month, day), MONTHLY ``due_day`` of the next month, AFTER ``days``,
    counted as working days where ``in_workdays``. A day that a month does not have is its last.
    """

    recurrence: Recurrence
    start: tuple[int, int] | None = None
    due: tuple[int, int] | None = None
    due_day: int | None = None
    days: int | None = None
    in_workdays: bool = False

    def __post_init__(self) -> None:
        needed: dict[Recurrence, tuple[str, ...]] = {
            Recurrence.YEARLY: ("start", "due"),
            Recurrence.MONTHLY: ("due_day",),
            Recurrence.AFTER: ("days",),
        }
        for name in needed[self.recurrence]:
            if getattr(self, name) is None:
                raise BadRecurrenceError(name)
        for month, day in filter(None, (self.start, self.due)):
            if not (1 <= month <= 12 and 1 <= day <= 31):
                raise BadRecurrenceError(f"{month}-{day}")
        if self.due_day is not None and not 1 <= self.due_day <= 31:
            raise BadRecurrenceError(f"{self.due_day}")


@dataclass(frozen=True, slots=True)
class Window:
    """One occurrence: ``name`` tells it from the item's others (2026, or 2026-03 for what March is asked)."""

    name: str
    opens: date
    due: date

    def phase(self, on: date) -> Phase:
        """Where it lies, seen from a day; on both its own days it is open."""
        if on < self.opens:
            return Phase.AHEAD
        return Phase.OPEN if on <= self.due else Phase.PAST


def day_in(year: int, month: int, day: int) -> date:
    """The day of that month, or the month's last where it has no such day."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def windows_touching(when: When, first: date, last: date) -> list[Window]:
    """The windows of which some day lies from ``first`` to ``last``, in order. AFTER has none."""
    around = _windows(when, first.year - 1, last.year + 1)
    return [window for window in around if window.opens <= last and first <= window.due]


def windows_open(when: When, on: date) -> list[Window]:
    """The windows that are open on a day."""
    return windows_touching(when, on, on)


def windows_due_in(when: When, year: int) -> list[Window]:
    """The windows that are due in a year."""
    found = _windows(when, year - 1, year)
    return [window for window in found if window.due.year == year]


def due_after(when: When, happened: date) -> date:
    """By when it is due, of what happened on a day. The day itself is not counted.

    Working days are Monday to Friday: public holidays, which the State Council sets anew each year, are not
    known here and not taken off.

    Raises:
        BadRecurrenceError: for an item that does not follow an event.
    """
    if when.recurrence is not Recurrence.AFTER or when.days is None:
        raise BadRecurrenceError("days")
    if not when.in_workdays:
        return happened + timedelta(days=when.days)
    day, left = happened, when.days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day


def _windows(when: When, first_year: int, last_year: int) -> Iterator[Window]:
    for year in range(first_year, last_year + 1):
        if when.recurrence is Recurrence.YEARLY:
            yield _yearly(when, year)
        elif when.recurrence is Recurrence.MONTHLY:
            for month in range(1, 13):
                yield _monthly(when, year, month)


def _yearly(when: When, year: int) -> Window:
    assert when.start is not None and when.due is not None  # noqa: S101, PT018  (When checks it)
    over_new_year = when.due < when.start
    return Window(f"{year}", day_in(year, *when.start), day_in(year + over_new_year, *when.due))


def _monthly(when: When, year: int, month: int) -> Window:
    assert when.due_day is not None  # noqa: S101  (When checks it)
    following = date(year + month // 12, month % 12 + 1, 1)
    return Window(f"{year}-{month:02}", following, day_in(following.year, following.month, when.due_day))
