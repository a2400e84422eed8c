"""Two people with one record: the version that a form was filled in from, and who changed what since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Model


@dataclass(frozen=True, slots=True)
class Since:
    """Who last changed a record after a version of it, when, and the names of all fields that differ now."""

    who: str
    at: datetime
    fields: tuple[str, ...]


class StaleRecordError(ValueError):
    """The record changed since it was looked at; nothing was stored. ``since`` says who changed what."""

    def __init__(self, since: Since) -> None:
        super().__init__(f"{since.who}: {', '.join(since.fields)}")
        self.since = since


def versions(model: type[Model], keys: Collection[Any]) -> dict[Any, int]:
    """The last row of history of each record; 0 for what was never written since history began. One query."""
    rows = model.history.filter(id__in=keys).order_by()  # type: ignore[attr-defined]
    found = dict(rows.values_list("id").annotate(Max("history_id")))
    return {key: found.get(key, 0) for key in keys}


def version_of(record: Model) -> int:
    """The version of one record, for the form that it fills."""
    return versions(type(record), [record.pk])[record.pk]


def require_version(record: Model, seen: int) -> None:
    """Let through who looked at the record as it is now. Call it with the record locked.

    Raises:
        StaleRecordError: for who looked at an earlier version.
    """
    if version_of(record) == seen:
        return
    history = type(record).history  # type: ignore[attr-defined]
    last = history.filter(id=record.pk).order_by("-history_id").first()
    before = history.filter(id=record.pk, history_id=seen).first()
    differing = tuple(
        name
        for name, attname in ((field.name, field.attname) for field in last.tracked_fields)
        if before is None or getattr(before, attname) != getattr(last, attname)
    )
    raise StaleRecordError(Since(last.actor_name, last.history_date, differing))
