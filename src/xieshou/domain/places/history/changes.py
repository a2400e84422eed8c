"""The hand-made table of changes that comparing lists cannot find, date or tell apart.

``data/changes.csv``, one change a row:

- ``on``: day, month or year of the change.
- ``kind``: ``continue`` (the same unit under a new code or name), ``merge``, ``split``, ``convert`` (a
  successor, see ``Succession``), ``begin`` (a new unit, no predecessor told).
- ``from_code``, ``from_name`` and ``to_code``, ``to_name``: the rows meant.
- ``whole``: did all of the old unit go there?  ``ends``: did the old unit cease with this?
- ``towns``: for a part, the towns that went along, where they are known.
- ``source``, ``certainty`` (``source``, ``weak``, ``memory``), ``note``.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xieshou.kernel.period import PartialDate, Precision

TABLE = Path(__file__).parent.parent / "data" / "changes.csv"
CONTINUE, MERGE, SPLIT, CONVERT, BEGIN = "continue", "merge", "split", "convert", "begin"
# Lists lag behind; one that still has the old state this long after a change is put right.
LONGEST_LAG_IN_MONTHS = 24


class ChangesError(ValueError):
    """A row of the table says what cannot be; the message names the row."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the table."""

    on: PartialDate
    kind: str
    old: str
    old_name: str
    new: str
    new_name: str
    whole: bool
    ends: bool
    source: str
    certainty: str
    # Names of the towns that went along, where only these did.
    towns: tuple[str, ...] = ()

    @property
    def months(self) -> int:
        """The month by which it is done, counted from the year 0; for a year its December."""
        month = 12 if self.on.precision is Precision.YEAR else self.on.day.month
        return self.on.day.year * 12 + month

    @property
    def removes(self) -> bool:
        """Does its old row leave the lists?"""
        return self.kind == CONTINUE or self.ends

    def __str__(self) -> str:
        return f"{self.on} {self.kind} {self.old}{self.old_name} → {self.new}{self.new_name}"


def read_changes(path: Path = TABLE) -> list[Change]:
    """All rows, by date.

    Raises:
        ChangesError: when a row names an unknown kind or lacks a source.
    """
    with path.open(encoding="utf-8", newline="") as file:
        changes = [_change(row) for row in csv.DictReader(file)]
    return sorted(changes, key=lambda change: change.months)


def _change(row: dict[str, str]) -> Change:
    change = Change(
        PartialDate.parse(row["on"]),
        row["kind"],
        row["from_code"],
        row["from_name"],
        row["to_code"],
        row["to_name"],
        row["whole"] == "yes",
        row["ends"] == "yes",
        row["source"],
        row["certainty"],
        tuple(row["towns"].split()),
    )
    if change.kind not in {CONTINUE, MERGE, SPLIT, CONVERT, BEGIN}:
        raise ChangesError(f"{change}: unknown kind")
    if not change.source or change.certainty not in {"source", "weak", "memory"}:
        raise ChangesError(f"{change}: needs a source and how sure it is")
    return change


def settle(
    moments: Sequence[int], lists: Sequence[dict[str, str]], changes: Sequence[Change], last: int
) -> None:
    """Make each list show the changes of the table that had come by then, in place.

    Args:
        moments: for each list the month it stands for, counted from the year 0.
        last: index of the last published list; what comes after it is written into the lists behind it.

    A unit that no published list has is added to every list from its date on; one that a later list has is
    added to those before that lag.
    """
    known = {(code, name) for names in lists for code, name in names.items()}
    for change in changes:
        unlisted = (change.new, change.new_name) not in known
        for position, (moment, names) in enumerate(zip(moments, lists, strict=True)):
            late = moment - change.months
            behind = position > last and change.months > moments[last]
            if late < 0 or (late > LONGEST_LAG_IN_MONTHS and not (unlisted or behind)):
                continue
            if change.removes and names.get(change.old) == change.old_name:
                del names[change.old]
            soon = [
                later
                for later_moment, later in zip(moments[position:], lists[position:], strict=True)
                if later_moment - change.months <= LONGEST_LAG_IN_MONTHS
            ]
            if unlisted or any(later.get(change.new) == change.new_name for later in soon):
                names.setdefault(change.new, change.new_name)
