"""Exports, row by row so that a million rows take no memory: .xlsx and .csv, read back the same."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from xieshou.kernel.language import Language
from xieshou.workbooks.cells import cells_of
from xieshou.workbooks.cells.numbers import plain
from xieshou.workbooks.declaring import Workbook
from xieshou.workbooks.defusing import defused
from xieshou.workbooks.writing.layout import (
    add_drop_downs,
    add_stamp,
    heading_of,
    numbering_heading,
    sheet_name,
    styles_of,
    write_cell,
    write_header,
)

SHEET_ROWS = 1_048_575
"""Rows that a sheet holds below its header."""


class TooManyRowsError(ValueError):
    """There are more rows than a sheet holds; export them as .csv, or filter them."""


def export_xlsx(
    workbook: Workbook,
    rows: Iterable[Mapping[str, Any]],
    path: Path,
    language: Language = Language.CHINESE,
) -> int:
    """Write typed rows as a workbook with drop-downs and stamp; how many there were.

    Raises:
        TooManyRowsError: when a sheet cannot hold them.
    """
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    try:
        styles = styles_of(book)
        sheet = book.add_worksheet(sheet_name(workbook, language))
        write_header(sheet, workbook, language, styles)
        count = 0
        for count, shown in enumerate(shown_rows(workbook, rows, language), 1):
            if count > SHEET_ROWS:
                raise TooManyRowsError(str(SHEET_ROWS))
            sheet.write_number(count, 0, count)
            for place, cell in enumerate(shown, 1):
                if cell is not None:
                    write_cell(sheet, count, place, cell, styles)
        add_drop_downs(book, sheet, workbook, language, first_row=1)
        add_stamp(book, workbook, "export")
    finally:
        book.close()
    return count


def export_csv(
    workbook: Workbook,
    rows: Iterable[Mapping[str, Any]],
    path: Path,
    language: Language = Language.CHINESE,
) -> int:
    """Write typed rows as CSV in UTF-8 with the mark by which Excel knows it; how many there were."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([numbering_heading(language), *(heading_of(column, language) for column in workbook)])
        count = 0
        for count, shown in enumerate(shown_rows(workbook, rows, language), 1):
            writer.writerow([count, *(_as_text(cell) for cell in shown)])
    return count


def shown_rows(
    workbook: Workbook, rows: Iterable[Mapping[str, Any]], language: Language
) -> Iterator[list[Any]]:
    """For each typed row what its cells show, in the order of the columns; None for an empty one."""
    ways: list[tuple[str, Callable[[Any], Any], Callable[[Any, Language], Any]]] = [
        (column.field, cells_of(column).store, cells_of(column).shown) for column in workbook
    ]
    for row in rows:
        stored = [(store(row.get(field)), show) for field, store, show in ways]
        yield [None if kept is None else show(kept, language) for kept, show in stored]


def _as_text(shown: Any) -> str:
    match shown:
        case None:
            return ""
        case Decimal():
            return plain(shown)
        case date():
            return shown.isoformat()
        case _:
            return defused(str(shown), marked_as_text=False)
