"""How files are put into the store: what is new is inserted, what differs changed, the rest left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, in rows."""

    created: int
    changed: int
    unchanged: int


def store(model: type[M], key: str, rows: Sequence[M], *, but: Sequence[str] = ()) -> Loaded:
    """Insert what is new and update what differs in any column; what people alone set stays (``but``).

    Every row has its primary key afterwards.
    """
    fields = model._meta.concrete_fields
    columns = [field.attname for field in fields if not field.primary_key and field.attname not in but]
    stored = {getattr(row, key): row for row in model._default_manager.all()}
    created: list[M] = []
    changed: list[M] = []
    for row in rows:
        old = stored.get(getattr(row, key))
        if old is None:
            created.append(row)
            continue
        row.pk = old.pk
        if any(getattr(old, column) != getattr(row, column) for column in columns):
            changed.append(row)
    model._default_manager.bulk_create(created)
    if changed:
        model._default_manager.bulk_update(changed, columns)
    return Loaded(len(created), len(changed), len(rows) - len(created) - len(changed))


def reasons(error: ValidationError) -> str:
    """What a model says of values that it cannot take, field by field."""
    return ";".join(f"{field} {' '.join(messages)}" for field, messages in error.message_dict.items())
