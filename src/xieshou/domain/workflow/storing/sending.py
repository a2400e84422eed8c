"""Frames into tables, in the quickest way that each database has."""

from __future__ import annotations

import secrets
from typing import Any

import polars as pl
from django.db import connection, models

from xieshou.domain.workflow.storing.columns import fields_of

# Django keeps every row that it hands on until executemany ends: of a million, more than two gigabytes.
_SLICE = 10_000


def send_new(model: type[models.Model], frame: pl.DataFrame) -> None:
    """Add the rows of a fitted frame."""
    table, columns = _quoted(model._meta.db_table), _columns(model, frame)
    cursor: Any
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, f"{table} ({', '.join(columns)})", frame)
            return
        marks = ", ".join(["%s"] * frame.width)
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        for part in frame.iter_slices(_SLICE):
            cursor.executemany(statement, _for_sqlite(model, part).iter_rows())


def send_changed(model: type[models.Model], frame: pl.DataFrame, key: str) -> int:
    """Change the records of the key to what a fitted frame has; how many were found."""
    table, keyed = _quoted(model._meta.db_table), _quoted(fields_of(model)[key].column)
    values = frame.drop(key)
    cursor: Any
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            aside = _quoted(f"xieshou_aside_{secrets.token_hex(4)}")
            columns = _columns(model, frame)
            cursor.execute(
                f"CREATE TEMPORARY TABLE {aside} ON COMMIT DROP AS "  # noqa: S608
                f"SELECT {', '.join(columns)} FROM {table} WITH NO DATA"
            )
            _copy(cursor, f"{aside} ({', '.join(columns)})", frame)
            cursor.execute(f"ANALYZE {aside}")
            set_to = ", ".join(f"{each} = aside.{each}" for each in _columns(model, values))
            cursor.execute(
                f"UPDATE {table} SET {set_to} FROM {aside} aside "  # noqa: S608
                f"WHERE {table}.{keyed} = aside.{keyed}"
            )
            found = cursor.rowcount
            cursor.execute(f"DROP TABLE {aside}")
            return int(found)
        set_to = ", ".join(f"{each} = %s" for each in _columns(model, values))
        statement = f"UPDATE {table} SET {set_to} WHERE {keyed} = %s"  # noqa: S608
        found = 0
        for part in frame.select(*values.columns, key).iter_slices(_SLICE):
            cursor.executemany(statement, _for_sqlite(model, part).iter_rows())
            found += int(cursor.rowcount)
        return found


def new_ids(model: type[models.Model], count: int) -> pl.Series:
    """Primary keys for so many new records, which nobody else gets.

    On SQLite the caller's transaction is the only one that writes.
    """
    field: Any = model._meta.pk
    table, name = model._meta.db_table, field.attname
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            numbers = pl.Series(name, [], dtype=pl.Int64)
            for start in range(0, count, _SLICE):
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                    [_quoted(table), field.column, min(_SLICE, count - start)],
                )
                numbers.append(pl.Series(name, [each for (each,) in cursor.fetchall()], dtype=pl.Int64))
            return numbers
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone() or (0,)
    return pl.int_range(last + 1, last + 1 + count, dtype=pl.Int64, eager=True).alias(name)


def _copy(cursor: Any, target: str, frame: pl.DataFrame) -> None:
    """COPY as CSV, in which an empty text is quoted and nothing is not."""
    # What is sent fails outside the cursor's own methods, which alone turn errors into Django's.
    with connection.wrap_database_errors, cursor.copy(f"COPY {target} FROM STDIN WITH (FORMAT csv)") as copy:
        for part in frame.iter_slices(_SLICE):
            text = _for_postgresql(part).write_csv(
                include_header=False, quote_style="non_numeric", datetime_format="%Y-%m-%d %H:%M:%S%.6f+00"
            )
            copy.write(text)


def _for_postgresql(frame: pl.DataFrame) -> pl.DataFrame:
    binary = [name for name, dtype in frame.schema.items() if dtype == pl.Binary]
    return frame.with_columns((pl.lit("\\x") + pl.col(name).bin.encode("hex")).alias(name) for name in binary)


def _for_sqlite(model: type[models.Model], frame: pl.DataFrame) -> pl.DataFrame:
    """What SQLite keeps for each type, as Django does: texts for days, moments and amounts."""
    fields = fields_of(model)
    columns = []
    for name, dtype in frame.schema.items():
        held = pl.col(name)
        if isinstance(dtype, pl.Datetime):
            plain, full = (held.dt.strftime(f"%Y-%m-%d %H:%M:%S{rest}") for rest in ("", "%.6f"))
            columns.append(pl.when(held.dt.microsecond() == 0).then(plain).otherwise(full).alias(name))
        elif isinstance(dtype, pl.Date | pl.Decimal):
            columns.append(held.cast(pl.String))
        elif fields[name].get_internal_type() == "UUIDField":
            columns.append(held.str.replace_all("-", "", literal=True))
        else:
            columns.append(held)
    return frame.select(columns)


def _columns(model: type[models.Model], frame: pl.DataFrame) -> list[str]:
    fields = fields_of(model)
    return [_quoted(fields[name].column) for name in frame.columns]


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
