"""How a model says to which year a change of its records belongs, as the class attribute ``closing``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Closing:
    """``usual`` is the column (a date or a year) that says to which year a record belongs.

    ``instead`` names other such columns for the columns that they stand for: the end of a pairing belongs to
    the year in which it ends, not to the one in which it began.
    """

    usual: str
    instead: Mapping[str, str] = field(default_factory=dict)

    def years(self, before: Any | None, after: Any | None, columns: tuple[str, ...]) -> set[int]:
        """The years to which the change from one row to the other belongs; a row is None where there is none.

        A record that has no date yet belongs to no year.
        """
        if before is None or after is None:
            row = before if after is None else after
            return _years(row, {self.usual}) if row is not None else set()
        changed = {column for column in columns if getattr(before, column) != getattr(after, column)}
        by = {self.instead.get(column, self.usual) for column in changed}
        return _years(before, by) | _years(after, by)


def _years(row: Any, columns: set[str]) -> set[int]:
    values = (getattr(row, column) for column in columns)
    return {value.year if isinstance(value, date) else int(value) for value in values if value is not None}
