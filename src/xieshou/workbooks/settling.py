"""What an area took cells for that can be written in several ways: told like all that was understood."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from xieshou.kernel.language import Language
from xieshou.workbooks.cells import NoteCode, cells_of
from xieshou.workbooks.declaring import Column, Kind
from xieshou.workbooks.reading.reports import Note
from xieshou.workbooks.tables import ROW, Table

_SETTLED = "#settled"


def settled_notes(read: Table, settled: Table) -> tuple[Note, ...]:
    """A note for each column in which ``settle`` made something else of filled cells.

    Empty cells that became the usual, or were emptied, are no news: the template says so.
    """
    return tuple(_notes(read, settled)) if settled is not read else ()


def _notes(read: Table, settled: Table) -> Iterator[Note]:
    for field in read.fields:
        now = settled.frame.select(ROW, pl.col(field).alias(_SETTLED))
        both = read.frame.select(ROW, field).join(now, on=ROW, how="inner", maintain_order="left")
        other = both.filter(pl.col(field).ne(pl.col(_SETTLED)))
        if other.height:
            yield _note(read.workbook.column(field), other)


def _note(column: Column, other: pl.DataFrame) -> Note:
    row, was, now = other.row(0)
    code = NoteCode.FINER_ON_RECORD if column.kind is Kind.DATE else NoteCode.AS_KEPT
    if column.is_personal:
        return Note(column.field, code, other.height, row, "", "")
    text, taken_as = (str(cells_of(column).shown(value, Language.CHINESE))[:60] for value in (was, now))
    return Note(column.field, code, other.height, row, text, taken_as)
