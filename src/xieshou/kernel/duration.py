"""How long something has lasted, as exactly as its dates allow, and the union of successive periods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xieshou.kernel.period import PartialDate, Period


@dataclass(frozen=True, slots=True)
class YearSpan:
    """Completed years: at least ``least``, at most ``most``.

    ``counted`` is the figure by the convention of ``period`` (a date stands at the first day it can mean);
    it is what a writer means who counts 1996 to 2020 as 24 years.
    """

    least: int
    most: int
    counted: int

    @property
    def is_exact(self) -> bool:
        """Do the dates leave but one answer?"""
        return self.least == self.most


def completed_years(start: date, end: date) -> int:
    """Whole years from start to end, 0 when the end is not later; 29 February completes on 1 March."""
    years = end.year - start.year - ((end.month, end.day) < (start.month, start.day))
    return max(0, years)


def length_in_years(period: Period, until: date) -> YearSpan | None:
    """Completed years of the period up to its end or the day ``until``, whichever is earlier.

    None when it began before our records, so that no figure can be given. A start of precision UNKNOWN may
    be as late as ``until``; an end of precision UNKNOWN likewise.
    """
    if period.start is None:
        return None
    start, end = period.start, period.end
    counted_end = min(end.day, until) if end else until
    latest_end = min((end.last_day or until) if end else until, until)
    latest_start = start.last_day or max(until, start.day)
    return YearSpan(
        least=completed_years(latest_start, counted_end),
        most=completed_years(start.day, latest_end),
        counted=completed_years(start.day, counted_end),
    )


def merged(periods: Iterable[Period]) -> list[Period]:
    """The union, in order: periods that overlap or meet become one, so a hand-over leaves one relation."""
    ordered = sorted(
        periods, key=lambda each: (each.start.day if each.start else date.min, each.start is not None)
    )
    result: list[Period] = []
    for each in ordered:
        if result and _touches(result[-1], each):
            result[-1] = Period(result[-1].start, _later(result[-1].end, each.end))
        else:
            result.append(each)
    return result


def _touches(earlier: Period, later: Period) -> bool:
    return earlier.end is None or later.start is None or later.start.day <= earlier.end.day


def _later(left: PartialDate | None, right: PartialDate | None) -> PartialDate | None:
    if left is None or right is None:
        return None
    return max(left, right, key=lambda each: (each.day, each.last_day or date.max))
