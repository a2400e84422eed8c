"""A register of the national household export in a table that is made on the spot: for benchmarks only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl
from django.apps.registry import Apps
from django.db import connection, models

from xieshou.domain.households.national_layout import CAUSES, HEALTH, HOUSEHOLDS, LAYOUT, MONITORED, SKILLS
from xieshou.domain.workflow.storing import insert_frame, read_frames, update_frame
from xieshou.kernel.actor import Actor
from xieshou.workbooks.cells import cells_of
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import Column
from xieshou.workbooks.registering import Register, rows_by
from xieshou.workbooks.tables import ROW


def _field(column: Column) -> models.Field[Any, Any]:
    dtype = cells_of(column).dtype
    if dtype == pl.Int64:
        return models.BigIntegerField(null=True)
    if dtype == pl.Boolean:
        return models.BooleanField(null=True)
    if column.field == "person":
        return models.CharField(max_length=column.longest or 60, unique=True)
    return models.CharField(max_length=column.longest or 60, null=True)


class _Meta:
    apps = Apps()
    app_label = "bench"
    db_table = "bench_people"


People: type[models.Model] = type(
    "People",
    (models.Model,),
    {"__module__": __name__, "Meta": _Meta} | {column.field: _field(column) for column in LAYOUT},
)
"""A column for each of the layout, in canonical form; without encryption and history, which issue 6 adds."""


def make_table() -> None:
    """An empty table."""
    with connection.schema_editor() as editor:
        editor.create_model(People)


def frames(actor: Actor, filters: Mapping[str, str]) -> Iterable[pl.DataFrame]:
    """All people."""
    return read_frames(People._default_manager.order_by("pk"), *LAYOUT.fields)


def apply(actor: Actor, changes: Changes) -> None:
    """Add the new, change the changed."""
    insert_frame(People, changes.new_frame.drop(ROW))
    update_frame(People, changes.changed_frame.select(changes.fields), key="person")


REGISTER = Register(LAYOUT, rows=rows_by(LAYOUT, frames), apply=apply, frames=frames)
BATCH = 50_000


def people(count: int, *, changed: bool = False) -> Iterator[pl.DataFrame]:
    """Made-up people of made-up places; ``changed`` gives every tenth another income."""
    for start in range(0, count, BATCH):
        number = pl.int_range(start, min(start + BATCH, count), eager=True)
        yield number.to_frame("n").select(_value(column, changed=changed) for column in LAYOUT)


def _of(values: list[str]) -> pl.Expr:
    words = pl.Series(values)
    return pl.lit(words).gather(pl.col("n") * 7 % len(values))


def _numbered(prefix: str, number: pl.Expr) -> pl.Expr:
    return pl.concat_str(pl.lit(prefix), number.cast(pl.String).str.zfill(7))


def _value(column: Column, *, changed: bool) -> pl.Expr:
    n = pl.col("n")
    codes = {"health": HEALTH, "skill": SKILLS, "cause": CAUSES, "kind": HOUSEHOLDS, "monitored": MONITORED}
    match column.field:
        case "household":
            found = _numbered("示例户", n // 4)
        case "person":
            found = _numbered("示例人", n)
        case "name":
            found = _numbered("示例", n * 31 % 900_000)
        case "identity":
            found = pl.lit(None, dtype=pl.String)
        case "household_phone" | "person_phone":
            found = _numbered("1380", n * 13 % 9_999_999)
        case "members":
            found = n % 8 + 1
        case "months":
            found = _of(["0", "3", "6.5", "11"])
        case "income":
            found = 400_000 + n * 37 % 2_000_000 + pl.when(n % 10 == 0).then(int(changed)).otherwise(0)
        case "dated":
            found = pl.lit("2022-06-30")
        case "identified" | "person_identified" | "risk_found" | "risk_ended":
            found = _of(["2014-01-01", "2015-12-20", "2021-08-03", "2022-03-15"])
        case "relation" | "nationality" | "education" | "schooling":
            found = _of(["户主", "配偶", "之子", "之女", "其他"])
        case field if field in codes:
            found = _of([code.value for code in codes[field]])
        case "insured" | "unsafe_house" | "water" | "risk_gone":
            found = n % 3 == 0
        case _:
            found = _of([f"示例{column.title}{place}" for place in range(40)])
    return found.alias(column.field)
