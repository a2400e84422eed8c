"""The time line's measure: months since January 1996."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# The year in which the programme began.
FIRST_YEAR = 1996
YEARS_APART = 5


@dataclass(frozen=True, slots=True)
class Axis:
    """``value`` of ``last``, in months; ``years`` are labels with their place in per cent."""

    value: int
    last: int
    years: list[tuple[int, float]]


def axis_of(on: date, today: date) -> Axis:
    """The time line from 1996 to the month of today, set to the month of ``on`` or the end nearest to it."""
    last = months(today)
    years = [year for year in range(2000, today.year + 1, YEARS_APART) if last - months(date(year, 1, 1)) > 0]
    places = [(year, round(100 * months(date(year, 1, 1)) / last, 2)) for year in years]
    return Axis(min(max(months(on), 0), last), last, places)


def months(day: date) -> int:
    """Months since the time line's first."""
    return (day.year - FIRST_YEAR) * 12 + day.month - 1
