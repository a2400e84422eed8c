"""Reads: which records have something to reveal, and what was revealed."""

from __future__ import annotations

from datetime import datetime

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

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


def revelations(
    actor: Actor, *, since: datetime | None = None, until: datetime | None = None, user_id: int | None = None
) -> QuerySet[Revelation]:
    """What was shown in clear, the latest first: to an auditor what was shown of the records that the role
    reaches, to everybody else what they saw themselves.
    """
    found = Revelation.objects.seen_by(actor)
    if since is not None:
        found = found.filter(at__gte=since)
    if until is not None:
        found = found.filter(at__lt=until)
    return found.filter(user_id=user_id) if user_id is not None else found


def revelations_of(actor: Actor, record: models.Model) -> QuerySet[Revelation]:
    """The same of one record."""
    return revelations(actor).filter(kind=kind_of(type(record)), record_id=record.pk)
