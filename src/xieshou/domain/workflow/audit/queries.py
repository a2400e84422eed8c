"""Reads of acts and histories. They take the actor: who audits an area reads what happened in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from xieshou.domain.recorded.models import Act
from xieshou.domain.workflow.audit.differences import Change, changes_of, labels
from xieshou.domain.workflow.audit.kinds import READERS, Kind, kind_named, kinds
from xieshou.kernel.actor import Actor, Permission

SHOWN = 200
"""Changes of one kind that the page of an act shows; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which acts are meant. ``since`` and ``until`` are days in local time, both inclusive."""

    who: str = ""
    text: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """What an act did to one kind of records: the changes that are shown, and how many there are."""

    kind: Kind
    count: int
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Gist:
    """What an act changed, in short: the first record of the kind that it changed most of, and how many."""

    kind: Kind
    record: int
    label: str
    number: int


def may_audit(actor: Actor) -> bool:
    """May the actor read any history but their own doings?"""
    return actor.may_write or any(actor.may(permission) for permission in READERS)


def acts(actor: Actor, asked: Asked | None = None) -> QuerySet[Act]:
    """The acts that changed something whose history the actor may read, and their own; the latest first.

    Raises:
        UnknownKindError: when a kind is asked for that has no history.
    """
    asked = asked or Asked()
    rows = Act.objects.order_by("-at", "key")
    chosen = [kind_named(asked.kind)] if asked.kind else list(kinds())
    if asked.kind or not _sees_all(actor):
        seen = Q(pk__in=[])
        for kind in chosen:
            seen |= Q(key__in=kind.rows_for(actor).order_by().values("act"))
        if actor.user_id is not None and not asked.kind:
            seen |= Q(user_id=actor.user_id)
        rows = rows.filter(seen)
    if asked.who:
        rows = rows.filter(actor_name__icontains=asked.who)
    if asked.text:
        rows = rows.filter(Q(what__icontains=asked.text) | Q(why__icontains=asked.text))
    if asked.since:
        rows = rows.filter(at__gte=_midnight(asked.since))
    if asked.until:
        rows = rows.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    return rows


def act(actor: Actor, key: UUID) -> Act:
    """One act.

    Raises:
        Act.DoesNotExist: when there is none that the actor may read.
    """
    return acts(actor).get(key=key)


def touched(actor: Actor, act: Act, *, shown: int = SHOWN) -> list[Touched]:
    """What an act changed, kind by kind, as far as the actor may read it."""
    found = []
    for kind in kinds():
        rows = kind.rows_for(actor).filter(act=act.key)
        if count := rows.count():
            found.append(
                Touched(kind, count, changes(actor, kind, list(rows.order_by("history_id")[:shown])))
            )
    return found


def gists(actor: Actor, acts: Sequence[Act]) -> dict[UUID, Gist]:
    """What each of a few acts changed, in short; of an act that changed nothing the actor may read, nothing.

    One query, and a few for each kind among them.
    """
    keys = [act.key for act in acts]
    counted = [
        kind.rows_for(actor)
        .filter(act__in=keys)
        .order_by()
        .values("act")
        .annotate(name=Value(kind.name), number=Count("pk"), first=Min("history_id"))
        .values_list("act", "name", "number", "first")
        for kind in kinds()
    ]
    largest: dict[UUID, tuple[int, str, int]] = {}
    totals: Counter[UUID] = Counter()
    for key, name, number, first in counted[0].union(*counted[1:], all=True) if keys else ():
        totals[key] += number
        largest[key] = max(largest.get(key, (0, "", 0)), (number, name, first))
    found = {}
    for name in {name for _number, name, _first in largest.values()}:
        kind = kind_named(name)
        firsts = {first: key for key, (_number, each, first) in largest.items() if each == name}
        rows = kind.history._default_manager.filter(history_id__in=firsts)
        for row, label in labels(actor, kind, list(rows)):
            key = firsts[row.history_id]
            found[key] = Gist(kind, row.id, label, totals[key])
    return found


def history(actor: Actor, kind: Kind, record: int) -> list[Change]:
    """What happened to one record, the latest first; empty when there is none that the actor may read."""
    return changes(actor, kind, list(kind.rows_for(actor).filter(id=record).order_by("-history_id")))


def changes(actor: Actor, kind: Kind, rows: Sequence[Any]) -> list[Change]:
    """History rows with what each changed: each is compared with the one before it."""
    if not rows:
        return []
    earlier = kind.history._default_manager.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    last = earlier.order_by().values("id").annotate(last=Max("history_id")).values("last")
    numbers = dict(
        kind.history._default_manager.filter(pk__in=[row.history_id for row in rows])
        .order_by()
        .annotate(before=Subquery(last))
        .values_list("history_id", "before")
    )
    found = kind.history._default_manager.in_bulk([number for number in numbers.values() if number])
    return changes_of(
        actor, kind, rows, {each: found[number] for each, number in numbers.items() if number in found}
    )


def _sees_all(actor: Actor) -> bool:
    return actor.may_write or actor.reach(Permission.AUDIT).everywhere


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
