"""Add and change many records at once."""

from __future__ import annotations

from typing import Any

import polars as pl
from django.db import connection, models
from django.db.models import NOT_PROVIDED, AutoField
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from xieshou.domain.personal import BlindIndexField
from xieshou.domain.workflow.storing.columns import (
    FrameError,
    MissingColumnsError,
    UnknownColumnsError,
    as_text,
    dtype_of,
    fields_of,
    fitted,
)
from xieshou.domain.workflow.storing.sending import new_ids, send_changed, send_new


class NotAKeyError(FrameError):
    """The field does not tell records apart for good, so it cannot say which one is meant."""


class KeyMismatchError(FrameError):
    """Keys stand twice in the frame, are empty, or are of no record. Roll the transaction back."""


def insert_frame(model: type[models.Model], frame: pl.DataFrame) -> pl.DataFrame:
    """Add the rows of a frame as records, inside the caller's transaction; the records as they are stored.

    Columns that it lacks get the field's default, ``auto_now`` the moment of the call, the primary key a new
    number. What comes back has every column, keys among them, in the order of the frame: whoever keeps
    history stores the same once more. ``save()``, signals, validators and ``choices`` are passed by.

    Raises:
        FrameError: where a column or a value does not fit; nothing was stored.
        MaskedTextError: where a personal column holds a mask.
        IntegrityError: where a constraint is violated; roll the transaction back.
        TransactionManagementError: outside a transaction.
    """
    _require_transaction()
    whole = _with_the_rest(model, fitted(model, frame), frame.height)
    if whole.height:
        send_new(model, whole)
    return whole


def update_frame(model: type[models.Model], frame: pl.DataFrame, *, key: str = "pk") -> int:
    """Change the records of ``key`` to what the other columns say, inside the caller's transaction; how many.

    ``key`` is the ``attname`` of the primary key or of a unique field. Every row changes one record.
    ``auto_now`` becomes the moment of the call.

    Raises:
        NotAKeyError: when ``key`` is no unique field.
        KeyMismatchError: when keys are empty, repeated, or of no record.
        FrameError, MaskedTextError, IntegrityError, TransactionManagementError: as ``insert_frame``.
    """
    _require_transaction()
    fields = fields_of(model)
    name = model._meta.pk.attname if key == "pk" else key
    if name not in fields or not fields[name].unique:
        raise NotAKeyError(f"{model._meta.label}.{name}")
    if name not in frame.columns:
        raise UnknownColumnsError(f"{model._meta.label}: the frame has no {name}")
    whole = fitted(model, frame)
    if whole[name].null_count() or whole[name].n_unique() != whole.height:
        raise KeyMismatchError(f"{model._meta.label}.{name}: empty or repeated")
    now = {
        each: field
        for each, field in fields.items()
        if getattr(field, "auto_now", False) and each not in whole.columns
    }
    whole = whole.with_columns(_moment(field).alias(each) for each, field in now.items())
    if not whole.height or whole.width == 1:
        return 0
    found = send_changed(model, whole, name)
    if found != whole.height:
        raise KeyMismatchError(f"{model._meta.label}.{name}: {whole.height - found} of no record")
    return found


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise TransactionManagementError("frames are stored inside transaction.atomic()")


def _with_the_rest(model: type[models.Model], frame: pl.DataFrame, height: int) -> pl.DataFrame:
    """The frame with every column that a new record has, in the order of the fields."""
    columns: list[pl.Series] = []
    missing = []
    for name, field in fields_of(model).items():
        if name in frame.columns:
            columns.append(frame[name])
        elif isinstance(field, AutoField) or getattr(field, "db_returning", False):
            columns.append(new_ids(model, height))
        elif field.generated or field.db_default is not NOT_PROVIDED:
            continue
        elif getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            columns.append(pl.select(pl.repeat(_moment(field), height).alias(name))[name])
        else:
            if not (field.has_default() or field.null or field.blank):
                missing.append(name)
            columns.append(pl.Series(name, _defaults(field, height), dtype=dtype_of(field)))
    if missing:
        raise MissingColumnsError(f"{model._meta.label}: {', '.join(missing)}")
    return pl.DataFrame(columns)


def _defaults(field: Any, height: int) -> list[Any]:
    """The field's default for each row: asked for each, where it is made anew every time."""
    if isinstance(field, BlindIndexField):
        return [None] * height
    told = as_text(field)
    anew = field.has_default() and callable(field.default)
    values = [field.get_default() for _ in range(height if anew else min(height, 1))]
    plain = [told(value) if told and value is not None else value for value in values]
    return plain if anew else plain * height


def _moment(field: Any) -> pl.Expr:
    if field.get_internal_type() == "DateField":
        return pl.lit(timezone.localdate(), dtype=pl.Date)
    return pl.lit(timezone.now(), dtype=pl.Datetime("us", "UTC"))
