"""The dry run: what a file would change. Nothing here writes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from xieshou.workbooks.cells import cells_of
from xieshou.workbooks.declaring import Workbook
from xieshou.workbooks.fingerprinting import fingerprint_of
from xieshou.workbooks.tables import ROW, Table, typed_rows

OLD = "#old."
"""What stands before the name of a field where a frame of changes has its value on record."""
_PLACE, _RECORD = "#place", "#record"


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
    return compare_with_parts(table, (current,), wrong_rows)


def compare_with_parts(table: Table, current: Iterable[Table], wrong_rows: Collection[int] = ()) -> Changes:
    """The same with records that come in parts, of which one is held at a time.

    Keys alone are joined, and columns compared one by one, so that a million rows are not laid beside a
    million records: only rows that change are.
    """
    fields = table.fields
    key = [field for field in table.workbook.key if field in fields]
    right = table.frame.select(ROW, *fields)
    if wrong_rows:
        right = right.filter(~pl.col(ROW).is_in(list(wrong_rows)))
    keys = right.select(key).with_row_index(_PLACE)
    is_new = np.ones(right.height, dtype=bool)
    changed = [_beside(right.clear(), right.clear(), fields).with_columns(keys[_PLACE].clear())]
    unchanged = 0
    for part in current:
        records = part.frame.select(fields)
        found = keys.join(
            records.select(key).with_row_index(_RECORD), on=key, nulls_equal=True, maintain_order="left"
        ).select(_PLACE, _RECORD)
        is_new[found[_PLACE].to_numpy()] = False
        other = found.filter(_differ(right, records, found, [field for field in fields if field not in key]))
        changed.append(
            _beside(right[other[_PLACE]], records[other[_RECORD]], fields).with_columns(other[_PLACE])
        )
        unchanged += found.height - other.height
    told = pl.concat(changed)
    if not told[_PLACE].is_sorted():
        told = told.sort(_PLACE, maintain_order=True)
    return Changes(
        workbook=table.workbook,
        fields=fields,
        new_frame=right if is_new.all() else right.filter(pl.Series(is_new)),
        changed_frame=told.drop(_PLACE),
        unchanged=unchanged,
        wrong=table.height - right.height,
    )


def _differ(right: pl.DataFrame, records: pl.DataFrame, found: pl.DataFrame, fields: list[str]) -> pl.Series:
    """Of each row that was found, whether one of the fields is another in its record."""
    differ = pl.repeat(value=False, n=found.height, dtype=pl.Boolean, eager=True)
    for field in fields:
        differ |= right[field].gather(found[_PLACE]).ne_missing(records[field].gather(found[_RECORD]))
    return differ


def _beside(right: pl.DataFrame, records: pl.DataFrame, fields: tuple[str, ...]) -> pl.DataFrame:
    return right.hstack(records.select(pl.col(field).alias(f"{OLD}{field}") for field in fields))
