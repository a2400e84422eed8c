"""What is to be stored: plain divisions with versions, each known by a key that lasts from load to load."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from xieshou.domain.places.history.continuity import History, Unit
from xieshou.domain.places.names import english_name, initials, name_key, stem
from xieshou.kernel.period import PartialDate, Period


@dataclass(frozen=True, slots=True)
class PlannedVersion:
    """A row of DivisionVersion; ``parent`` is the key of a planned division, empty for a province."""

    code: str
    name: str
    name_en: str
    parent: str
    period: Period
    name_key: str
    stem: str
    initials: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class PlannedDivision:
    """A row of Division with its versions."""

    key: str
    level: int
    versions: tuple[PlannedVersion, ...]

    @property
    def code(self) -> str:
        """The last code that is known."""
        return next((version.code for version in reversed(self.versions) if version.code), "")

    @property
    def name(self) -> str:
        """The present or last name."""
        return self.versions[-1].name

    @property
    def name_en(self) -> str:
        """The present or last English name."""
        return self.versions[-1].name_en


@dataclass(frozen=True, slots=True)
class PlannedSuccession:
    """A row of Succession between two keys."""

    predecessor: str
    successor: str
    on: PartialDate
    kind: str
    whole: bool
    source: str
    certainty: str


@dataclass(slots=True)
class Plan:
    """All that a load is to leave in the database."""

    divisions: dict[str, PlannedDivision] = field(default_factory=dict)
    successions: list[PlannedSuccession] = field(default_factory=list)

    def add(self, division: PlannedDivision) -> None:
        """Add a division.

        Raises:
            ValueError: when another one has its key.
        """
        if division.key in self.divisions:
            raise ValueError(f"two divisions would have the key {division.key}")
        self.divisions[division.key] = division


def division_key(level: int, code: str, name: str, start: PartialDate | None) -> str:
    """What a division is known by over all loads: its first code and name and the day it began."""
    return f"{level}:{code}:{name}:{start.day.isoformat() if start else ''}"


def planned_version(
    level: int, code: str, name: str, parent: str, period: Period, source: str, certainty: str
) -> PlannedVersion:
    """A version with all that is derived from its name."""
    english, key, short, letters = _forms(name, level)
    return PlannedVersion(code, name, english, parent, period, key, short, letters, source, certainty)


@cache
def _forms(name: str, level: int) -> tuple[str, str, str, str]:
    return english_name(name, level), name_key(name), stem(name, level), initials(name)


def plan_history(history: History) -> Plan:
    """Plan all units down to counties."""
    plan = Plan()
    for unit in sorted(history.units, key=lambda unit: unit.level):
        plan.add(PlannedDivision(unit_key(unit), unit.level, tuple(_versions(unit))))
    plan.successions = [
        PlannedSuccession(
            unit_key(step.old),
            unit_key(step.new),
            step.on,
            step.kind,
            step.whole,
            step.source,
            step.certainty,
        )
        for step in history.inheritances
    ]
    return plan


def unit_key(unit: Unit) -> str:
    """The lasting key of a unit."""
    first = unit.versions[0]
    return division_key(unit.level, public_code(first.code), first.name, first.start)


def public_code(code: str) -> str:
    """The code to show: empty where the table marks with an X that the official code is not known."""
    return "" if "X" in code else code


def _versions(unit: Unit) -> Iterable[PlannedVersion]:
    for version in unit.versions:
        yield planned_version(
            unit.level,
            public_code(version.code),
            version.name,
            unit_key(version.parent) if version.parent else "",
            version.period,
            version.source,
            version.certainty,
        )
