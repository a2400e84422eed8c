"""Rows of a workbook held as columns, in canonical form, so that many are checked and compared at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import polars as pl

from xieshou.workbooks.cells import cells_of
from xieshou.workbooks.declaring import Column, Kind, Workbook

ROW = "#row"
"""The column of a table that says in which row of the file each of its rows stood, from 1."""
_BATCH = 20_000
_REPEATING = frozenset(
    {Kind.TEXT, Kind.DECIMAL, Kind.MONEY, Kind.DATE, Kind.PERIOD, Kind.DIVISION, Kind.CREDIT_CODE,
     Kind.DOCUMENT_NUMBER}
)  # fmt: skip


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


def frames_of(workbook: Workbook, rows: Iterable[Mapping[str, Any]]) -> Iterator[pl.DataFrame]:
    """Typed rows as frames of canonical columns, batch by batch; a field that a row lacks is empty."""
    left = iter(rows)
    while some := list(islice(left, _BATCH)):
        yield _frame(
            workbook,
            {column.field: _kept(column, [row.get(column.field) for row in some]) for column in workbook},
        )


def _kept(column: Column, values: list[Any]) -> list[Any]:
    """The canonical forms of values; of such as repeat, each is made once."""
    store = cells_of(column).store
    if column.kind not in _REPEATING:
        return [store(value) for value in values]
    known: dict[Any, Any] = {}
    for value in values:
        if value not in known:
            known[value] = store(value)
    return [known[value] for value in values]


def table_of(workbook: Workbook, rows: Iterable[Mapping[str, Any]]) -> Table:
    """A table out of typed rows, numbered from 1; a field that a row lacks is empty."""
    return table_of_frames(workbook, frames_of(workbook, rows))


def table_of_frames(workbook: Workbook, frames: Iterable[pl.DataFrame]) -> Table:
    """A table out of frames of canonical columns, one for each field of the workbook; numbered from 1.

    Raises:
        polars.exceptions.PolarsError: when a frame lacks a column, or has it in another type.
    """
    empty = _frame(workbook, {field: [] for field in workbook.fields})
    whole = pl.concat([empty, *(frame.select(workbook.fields) for frame in frames)], rechunk=False)
    return Table(workbook, whole.with_row_index(ROW, 1).cast({ROW: pl.Int64}))


def _frame(workbook: Workbook, held: dict[str, list[Any]]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            pl.Series(field, values, dtype=cells_of(workbook.column(field)).dtype)
            for field, values in held.items()
        ]
    )
