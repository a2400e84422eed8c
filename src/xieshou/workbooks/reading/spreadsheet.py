"""New workbooks (.xlsx): cells by fastexcel as columns of texts, their places and oddities out of the XML."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import fastexcel
import polars as pl

from xieshou.workbooks.guarding import USUAL, Limits
from xieshou.workbooks.reading.book import Book, HeadRow, SheetPart, head_rows, read_book
from xieshou.workbooks.reading.cost import fits_at_once
from xieshou.workbooks.reading.grid import Grid, Odd, Sheet
from xieshou.workbooks.reading.odd import SheetXml
from xieshou.workbooks.reading.streaming import Placed, placed, stacked, streamed
from xieshou.workbooks.refusing import DamagedError

_HEAD = 60


def spreadsheet_sheets(path: Path, limits: Limits = USUAL) -> list[Sheet]:
    """The visible sheets. One that would take too much memory at once is read in pieces: slower, the same.

    Raises:
        DamagedError: when it cannot be read.
    """
    book = read_book(path)
    return [
        Sheet(sheet.name, partial(_grid, path, book, sheet, limits)) for sheet in book.sheets if sheet.visible
    ]


def texts_of_sheet(path: Path, sheet: str) -> list[list[str]]:
    """The texts of a small sheet, hidden or not; none when there is no such sheet.

    Raises:
        DamagedError: when it cannot be read.
    """
    if sheet not in {each.name for each in read_book(path).sheets}:
        return []
    return [[text or "" for text in row] for row in _load(sheet, "string", path).rows()]


def _load(sheet: str, kind: Literal["string", "float"], path: Path) -> pl.DataFrame:
    """The cells as they come: as texts, or as numbers, null where they are none."""
    try:
        return fastexcel.read_excel(path).load_sheet(sheet, header_row=None, dtypes=kind).to_polars()
    except fastexcel.FastExcelError as problem:
        raise DamagedError(what=_short(problem)) from None
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise DamagedError(what="XLSX") from None


def _grid(path: Path, book: Book, sheet: SheetPart, limits: Limits) -> Grid:
    heads = head_rows(path, sheet.part, _HEAD)
    if not all(head.addressed for head in heads):
        # Every cell that we name would be wrong.
        raise DamagedError(what="sheetData")
    found = None
    if fits_at_once(path, sheet.part, limits):
        found = _at_once(_load(sheet.name, "string", path), heads)
    if found is None:
        found = stacked(streamed(path, sheet.part, partial(_load, sheet.name, "string"), limits.piece))
    return Grid(
        found.frame,
        sheet.name,
        first_row=found.first_row,
        binary=True,
        from_1904=book.from_1904,
        odd=partial(_odd_cells, path, book, sheet.part),
        finer=partial(_finer, path, sheet, limits),
    )


def _finer(path: Path, sheet: SheetPart, limits: Limits, columns: Collection[int]) -> dict[int, pl.Series]:
    """The numbers of the columns: as texts, they are cut to nine decimals. There is less room by now."""
    if not columns:
        return {}
    names = [str(column) for column in columns]
    pieces = streamed(path, sheet.part, partial(_load, sheet.name, "float"), limits.piece)
    frame = stacked(each.only(names) for each in pieces).frame
    return {column: frame[str(column)] for column in columns}


def _at_once(frame: pl.DataFrame, heads: Sequence[HeadRow]) -> Placed | None:
    """The whole frame where it stands; None when its first rows do not tell where that is.

    The reader leaves empty rows above and columns to the left away. The first row that holds something is the
    frame's first. Of the columns, the one in which a row begins stands in both, so one row tells how many
    were left away; the others must agree.
    """
    if not frame.height or not frame.width:
        return Placed(1, pl.DataFrame())
    shifts = set()
    for head in heads:
        if head.number - heads[0].number >= frame.height:
            break
        row = frame.row(head.number - heads[0].number)
        held = [place for place, text in enumerate(row) if text is not None]
        if held and len(held) == len(head.columns):
            shifts.add(head.columns[0] - held[0])
    return placed(frame, heads[0].number, shifts.pop()) if len(shifts) == 1 else None


def _odd_cells(path: Path, book: Book, part: str, long_in: Collection[int]) -> Odd:
    return SheetXml(path, part).odd_cells(long_in, book.shapes, stale=book.stale)


def _short(problem: Exception) -> str:
    return str(problem).splitlines()[0][:80] if str(problem) else "XLSX"
