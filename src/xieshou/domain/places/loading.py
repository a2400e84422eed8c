"""Store the history of divisions. Loading again changes nothing that has not changed in the sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db import transaction
from django.db.models import ProtectedError

from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import period_columns
from xieshou.domain.places.bulk import insert, next_pk
from xieshou.domain.places.history.changes import read_changes
from xieshou.domain.places.history.lower import TOWN_SOURCE, Village, plan_towns, read_villages
from xieshou.domain.places.history.plan import (
    Plan,
    PlannedDivision,
    PlannedSuccession,
    PlannedVersion,
    division_key,
    plan_history,
)
from xieshou.domain.places.history.sources import full_history
from xieshou.domain.places.models import Division, DivisionVersion, Level, Succession
from xieshou.domain.places.names import initials, name_key, stem
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate, Precision

BATCH = 4000


class LoadError(RuntimeError):
    """The sources no longer have a division that other records refer to. The message names it."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many divisions a load found, and what it did to them."""

    divisions: int
    created: int
    changed: int
    removed: int
    successions: int


def load_divisions(*, actor: Actor) -> LoadReport:
    """Store every division from province to town with its versions, and who followed whom.

    Idempotent: what the sources say unchanged keeps its primary key and is not written. Villages are not
    touched (``load_villages``).

    Raises:
        NotAllowedError: when the actor may not write.
        LoadError: when a division that is no longer in the sources is referred to by others.
    """
    actor.require_write("载入行政区划")
    plan = full_plan()
    with transaction.atomic():
        return _store(plan)


def full_plan() -> Plan:
    """All that ``load_divisions`` stores."""
    history = full_history()
    plan = plan_history(history)
    plan_towns(plan, history, read_changes())
    return plan


@dataclass(slots=True)
class _Stored:
    pk: int
    columns: tuple[str, str, str]
    versions: list[tuple[object, ...]]


_VERSION_FIELDS = (
    "code",
    "name",
    "name_en",
    "parent_id",
    "start_on",
    "start_precision",
    "end_on",
    "end_precision",
    "name_key",
    "stem",
    "initials",
    "source",
    "certainty",
)


def _store(plan: Plan) -> LoadReport:
    stored = _read_stored()
    missing = [division for key, division in plan.divisions.items() if key not in stored]
    keys = {key: division.pk for key, division in stored.items()}
    keys |= {division.key: pk for pk, division in enumerate(missing, next_pk(Division))}
    insert(
        Division,
        ("id", "level", "code", "name", "name_en"),
        [(keys[new.key], new.level, new.code, new.name, new.name_en) for new in missing],
    )

    changed = [
        division
        for key, division in plan.divisions.items()
        if key in stored and _differs(division, stored[key], keys)
    ]
    DivisionVersion.objects.filter(division__in=[keys[division.key] for division in changed]).delete()
    insert(
        DivisionVersion,
        ("division_id", *_VERSION_FIELDS),
        [
            (keys[division.key], *_columns(version, keys))
            for division in [*missing, *changed]
            for version in division.versions
        ],
    )
    Division.objects.bulk_update(
        [Division(pk=keys[new.key], code=new.code, name=new.name, name_en=new.name_en) for new in changed],
        ["code", "name", "name_en"],
        batch_size=BATCH,
    )
    successions = _store_successions(plan.successions, keys)
    removed = _remove({key: row for key, row in stored.items() if key not in plan.divisions})
    return LoadReport(len(plan.divisions), len(missing), len(changed), removed, successions)


def _read_stored() -> dict[str, _Stored]:
    """Divisions down to towns as they are in the database, by their lasting key."""
    versions: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    rows = DivisionVersion.objects.exclude(division__level=Level.VILLAGE).values_list(
        "division_id", *_VERSION_FIELDS
    )
    for division_id, *row in rows.order_by().iterator(BATCH):
        versions[division_id].append(tuple(row))
    start = _VERSION_FIELDS.index("start_on")
    found = {}
    divisions = Division.objects.exclude(level=Level.VILLAGE).values_list(
        "pk", "level", "code", "name", "name_en"
    )
    for pk, level, code, name, name_en in divisions.order_by().iterator(BATCH):
        own = sorted(versions[pk], key=lambda row: row[start] or date.min)  # type: ignore[arg-type, return-value]
        first = own[0] if own else (code, name, "", None, None)
        day = first[start]
        began = PartialDate(day) if isinstance(day, date) else None
        key = division_key(level, str(first[0]), str(first[1]), began)
        found[key] = _Stored(pk, (code, name, name_en), own)
    return found


def _columns(version: PlannedVersion, keys: dict[str, int]) -> tuple[object, ...]:
    period = period_columns(version.period)
    return (
        version.code,
        version.name,
        version.name_en,
        keys[version.parent] if version.parent else None,
        period["start_on"],
        period["start_precision"],
        period["end_on"],
        period["end_precision"],
        version.name_key,
        version.stem,
        version.initials,
        version.source,
        version.certainty,
    )


def _differs(planned: PlannedDivision, stored: _Stored, keys: dict[str, int]) -> bool:
    wanted = [_columns(version, keys) for version in planned.versions]
    return stored.columns != (planned.code, planned.name, planned.name_en) or stored.versions != wanted


def _store_successions(planned: Iterable[PlannedSuccession], keys: dict[str, int]) -> int:
    wanted = {
        (
            keys[step.predecessor],
            keys[step.successor],
            step.on.day,
            step.on.precision.value,
            step.kind,
            step.whole,
            step.source,
            step.certainty,
        )
        for step in planned
    }
    fields = ("predecessor_id", "successor_id", "on", "precision", "kind", "whole", "source", "certainty")
    stored = {row[1:]: row[0] for row in Succession.objects.values_list("pk", *fields)}
    Succession.objects.filter(pk__in=[pk for row, pk in stored.items() if row not in wanted]).delete()
    Succession.objects.bulk_create(
        [Succession(**dict(zip(fields, row, strict=True))) for row in wanted if row not in stored],
        batch_size=BATCH,
    )
    return len(wanted)


def _remove(gone: dict[str, _Stored]) -> int:
    try:
        Division.objects.filter(pk__in=[row.pk for row in gone.values()]).delete()
    except ProtectedError as error:
        names = "、".join(sorted(row.columns[1] for row in gone.values())[:5])
        raise LoadError(f"资料中已无这些区划,但仍有记录引用:{names}") from error
    return len(gone)


def load_villages(county_codes: Collection[str] | None = None, *, actor: Actor) -> int:
    """Store the villages of some counties (six-digit codes of 2023) or, with None, all 620 thousand.

    Villages already stored stay as they are. Each begins with the town above it; what it was before, no
    list tells. Returns how many were added.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write("载入行政村")
    return store_villages(list(prepare_villages(county_codes)), actor=actor)


@dataclass(frozen=True, slots=True)
class PreparedVillage:
    """A village of the list with the forms of its name, which take longer to make than to store."""

    village: Village
    forms: tuple[str, str, str]


def prepare_villages(county_codes: Collection[str] | None = None) -> Iterator[PreparedVillage]:
    """The villages that are not stored yet, ready for ``store_villages``; needs no transaction."""
    known = _known_villages()
    forms = cache(lambda name: (name_key(name), stem(name, Level.VILLAGE), initials(name)))
    for village in read_villages(county_codes):
        if village.code not in known:
            yield PreparedVillage(village, forms(village.name))


def prepared_village(village: Village) -> PreparedVillage:
    """A village that no list has, ready for ``store_villages``: those of an example."""
    forms = (name_key(village.name), stem(village.name, Level.VILLAGE), initials(village.name))
    return PreparedVillage(village, forms)


def store_villages(
    prepared: Collection[PreparedVillage],
    *,
    actor: Actor,
    source: str = TOWN_SOURCE,
    certainty: Certainty | None = None,
) -> int:
    """Store villages whose town is known and that nobody stored since; how many, in one transaction.

    ``certainty`` is that of their versions; by itself, as sure as the day on which their towns began.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write("载入行政村")
    with transaction.atomic():
        towns = {
            code: (division, start, precision)
            for code, division, start, precision in DivisionVersion.objects.filter(division__level=Level.TOWN)
            .exclude(code="")
            .values_list("code", "division_id", "start_on", "start_precision")
        }
        known = _known_villages()
        fresh = [
            ready for ready in prepared if ready.village.town in towns and ready.village.code not in known
        ]
        _insert_villages(fresh, towns, source, certainty)
    return len(fresh)


def _known_villages() -> set[str]:
    return set(
        Division.objects.filter(level=Level.VILLAGE).order_by().values_list("code", flat=True).iterator()
    )


def _insert_villages(
    villages: Collection[PreparedVillage],
    towns: dict[str, tuple[int, date | None, str]],
    source: str,
    certainty: Certainty | None,
) -> None:
    """Write villages; without English names, which nobody has for them."""
    first = next_pk(Division)
    insert(
        Division,
        ("id", "level", "code", "name", "name_en"),
        (
            (pk, Level.VILLAGE.value, ready.village.code, ready.village.name, "")
            for pk, ready in enumerate(villages, first)
        ),
    )

    def columns(pk: int, ready: PreparedVillage) -> tuple[object, ...]:
        village = ready.village
        town, start, precision = towns[village.town]
        own = (pk, village.code, village.name, "", town)
        known = (start, precision, None, Precision.DAY.value)
        sure = certainty or (Certainty.DERIVED if start else Certainty.SOURCE)
        return own + known + ready.forms + (source, sure.value)

    insert(
        DivisionVersion,
        ("division_id", *_VERSION_FIELDS),
        (columns(pk, ready) for pk, ready in enumerate(villages, first)),
    )
