"""Stores designations (flags) and profile figures that ship with the product. Twice changes nothing.

A row names a division by a code, a day on which it had that code, and the name it then had, so that a later
renaming or a new code leaves the row right. A file is read and checked whole before the first row is written.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import period_columns
from xieshou.domain.places.models import (
    DivisionFlag,
    DivisionVersion,
    FlagKind,
    Level,
    Measure,
    ProfileFigure,
)
from xieshou.domain.places.names import name_key
from xieshou.domain.places.rules import UNITS, autonomy
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate, Period

DATA = Path(__file__).parent / "data"
FLAGS = DATA / "flags.csv"
PROFILE = DATA / "profile.csv"

FLAG_COLUMNS = ("code", "on", "name", "kind", "value", "start", "end", "source", "certainty", "note")
PROFILE_COLUMNS = (
    "code", "on", "name", "measure", "value", "unit", "qualifier", "year", "source", "certainty", "note",
)  # fmt: skip
_QUALIFIERS = ("=", "≈", "≥", "≤")


class BadPlaceRowError(ValueError):
    """A row of a flags or profile file cannot be stored; the message names file, line and reason."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, in rows."""

    created: int
    changed: int
    unchanged: int


@act("载入地区标签")
def load_flags(*, actor: Actor, path: Path = FLAGS) -> Loaded:
    """Store every row of a flags file (UTF-8 CSV, FLAG_COLUMNS), and 民族自治 as the names of places show it.

    Raises:
        BadPlaceRowError: for a wrong column or value, or a division without that code and name on that day.
        NotAllowedError: if the actor may not write.
    """
    actor.require_write(_("载入地区标签"))
    wanted = [*_rows(path, FLAG_COLUMNS, _flag), *_autonomous_places()]
    known = {(f.division_id, f.kind, f.value, f.start_on): f for f in DivisionFlag.objects.all()}
    return _store(DivisionFlag, known, wanted, ("division_id", "kind", "value", "start_on"))


@act("载入地区概况")
def load_profile(*, actor: Actor, path: Path = PROFILE) -> Loaded:
    """Store every row of a profile file (UTF-8 CSV, PROFILE_COLUMNS).

    Raises:
        BadPlaceRowError: for a wrong column, value or unit, or a division that had no such code or name then.
        NotAllowedError: if the actor may not write.
    """
    actor.require_write(_("载入地区概况"))
    wanted = list(_rows(path, PROFILE_COLUMNS, _figure))
    known = {(f.division_id, f.measure, f.year, f.source): f for f in ProfileFigure.objects.all()}
    return _store(ProfileFigure, known, wanted, ("division_id", "measure", "year", "source"))


def _store(
    model: type[DivisionFlag] | type[ProfileFigure],
    known: Mapping[tuple[Any, ...], Any],
    wanted: Iterable[dict[str, Any]],
    key: tuple[str, ...],
) -> Loaded:
    created = changed = unchanged = 0
    with transaction.atomic():
        for values in wanted:
            row = known.get(tuple(values[column] for column in key))
            if row is None:
                model._default_manager.create(**values)
                created += 1
            elif any(getattr(row, column) != value for column, value in values.items()):
                for column, value in values.items():
                    setattr(row, column, value)
                row.save(update_fields=[column for column in values if column not in key])
                changed += 1
            else:
                unchanged += 1
    return Loaded(created, changed, unchanged)


def _rows(
    path: Path, columns: tuple[str, ...], read: Callable[[dict[str, str], int], dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != columns:
            raise BadPlaceRowError(
                _("%(file)s:各列应为 %(columns)s") % {"file": path.name, "columns": ", ".join(columns)}
            )
        lines = [{column: (value or "").strip() for column, value in row.items()} for row in reader]
    holders = _holders({row["code"] for row in lines})
    for number, row in enumerate(lines, start=2):
        try:
            yield read(row, _division(holders, row))
        except (ValueError, InvalidOperation) as problem:
            reason = str(problem) or type(problem).__name__
            raise BadPlaceRowError(
                _("%(file)s 第%(line)s行:%(reason)s") % {"file": path.name, "line": number, "reason": reason}
            ) from None


def _holders(codes: set[str]) -> dict[str, list[DivisionVersion]]:
    holders: dict[str, list[DivisionVersion]] = {}
    for version in DivisionVersion.objects.filter(code__in=codes):
        holders.setdefault(version.code, []).append(version)
    return holders


def _division(holders: Mapping[str, list[DivisionVersion]], row: Mapping[str, str]) -> int:
    on = PartialDate.parse(row["on"]).day
    for version in holders.get(row["code"], ()):
        if version.period.covers(on):
            if version.name_key != name_key(row["name"]):
                raise ValueError(
                    _("代码 %(code)s 当日是%(real)s,不是%(name)s")
                    % {"code": row["code"], "real": version.name, "name": row["name"]}
                )
            return version.division_id
    raise ValueError(_("%(on)s没有代码为 %(code)s 的区划") % {"on": on.isoformat(), "code": row["code"]})


def _flag(row: dict[str, str], division_id: int) -> dict[str, Any]:
    return {
        "division_id": division_id,
        "kind": FlagKind(row["kind"]).value,
        "value": row["value"],
        **period_columns(Period.parse(row["start"], row["end"])),
        **_provenance(row),
    }


def _figure(row: dict[str, str], division_id: int) -> dict[str, Any]:
    measure = Measure(row["measure"]).value
    if row["unit"] != UNITS[measure]:
        raise ValueError(_("单位应为“%(unit)s”") % {"unit": UNITS[measure]})
    if row["qualifier"] not in _QUALIFIERS:
        raise ValueError(_("限定应为 = ≈ ≥ ≤ 之一"))
    return {
        "division_id": division_id,
        "measure": measure,
        "value": Decimal(row["value"]),
        "unit": row["unit"],
        "qualifier": row["qualifier"],
        "year": int(row["year"]) if row["year"] else None,
        **_provenance(row),
    }


def _provenance(row: Mapping[str, str]) -> dict[str, str]:
    return {"source": row["source"], "certainty": Certainty(row["certainty"]).value, "note": row["note"]}


def _autonomous_places() -> Iterator[dict[str, Any]]:
    """The flag of every place whose name has 自治, over the whole time that it bore it."""
    rows = DivisionVersion.objects.filter(division__level__lte=Level.COUNTY, name__contains="自治")
    spans: dict[tuple[int, str], list[Period]] = {}
    for version in sorted(rows, key=lambda v: (v.division_id, v.start_on or date.min)):
        periods = spans.setdefault((version.division_id, autonomy(version.name) or ""), [])
        if periods and periods[-1].meets(version.period):
            periods[-1] = Period(periods[-1].start, version.period.end)
        else:
            periods.append(version.period)
    for (division_id, value), periods in spans.items():
        for period in periods:
            yield {
                "division_id": division_id,
                "kind": FlagKind.ETHNIC_AUTONOMY.value,
                "value": value[:60],
                **period_columns(period),
                "source": "据区划名称",
                "certainty": Certainty.DERIVED.value,
                "note": "",
            }
