"""As at which day the book of a pairing is read. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from xieshou.kernel.period import Period


def day_within(period: Period, day: date) -> date:
    """The day asked for, else the nearest on which the pairing was in force."""
    if period.start is not None and day < period.start.day:
        return period.start.day
    if period.end is not None and period.end.day <= day:
        return max(period.end.day - timedelta(days=1), period.start.day if period.start else date.min)
    return day


def last_counted(period: Period, day: date) -> date:
    """The day up to which years are counted: the one asked for, the end of what has ended before it."""
    return period.end.day if period.end is not None and period.end.day <= day else day_within(period, day)
