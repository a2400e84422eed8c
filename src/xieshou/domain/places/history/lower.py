"""Towns and villages of the statistical list of 2023, whose earlier history no list tells."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from xieshou.domain.places.history.changes import Change
from xieshou.domain.places.history.continuity import History, Unit, Version
from xieshou.domain.places.history.plan import (
    Plan,
    PlannedDivision,
    PlannedVersion,
    division_key,
    planned_version,
    unit_key,
)
from xieshou.domain.places.history.revisions import (
    STATISTICAL_LIST,
    VENDOR,
    is_statistical_only,
    read_table,
)
from xieshou.kernel.period import Period

TOWN, VILLAGE = 4, 5
FORMER_TOWNS = VENDOR.parent / "data" / "former_towns.csv"
LIST_DAY = date(2023, 6, 30)
TOWN_SOURCE = f"{STATISTICAL_LIST};此前沿革不详"
# What the list has for the districts of 三沙, which it does not know (民政部公告 2020-04-18).
_SANSHA = {"460321": "460302", "460322": "460303", "460323": "460302"}


@dataclass(frozen=True, slots=True)
class Village:
    """A village or community as the list has it."""

    code: str
    name: str
    town: str


def plan_towns(plan: Plan, history: History, changes: Collection[Change]) -> None:
    """Add all towns, each below the unit that it stood under on the list's day.

    A town of a functional zone stands below the prefecture (a municipality's below the province), since the
    list does not say in which county it lies. A town begins with the unit above it: what it was before, no
    list tells. Changes after the list's day carry their towns along.
    """
    homes = {version.code: unit for unit in history.units for version in _on_list(unit)}
    later = [change for change in changes if change.on.day > LIST_DAY and change.kind != "continue"]
    heirs = {(step.old.last.code, step.new.last.code): step.new for step in history.inheritances}
    for row in read_table("streets.csv"):
        home = _home(row["areaCode"], homes)
        start = home.versions[0].start
        moved = _moved(row["name"], home, later)
        end = moved.on if moved else home.last.end
        certainty = "derived" if start else "source"
        versions = [_town(row, home, Period(start, end), certainty)]
        if moved:
            heir = heirs[moved.old, moved.new]
            versions.append(
                planned_version(
                    TOWN, "", row["name"], unit_key(heir), Period(end), moved.source, moved.certainty
                )
            )
        plan.add(PlannedDivision(division_key(TOWN, row["code"], row["name"], start), TOWN, tuple(versions)))
    _plan_former_towns(plan, homes)


def _plan_former_towns(plan: Plan, homes: dict[str, Unit]) -> None:
    """Add the few towns that had gone by the list's day and that somebody may ask for; without codes."""
    with FORMER_TOWNS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            period = Period.parse(None, row["until"])
            home = unit_key(homes[row["county_code"]])
            version = planned_version(TOWN, "", row["name"], home, period, row["source"], row["certainty"])
            key = division_key(TOWN, "", row["name"], None)
            plan.add(PlannedDivision(key, TOWN, (version,)))


def _town(row: dict[str, str], home: Unit, period: Period, certainty: str) -> PlannedVersion:
    return planned_version(TOWN, row["code"], row["name"], unit_key(home), period, TOWN_SOURCE, certainty)


def _on_list(unit: Unit) -> list[Version]:
    return [version for version in unit.versions if version.period.covers(LIST_DAY)]


def _home(area: str, homes: dict[str, Unit]) -> Unit:
    code = _SANSHA.get(area, area)
    if is_statistical_only(area) or code not in homes:
        code = area[:4] + "00"
    return homes[code] if code in homes else homes[area[:2] + "0000"]


def _moved(name: str, home: Unit, later: Collection[Change]) -> Change | None:
    """The change that took a town of ``home`` along: by name first, else the one that took what was left."""
    mine = [change for change in later if change.old == home.last.code]
    named = [change for change in mine if name in change.towns]
    rest = [change for change in mine if change.ends and not change.towns]
    return next(iter(named + rest), None)


def read_villages(counties: Collection[str] | None) -> Iterator[Village]:
    """Villages of the list, of the given six-digit county codes of 2023 or, with None, all 620 thousand."""
    with gzip.open(VENDOR / "villages.csv.gz", "rb") as packed:
        text = io.TextIOWrapper(packed, encoding="utf-8", newline="")
        for code, name, town, _, _, area in csv.reader(text):
            if code != "code" and (counties is None or area in counties):
                yield Village(code, name, town)
