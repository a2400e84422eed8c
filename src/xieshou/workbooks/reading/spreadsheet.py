"""New workbooks (.xlsx): cells by fastexcel as columns of texts, their places and oddities out of the XML."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

import fastexcel
import polars as pl

from xieshou.workbooks.reading.book import Book, SheetPart, head_rows, read_book
from xieshou.workbooks.reading.grid import Grid, Odd, Sheet
from xieshou.workbooks.reading.odd import SheetXml
from xieshou.workbooks.refusing import DamagedError

_HEAD = 60


def spreadsheet_sheets(path: Path) -> list[Sheet]:
    """The visible sheets.

    Raises:
        DamagedError: when it cannot be read.
    """
    book = read_book(path)
    reader = _opened(path)
    return [
        Sheet(sheet.name, partial(_grid, path, book, sheet, reader))
        for sheet in book.sheets
        if sheet.visible and sheet.name in reader.sheet_names
    ]


def texts_of_sheet(path: Path, sheet: str) -> list[list[str]]:
    """The texts of a sheet, hidden or not; none when there is no such sheet.

    Raises:
        DamagedError: when it cannot be read.
    """
    reader = _opened(path)
    if sheet not in reader.sheet_names:
        return []
    rows = _loaded(reader, sheet).rows()
    return [[text or "" for text in row] for row in rows]


def _opened(path: Path) -> fastexcel.ExcelReader:
    try:
        return fastexcel.read_excel(path)
    except fastexcel.FastExcelError as problem:
        raise DamagedError(what=_short(problem)) from None


def _loaded(reader: fastexcel.ExcelReader, sheet: str) -> pl.DataFrame:
    try:
        return reader.load_sheet(sheet, header_row=None, dtypes="string").to_polars()
    except fastexcel.FastExcelError as problem:
        raise DamagedError(what=_short(problem)) from None
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise DamagedError(what="XLSX") from None


def _grid(path: Path, book: Book, sheet: SheetPart, reader: fastexcel.ExcelReader) -> Grid:
    frame = _loaded(reader, sheet.name)
    if not frame.height or not frame.width:
        return Grid(pl.DataFrame(), sheet.name)
    first_row, first_column = _origin(path, sheet.part, frame)
    frame.columns = [str(first_column + place) for place in range(frame.width)]
    return Grid(
        frame,
        sheet.name,
        first_row=first_row,
        binary=True,
        from_1904=book.from_1904,
        odd=partial(_odd_cells, path, book, sheet.part),
        finer=partial(_finer, reader, sheet.name, first_column),
    )


def _origin(path: Path, part: str, frame: pl.DataFrame) -> tuple[int, int]:
    """Where the frame begins: fastexcel leaves empty rows above and columns to the left away.

    The first row that holds something is the frame's first. Of the columns, the one in which a row begins
    stands in both, so one row tells how many were left away; the others must agree.

    Raises:
        DamagedError: when they do not, or cells have no addresses: every one that we name would be wrong.
    """
    heads = head_rows(path, part, _HEAD)
    if not heads or not all(head.addressed for head in heads):
        raise DamagedError(what="sheetData")
    first_row = heads[0].number
    shifts = set()
    for head in heads:
        if head.number - first_row >= frame.height:
            break
        row = frame.row(head.number - first_row)
        held = [place for place, text in enumerate(row) if text]
        if held and len(held) == len(head.columns):
            shifts.add(head.columns[0] - held[0])
    if len(shifts) != 1:
        raise DamagedError(what="sheetData")
    return first_row, shifts.pop()


def _finer(
    reader: fastexcel.ExcelReader, sheet: str, first_column: int, columns: Collection[int]
) -> dict[int, pl.Series]:
    """The numbers of the columns as binary fractions: as texts they are cut to nine decimals."""
    places = sorted(column - first_column for column in columns)
    if not places:
        return {}
    frame = reader.load_sheet(sheet, header_row=None, use_columns=places, dtypes="float").to_polars()
    return {place + first_column: frame.to_series(at) for at, place in enumerate(places)}


def _odd_cells(path: Path, book: Book, part: str, long_in: Collection[int]) -> Odd:
    return SheetXml(path, part).odd_cells(long_in, book.shapes, stale=book.stale)


def _short(problem: Exception) -> str:
    return str(problem).splitlines()[0][:80] if str(problem) else "XLSX"
