"""Reads: which records have something to reveal, and what was revealed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from xieshou.domain.access import reaches, seen_by
from xieshou.domain.workflow.revealing.models import Revelation
from xieshou.domain.workflow.revealing.services import kind_of, revealable_field
from xieshou.kernel.actor import Actor, Permission


class NoSuchRecordError(LookupError):
    """No record of that kind and id has personal data that the actor may see."""


def kinds() -> dict[str, type[models.Model]]:
    """The models that hold personal data to reveal and say where their records belong, by kind."""
    return {
        kind_of(model): model
        for model in apps.get_app_config("domain").get_models()
        if hasattr(model, "governed") and any(revealable_field(field) for field in model._meta.fields)
    }


def record_asked(actor: Actor, kind: str, record_id: int) -> models.Model:
    """The record, if the actor may see personal data of it.

    Raises:
        NoSuchRecordError: when there is none, or it lies outside what the actor reaches: both look alike.
    """
    model = kinds().get(kind)
    if model is None or actor.user_id is None:
        raise NoSuchRecordError(kind)
    found = seen_by(actor, model._base_manager.filter(pk=record_id), Permission.REVEAL).first()
    if found is None:
        raise NoSuchRecordError(kind)
    return found


def may_reveal(actor: Actor, record: models.Model) -> bool:
    """May the actor see personal data of this record, with a reason?"""
    return (
        actor.user_id is not None
        and actor.may(Permission.REVEAL)
        and reaches(actor, record, Permission.REVEAL)
    )


def revealable(actor: Actor, rows: QuerySet[models.Model]) -> set[int]:
    """Which of these records those are, by primary key. One query for a whole page."""
    if actor.user_id is None or not actor.may(Permission.REVEAL):
        return set()
    return set(seen_by(actor, rows, Permission.REVEAL).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which revelations are meant: ``who`` looked, at which ``record`` (parts of their names), at which
    ``field``, between two days in local time, both inclusive.
    """

    who: str = ""
    record: str = ""
    field: str = ""
    since: date | None = None
    until: date | None = None


def sees_others(actor: Actor) -> bool:
    """Does the actor see what was shown to others, be it of one place?"""
    return actor.may(Permission.AUDIT) or actor.may(Permission.ADMINISTER)


def may_list(actor: Actor) -> bool:
    """Has the actor anything to do with revelations: those of others, or their own?"""
    return actor.user_id is not None and (sees_others(actor) or actor.may(Permission.REVEAL))


def revelations(actor: Actor, asked: Asked | None = None) -> QuerySet[Revelation]:
    """What was shown in clear, the latest first: to auditors and administrators what was shown of the records
    that the role reaches, to everybody else what they saw themselves.
    """
    asked = asked or Asked()
    found = Revelation.objects.seen_by(actor) | Revelation.objects.seen_by(actor, Permission.ADMINISTER)
    if asked.who:
        found = found.filter(actor_name__icontains=asked.who)
    if asked.record:
        found = found.filter(record_name__icontains=asked.record)
    if asked.field:
        found = found.filter(field=asked.field)
    if asked.since:
        found = found.filter(at__gte=_midnight(asked.since))
    if asked.until:
        found = found.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    return found.order_by("-at", "-pk")


def revelations_of(actor: Actor, record: models.Model) -> QuerySet[Revelation]:
    """The same of one record."""
    return revelations(actor).filter(kind=kind_of(type(record)), record_id=record.pk)


def fields() -> dict[str, Any]:
    """The personal fields of all kinds, by name, with what people call each (lazy)."""
    return {
        field.name: field.verbose_name
        for model in kinds().values()
        for field in model._meta.fields
        if revealable_field(field)
    }


def still_seen(actor: Actor, rows: Sequence[Revelation]) -> dict[tuple[str, int], models.Model]:
    """The records of these revelations that the actor sees today, by (kind, key). One query for each kind."""
    known, wanted = kinds(), defaultdict[str, set[int]](set)
    for each in rows:
        wanted[each.kind].add(each.record_id)
    return {
        (kind, record.pk): record
        for kind, keys in wanted.items()
        if kind in known
        for record in seen_by(actor, known[kind]._base_manager.filter(pk__in=keys))
    }


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
