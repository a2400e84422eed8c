"""Rows of a workbook held as columns, in canonical form, so that many are checked and compared at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from xieshou.workbooks.cells import cells_of
from xieshou.workbooks.declaring import Workbook

ROW = "#row"
"""The column of a table that says in which row of the file each of its rows stood, from 1."""
_BATCH = 50_000


@dataclass(frozen=True)
class Table:
    """``frame`` has ROW and one column for each field that the file has, in the order of the workbook."""

    workbook: Workbook
    frame: pl.DataFrame

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that the table has; others were not in the file and are left alone."""
        return tuple(field for field in self.workbook.fields if field in self.frame.columns)

    @property
    def height(self) -> int:
        """How many rows it has."""
        return self.frame.height

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each row as the number of its row in the file and its typed values."""
        return typed_rows(self.workbook, self.frame)


def typed_rows(workbook: Workbook, frame: pl.DataFrame) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a frame of canonical columns, each with its number and typed values."""
    fields = [field for field in workbook.fields if field in frame.columns]
    restore = [cells_of(workbook.column(field)).restore for field in fields]
    for number, *canonical in frame.select(ROW, *fields).iter_rows():
        yield (
            number,
            {
                field: None if held is None else make(held)
                for field, make, held in zip(fields, restore, canonical, strict=True)
            },
        )


def table_of(workbook: Workbook, rows: Iterable[Mapping[str, Any]]) -> Table:
    """A table out of typed rows, numbered from 1; a field that a row lacks is empty."""
    store = {column.field: cells_of(column).store for column in workbook}
    frames = [_empty(workbook)]
    held: dict[str, list[Any]] = {field: [] for field in workbook.fields}
    count = 0
    for count, row in enumerate(rows, 1):
        for field, keep in store.items():
            held[field].append(keep(row.get(field)))
        if count % _BATCH == 0:
            frames.append(_frame(workbook, held))
            held = {field: [] for field in workbook.fields}
    frames.append(_frame(workbook, held))
    whole = pl.concat(frames).with_columns(pl.int_range(1, count + 1, dtype=pl.Int64, eager=True).alias(ROW))
    return Table(workbook, whole.select(ROW, *workbook.fields))


def _frame(workbook: Workbook, held: dict[str, list[Any]]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            pl.Series(field, values, dtype=cells_of(workbook.column(field)).dtype)
            for field, values in held.items()
        ]
    )


def _empty(workbook: Workbook) -> pl.DataFrame:
    return _frame(workbook, {field: [] for field in workbook.fields})
