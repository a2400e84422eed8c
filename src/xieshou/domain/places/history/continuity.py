"""Enduring units with versions and successions, out of lists and the hand-made table. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from xieshou.domain.places.history.changes import BEGIN, CONTINUE, Change, ChangesError
from xieshou.domain.places.history.matching import DERIVED, SOURCE, match
from xieshou.domain.places.history.snapshots import COUNTY, PREFECTURE, PROVINCE, Row, Snapshot, step_date
from xieshou.domain.places.history.successors import find_heirs
from xieshou.kernel.period import PartialDate, Period


@dataclass(slots=True)
class Version:
    """What a unit was called, and below which unit it stood, over a period."""

    code: str
    name: str
    parent: Unit | None
    start: PartialDate | None
    end: PartialDate | None
    source: str
    certainty: str
    rule: str

    @property
    def period(self) -> Period:
        """The half-open period of the version."""
        return Period(self.start, self.end)


@dataclass(slots=True, eq=False)
class Unit:
    """An enduring division: its versions follow one another without gap."""

    level: int
    versions: list[Version]

    @property
    def last(self) -> Version:
        """The present version, or the last one it had."""
        return self.versions[-1]

    def __str__(self) -> str:
        return f"{self.last.code} {self.last.name}"


@dataclass(frozen=True, slots=True)
class Inheritance:
    """``new`` took over ``old`` or a part of it."""

    old: Unit
    new: Unit
    on: PartialDate
    kind: str
    whole: bool
    source: str
    certainty: str
    rule: str


@dataclass(slots=True)
class History:
    """All units down to counties, in order of first appearance, and who followed whom."""

    units: list[Unit] = field(default_factory=list)
    inheritances: list[Inheritance] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)

    def without_successor(self) -> list[Unit]:
        """Units that ended and whose successor nobody told us."""
        followed = {id(inheritance.old) for inheritance in self.inheritances}
        return [unit for unit in self.units if unit.last.end and id(unit) not in followed]


def build(snapshots: Sequence[Snapshot], changes: Sequence[Change]) -> History:
    """Walk through the lists in order.

    Raises:
        ChangesError: when a row of the table fits no step, or contradicts the order of events.
    """
    history = History()
    first = snapshots[0]
    active: dict[str, Unit] = {}
    for row in _downward(first.rows.values()):
        unit = Unit(row.level, [_version(row, active, None, first.source, _row_certainty(row), "first list")])
        active[row.code] = unit
        history.units.append(unit)
    waiting, wrong = list(changes), list[str]()
    for before, after in pairwise(snapshots):
        due = [change for change in waiting if _due(change, before, after)]
        waiting = [change for change in waiting if change not in due]
        wrong += [problem for change in due if (problem := _misfit(change, before, after))]
        told = [change for change in due if not _misfit(change, before, after)]
        active = _Step(history, active, before, after, told).run()
    wrong += [f"{change}: no list is that old or that new" for change in waiting]
    if wrong:
        raise ChangesError("\n".join(wrong))
    return history


def _due(change: Change, before: Snapshot, after: Snapshot) -> bool:
    return before.year * 12 + before.month < change.months <= after.year * 12 + after.month


def _misfit(change: Change, before: Snapshot, after: Snapshot) -> str:
    """What is wrong with a row of the table beside the two lists; empty if nothing."""
    for code, name, snapshot, side in (
        (change.old, change.old_name, before, "before"),
        (change.new, change.new_name, after, "after"),
    ):
        row = snapshot.rows.get(code)
        if code and (row is None or row.name != name):
            found = row.name if row else "nothing"
            return f"{change}: the list {side} ({snapshot.source}) has {found} under {code}"
    return ""


def _downward(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.level, row.code))


def _row_certainty(row: Row) -> str:
    return DERIVED if row.parent_concluded else SOURCE


def _version(
    row: Row, active: dict[str, Unit], start: PartialDate | None, source: str, certainty: str, rule: str
) -> Version:
    parent = active[row.parent] if row.parent else None
    return Version(row.code, row.name, parent, start, None, source, certainty, rule)


class _Step:
    """One step from a list to the next."""

    def __init__(
        self,
        history: History,
        active: dict[str, Unit],
        before: Snapshot,
        after: Snapshot,
        told: Sequence[Change],
    ) -> None:
        self.history, self.before, self.after, self.told = history, before, after, told
        self.old_units = active
        self.new_units: dict[str, Unit] = {}
        self.default = step_date(before, after)
        self.by_old = {change.old: change for change in told if change.removes}
        self.by_new = {
            change.new: change for change in told if change.kind == CONTINUE or change.new not in before.rows
        }
        self.matched = match(
            before,
            after,
            {c.old: (c.new, c.certainty) for c in told if c.kind == CONTINUE},
            ended={c.old for c in told if c.ends},
            begun={c.new for c in told if c.kind != CONTINUE and c.new not in before.rows},
        )

    def run(self) -> dict[str, Unit]:
        """Carry all units over; the units by their code in the later list."""
        links = sorted(
            self.matched.links.values(), key=lambda link: (self.after.rows[link.new].level, link.new)
        )
        for level in (PROVINCE, PREFECTURE, COUNTY):
            for link in links:
                if self.after.rows[link.new].level == level:
                    self._carry(link.old, link.new, link.rule, link.certainty)
            for row in _downward(self.matched.appeared.values()):
                if row.level == level:
                    self._begin(row)
        for code in self.matched.vanished:
            self._close(self.old_units[code], self._date(code, None))
        self._inherit()
        return self.new_units

    def _carry(self, old: str, new: str, rule: str, certainty: str) -> None:
        unit = self.old_units[old]
        row = self.after.rows[new]
        self.new_units[new] = unit
        parent = self.new_units[row.parent] if row.parent else None
        last = unit.last
        if (last.code, last.name) == (row.code, row.name) and last.parent is parent:
            return
        change = self.by_old.get(old) or self.by_new.get(new)
        on = self._date(old, new)
        self._close(unit, on)
        source = change.source if change else self.after.source
        if row.parent_concluded:
            certainty = DERIVED
        unit.versions.append(_version(row, self.new_units, on, source, certainty, rule))
        self.history.rules[rule if rule != "unchanged" else "parent changed"] += 1

    def _begin(self, row: Row) -> None:
        change = self.by_new.get(row.code)
        source = change.source if change else self.after.source
        certainty = change.certainty if change else _row_certainty(row)
        version = _version(row, self.new_units, self._date(None, row.code), source, certainty, "new")
        unit = Unit(row.level, [version])
        self.new_units[row.code] = unit
        self.history.units.append(unit)

    def _close(self, unit: Unit, on: PartialDate) -> None:
        last = unit.last
        if last.start is not None and on.day <= last.start.day:
            raise ChangesError(f"{unit} would end {on}, before it began {last.start}")
        last.end = on

    def _date(self, old: str | None, new: str | None) -> PartialDate:
        """The told date of the change, else of the prefecture it came with, else what the lists tell."""
        own: list[Change | None] = []
        above: list[Change | None] = []
        if old:
            own.append(self.by_old.get(old))
            above.append(self.by_old.get(self.before.rows[old].parent))
        if new:
            own.append(self.by_new.get(new))
            above.append(self.by_new.get(self.after.rows[new].parent))
        return next((change.on for change in own + above if change), self.default)

    def _inherit(self) -> None:
        for change in self.told:
            if change.kind in {CONTINUE, BEGIN}:
                continue
            old, new = self.old_units[change.old], self.new_units[change.new]
            self._add(old, new, change.on, change.kind, change.whole, change.source, change.certainty, "told")
        settled = {change.old for change in self.told}
        for heir in find_heirs(self.matched, self.before, self.after, settled):
            old, new = self.old_units[heir.old], self.new_units[heir.new]
            on = self._date(heir.old, None)
            self._add(old, new, on, heir.kind, heir.whole, self.after.source, heir.certainty, heir.rule)

    def _add(
        self, old: Unit, new: Unit, on: PartialDate, kind: str, whole: bool, source: str, cert: str, rule: str
    ) -> None:
        self.history.inheritances.append(Inheritance(old, new, on, kind, whole, source, cert, rule))
        self.history.rules[f"heir: {rule}"] += 1
