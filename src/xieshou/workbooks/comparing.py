"""The dry run: what a file would change. Nothing here writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from xieshou.workbooks.cells import cells_of
from xieshou.workbooks.declaring import Workbook
from xieshou.workbooks.fingerprinting import fingerprint_of
from xieshou.workbooks.tables import ROW, Table, typed_rows

OLD = "#old."
"""What stands before the name of a field where a frame of changes has its value on record."""


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row whose key is on no record; ``values`` are typed, of the fields that the file has."""

    row: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record that would become another."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row whose record differs; ``values`` are the whole new row, ``changes`` what differs."""

    row: int
    values: dict[str, Any]
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Changes:
    """What a file would do: rows that are new, changed, unchanged, and left out because a cell is wrong.

    Fields that the file does not have are left as they are; an empty cell in a column that it has empties the
    field. Records that the file does not name stay: an import never deletes.
    """

    workbook: Workbook
    fields: tuple[str, ...]
    new_frame: pl.DataFrame
    changed_frame: pl.DataFrame
    unchanged: int
    wrong: int

    @property
    def new(self) -> int:
        """How many rows are new."""
        return self.new_frame.height

    @property
    def changed(self) -> int:
        """How many rows would change their record."""
        return self.changed_frame.height

    @property
    def is_empty(self) -> bool:
        """Would nothing change?"""
        return not (self.new or self.changed)

    @property
    def counts(self) -> dict[str, int]:
        """The four counts, by the names that scripts read."""
        return {"new": self.new, "changed": self.changed, "unchanged": self.unchanged, "wrong": self.wrong}

    def new_rows(self) -> Iterator[NewRow]:
        """The new rows, in the order of the file."""
        for row, values in typed_rows(self.workbook, self.new_frame):
            yield NewRow(row, values)

    def changed_rows(self) -> Iterator[ChangedRow]:
        """The changed rows, in the order of the file."""
        kinds = {field: cells_of(self.workbook.column(field)) for field in self.fields}
        olds = self.changed_frame.select(pl.col(f"{OLD}{field}").alias(field) for field in self.fields)
        news = self.changed_frame.select(*self.fields)
        rows = typed_rows(self.workbook, self.changed_frame)
        for (row, values), old, new in zip(rows, olds.iter_rows(), news.iter_rows(), strict=True):
            yield ChangedRow(
                row,
                values,
                tuple(
                    FieldChange(field, None if was is None else kinds[field].restore(was), values[field])
                    for field, was, now in zip(self.fields, old, new, strict=True)
                    if was != now
                ),
            )

    @property
    def fingerprint(self) -> str:
        """The same for the same changes: compare again where they are applied, and refuse if it differs.

        So nobody's rows are lost when two import at once: what one agreed to in a dry run is no longer what
        would happen once the other's rows are on record.
        """
        return fingerprint_of(
            (self.workbook.name, self.fields), (self.new_frame.drop(ROW), self.changed_frame.drop(ROW))
        )


def compare(table: Table, current: Table, wrong_rows: Collection[int] = ()) -> Changes:
    """What the rows of ``table`` would change in ``current``; those in ``wrong_rows`` are left out.

    Rows are matched by the natural key, in which two empty fields are the same.
    """
    fields = table.fields
    key = [field for field in table.workbook.key if field in fields]
    right = table.frame.filter(~pl.col(ROW).is_in(list(wrong_rows)))
    known = current.frame.select(pl.col(field).alias(f"{OLD}{field}") for field in fields)
    on: dict[str, Any] = {
        "left_on": key,
        "right_on": [f"{OLD}{field}" for field in key],
        "nulls_equal": True,
        "maintain_order": "left",
    }
    # Apart, so that a file of new rows is not laid beside as many empty columns.
    new = right.join(known, how="anti", **on)
    both = right.join(known, how="inner", coalesce=False, **on)
    rest = [field for field in fields if field not in key]
    differs = pl.any_horizontal(pl.col(field).ne_missing(pl.col(f"{OLD}{field}")) for field in rest)
    changed = both.filter(differs if rest else pl.lit(value=False))
    return Changes(
        workbook=table.workbook,
        fields=fields,
        new_frame=new.select(ROW, *fields),
        changed_frame=changed.select(ROW, *fields, *(f"{OLD}{field}" for field in fields)),
        unchanged=both.height - changed.height,
        wrong=table.height - right.height,
    )
