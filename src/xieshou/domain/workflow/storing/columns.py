"""Columns of a frame held against the fields of a model, the same on every database."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import polars as pl
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from xieshou.domain.personal import BlindIndexField, PersonalField
from xieshou.domain.personal.bulk import seal_column

_TEXTS = frozenset(
    {"CharField", "TextField", "SlugField", "URLField", "EmailField", "JSONField", "UUIDField"}
)
_WHOLE = frozenset(
    {"AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField",
     "PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"}
)  # fmt: skip
_OTHERS: dict[str, pl.DataType] = {
    "BooleanField": pl.Boolean(),
    "FloatField": pl.Float64(),
    "DateField": pl.Date(),
    "DateTimeField": pl.Datetime("us", "UTC"),
    "BinaryField": pl.Binary(),
}
_FIRST = 5
_SEALED_AT_ONCE = 20_000


class FrameError(ValueError):
    """A frame does not fit its model; nothing of it was stored."""


class UnknownColumnsError(FrameError):
    """Columns that the model does not have, or that are made from others."""


class MissingColumnsError(FrameError):
    """Columns that a new record must have, and for which the model has no default."""


class WrongTypeError(FrameError):
    """A column whose type is not that of its field, or whose field is of a kind that is not stored so."""


class BadValuesError(FrameError):
    """Values that the field cannot hold: ``column``, ``reason`` and the first of the rows, from 0.

    The values themselves are not told: they may be personal.
    """

    def __init__(self, column: str, reason: str, rows: list[int]) -> None:
        super().__init__(f"{column}: {reason} in row {', '.join(map(str, rows))}")
        self.column, self.reason, self.rows = column, reason, rows


def fields_of(model: type[models.Model]) -> dict[str, Any]:
    """The fields that have a column, by ``attname``."""
    return {field.attname: field for field in model._meta.concrete_fields}


def fitted(model: type[models.Model], frame: pl.DataFrame) -> pl.DataFrame:
    """The frame in the types of the model's fields, personal columns sealed and their indexes beside them.

    Texts are ``String`` (JSON as its text), whole numbers ``Int64``, days ``Date``, moments ``Datetime`` in
    UTC, amounts ``Decimal``. A personal column is given in clear text.

    Raises:
        FrameError: where a column or a value does not fit.
        MaskedTextError: where a personal column holds a mask.
    """
    fields = fields_of(model)
    wrong = [
        name
        for name in frame.columns
        if name not in fields or fields[name].generated or isinstance(fields[name], BlindIndexField)
    ]
    if wrong:
        raise UnknownColumnsError(f"{model._meta.label}: {', '.join(wrong)}")
    columns = []
    for series in frame:
        field = fields[series.name]
        if isinstance(field, PersonalField):
            columns += _sealed(model, field, series)
        else:
            columns.append(_fitted(field, series))
    return pl.DataFrame(columns)


def dtype_of(field: Any) -> pl.DataType:
    """How a frame holds that field.

    Raises:
        WrongTypeError: when it holds none of its kind.
    """
    kind = _kind(field)
    if kind in _TEXTS:
        return pl.String()
    if kind in _WHOLE:
        return pl.Int64()
    if kind == "DecimalField":
        return pl.Decimal(38, field.decimal_places)
    if kind not in _OTHERS:
        raise WrongTypeError(f"{field.attname}: a {kind} is not stored by frames")
    return _OTHERS[kind]


def as_text(field: Any) -> Callable[[Any], str] | None:
    """How a value of Python's becomes the text that a frame holds; None where it is held as it is."""
    kind = _kind(field)
    if kind == "JSONField":
        return partial(json.dumps, cls=field.encoder, ensure_ascii=False)
    return str if kind == "UUIDField" or isinstance(field, PersonalField) else None


def _kind(field: Any) -> str:
    return str((field.target_field if field.is_relation else field).get_internal_type())


def _fitted(field: Any, series: pl.Series) -> pl.Series:
    dtype = dtype_of(field)
    if not _may_become(series.dtype, dtype):
        raise WrongTypeError(f"{series.name}: {series.dtype} is not {dtype}")
    if isinstance(series.dtype, pl.Datetime):
        held = series.dt.convert_time_zone("UTC").dt.cast_time_unit("us")
    else:
        held = series.cast(dtype, strict=False)
    if not field.null:
        _refuse(series, held.is_null() & series.is_null(), "is empty")
    _refuse(series, held.is_null() & series.is_not_null(), "does not fit")
    if isinstance(dtype, pl.Decimal):
        _refuse(series, held != series, "has more decimals than are kept")
        _refuse(series, held.abs() >= 10 ** (field.max_digits - field.decimal_places), "is too large")
    elif dtype == pl.Int64:
        least, most = BaseDatabaseOperations.integer_field_ranges[_kind(field)]
        _refuse(series, held < least, "is too small")
        _refuse(series, held > most, "is too large")
    elif dtype == pl.String:
        _refuse(series, held.str.contains("\0", literal=True), "holds a NUL character")
        longest = (field.target_field if field.is_relation else field).max_length
        if longest and _kind(field) != "UUIDField":  # whose length is without hyphens
            _refuse(series, held.str.len_chars() > longest, "is too long")
    return held


def _may_become(given: pl.DataType, wanted: pl.DataType) -> bool:
    """No text becomes a number, no fraction a whole, and a moment without its zone is none."""
    if given == pl.Null or given == wanted:
        return True
    if isinstance(wanted, pl.Decimal):
        return given.is_integer() or given.is_decimal()
    if wanted == pl.Int64:
        return given.is_integer()
    if wanted == pl.Float64:
        return given.is_float() or given.is_integer()
    if isinstance(wanted, pl.Datetime):
        return isinstance(given, pl.Datetime) and given.time_zone is not None
    return wanted == pl.String and given in (pl.Categorical, pl.Enum)


def _refuse(series: pl.Series, bad: pl.Series, reason: str) -> None:
    """Let a column through of which no value is bad.

    Raises:
        BadValuesError: naming the first of them.
    """
    if bad.any():
        raise BadValuesError(
            series.name, reason, bad.fill_null(value=False).arg_true().head(_FIRST).to_list()
        )


def _sealed(model: type[models.Model], field: PersonalField, series: pl.Series) -> list[pl.Series]:
    """The tokens of a personal column, and the index of each beside it, as an instance would have them."""
    if series.dtype not in (pl.String, pl.Null):
        raise WrongTypeError(f"{series.name}: {series.dtype} is not String")
    indexes = [
        each
        for each in model._meta.concrete_fields
        if isinstance(each, BlindIndexField) and each.of == field.name
    ]
    made = [
        pl.Series(name, [], dtype=pl.String) for name in (series.name, *(each.attname for each in indexes))
    ]
    for start in range(0, series.len(), _SEALED_AT_ONCE):
        part = series.slice(start, _SEALED_AT_ONCE)
        for whole, sealed in zip(made, _sealed_part(field, indexes, part), strict=True):
            whole.append(sealed)
    return made


def _sealed_part(field: PersonalField, indexes: list[BlindIndexField], series: pl.Series) -> list[pl.Series]:
    sealed = seal_column(series, field.column_bound, indexed=bool(indexes))
    columns: dict[str, list[str] | list[str | None]] = {series.name: sealed.tokens}
    columns |= {each.attname: sealed.indexes for each in indexes}
    return [pl.Series(name, values, dtype=pl.String) for name, values in columns.items()]
