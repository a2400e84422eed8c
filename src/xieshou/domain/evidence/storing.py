"""How files are put into the store: what is new is inserted, what differs changed, the rest left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, in rows. ``left`` are those that people changed, which it leaves as they are."""

    created: int
    changed: int
    unchanged: int
    left: int = 0


def store(
    model: type[M],
    key: str,
    rows: Sequence[M],
    *,
    but: Sequence[str] = (),
    edited_at: datetime | None = None,
) -> Loaded:
    """Insert what is new and update what differs in any column; what people alone set stays (``but``).

    ``edited_at`` is given when the rows are a person's: they are marked so. Without it a record that bears
    such a mark is left as it is. Every row has its primary key afterwards.
    """
    passed = {*but, "edited_at"}
    fields = model._meta.concrete_fields
    columns = [field.attname for field in fields if not field.primary_key and field.attname not in passed]
    stored = {getattr(row, key): row for row in model._default_manager.all()}
    created: list[M] = []
    changed: list[M] = []
    left = 0
    for row in rows:
        if edited_at is not None:
            setattr(row, "edited_at", edited_at)  # noqa: B010  (not every model that is stored has it)
        old = stored.get(getattr(row, key))
        if old is None:
            created.append(row)
            continue
        row.pk = old.pk
        if edited_at is None and getattr(old, "edited_at", None) is not None:
            left += 1
        elif any(getattr(old, column) != getattr(row, column) for column in columns):
            changed.append(row)
    model._default_manager.bulk_create(created)
    if changed:
        marked = columns if edited_at is None else [*columns, "edited_at"]
        model._default_manager.bulk_update(changed, marked)
    return Loaded(len(created), len(changed), len(rows) - len(created) - len(changed) - left, left)


def reasons(error: ValidationError) -> str:
    """What a model says of values that it cannot take, field by field."""
    return ";".join(f"{field} {' '.join(messages)}" for field, messages in error.message_dict.items())
