"""One published list of divisions, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from xieshou.kernel.period import PartialDate, Precision

PROVINCE, PREFECTURE, COUNTY = 1, 2, 3


@cache
def level_of(code: str) -> int:
    """1, 2 or 3 for a six-digit code of a province, prefecture or county (GB/T 2260)."""
    if code.endswith("0000"):
        return PROVINCE
    return PREFECTURE if code.endswith("00") else COUNTY


def province_of(code: str) -> str:
    """The code of the province that a six-digit code lies in."""
    return code[:2] + "0000"


@dataclass(frozen=True, slots=True)
class Row:
    """A division as one list has it. ``parent`` is a code of the same list, empty for a province."""

    code: str
    name: str
    parent: str
    # The list itself does not say under which prefecture the unit stood; we conclude it.
    parent_concluded: bool = False

    @property
    def level(self) -> int:
        """The level that the code tells."""
        return level_of(self.code)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All divisions down to counties at the end of a month."""

    year: int
    month: int
    source: str
    rows: Mapping[str, Row] = field(repr=False)

    def of_level(self, level: int) -> dict[str, Row]:
        """The rows of one level by code."""
        return {code: row for code, row in self.rows.items() if row.level == level}


def step_date(before: Snapshot, after: Snapshot) -> PartialDate:
    """When a change between two lists came, as exactly as the two lists can tell.

    Successive months give the month, two lists of neighbouring Decembers (or of one year) the year. Anything
    wider gives only the earliest possible day, with precision UNKNOWN.
    """
    months = (after.year - before.year) * 12 + after.month - before.month
    if months == 1:
        return PartialDate(date(after.year, after.month, 1), Precision.MONTH)
    if after.year == before.year or (months <= 14 and before.month >= 10):
        return PartialDate(date(after.year, 1, 1), Precision.YEAR)
    first = date(before.year + before.month // 12, before.month % 12 + 1, 1)
    return PartialDate(first, Precision.UNKNOWN)
