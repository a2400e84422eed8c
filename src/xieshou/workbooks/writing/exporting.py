"""Exports, batch by batch so that a million rows take little memory: .xlsx and .csv, read back the same."""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl
import xlsxwriter

from xieshou.kernel.language import Language
from xieshou.workbooks.declaring import Workbook
from xieshou.workbooks.defusing import defused_column
from xieshou.workbooks.writing.columns import NUMERIC, shown_texts
from xieshou.workbooks.writing.layout import (
    add_drop_downs,
    add_stamp,
    heading_of,
    numbering_heading,
    sheet_name,
    styles_of,
    write_header,
)
from xieshou.workbooks.writing.rows import CellStyles, rows_as_xml

SHEET_ROWS = 1_048_575
"""Rows that a sheet holds below its header."""
_SHEET = "xl/worksheets/sheet1.xml"
_MODEL, _END = '<row r="2"', "</row>"
_STYLE = re.compile(r'<c r="[A-Z]+2"( s="\d+")?')
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
_BATCH = 20_000
_LEVEL = 1
_CHUNK = 2**20
# Readers take the larger form of the archive only where it is needed.
_LARGE = 2**31 - 2**24


class TooManyRowsError(ValueError):
    """There are more rows than a sheet holds; export them as .csv, or filter them."""


def export_xlsx(
    workbook: Workbook,
    frames: Iterable[pl.DataFrame],
    path: Path,
    language: Language = Language.CHINESE,
) -> int:
    """Write frames of canonical columns as a workbook with drop-downs and stamp; how many rows there were.

    XlsxWriter makes the workbook around one model row, in whose place the rows are put.

    Raises:
        TooManyRowsError: when a sheet cannot hold them.
        TextTooLongError: when a cell cannot hold a text.
    """
    with tempfile.TemporaryDirectory(prefix="xieshou-export-") as name:
        shell, rows = Path(name) / "shell.xlsx", Path(name) / "rows.xml"
        _write_shell(workbook, shell, language)
        head, styles, tail = _parted(shell)
        with rows.open("wb") as file:
            count = 0
            for frame in _batches(frames):
                if count + frame.height > SHEET_ROWS:
                    raise TooManyRowsError(str(SHEET_ROWS))
                texts = rows_as_xml(workbook, frame, count, styles, language).to_frame()
                texts.write_csv(file, include_header=False, quote_style="never")
                count += frame.height
        last = f"{xlsxwriter.utility.xl_col_to_name(len(workbook.columns))}{count + 1}"
        head = _DIMENSION.sub(f'<dimension ref="A1:{last}"/>', head)
        _assemble(shell, path, head.encode(), rows, tail.encode())
    return count


def export_csv(
    workbook: Workbook,
    frames: Iterable[pl.DataFrame],
    path: Path,
    language: Language = Language.CHINESE,
) -> int:
    """Write frames of canonical columns as CSV in UTF-8, with the mark by which Excel knows it; how many rows
    there were.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerow(
            [numbering_heading(language), *(heading_of(column, language) for column in workbook)]
        )
    count = 0
    with path.open("ab") as rows:
        for frame in _batches(frames):
            number = pl.int_range(count + 1, count + 1 + frame.height, eager=True).alias("#")
            shown = [
                shown_texts(column, frame[column.field], language).alias(column.field) for column in workbook
            ]
            texts = [column.field for column in workbook if column.kind not in NUMERIC]
            pl.DataFrame([number, *shown]).with_columns(
                defused_column(pl.col(field), marked_as_text=False).alias(field) for field in texts
            ).write_csv(rows, include_header=False, line_terminator="\r\n")
            count += frame.height
    return count


def _batches(frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    for frame in frames:
        yield from frame.iter_slices(_BATCH)


def _write_shell(workbook: Workbook, path: Path, language: Language) -> None:
    """All but the rows: header, drop-downs, stamp, and one row with a cell of each style."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    styles = styles_of(book)
    sheet = book.add_worksheet(sheet_name(workbook, language))
    write_header(sheet, workbook, language, styles)
    for place, style in enumerate((styles.count, styles.text, styles.risky, styles.number, styles.day)):
        sheet.write_number(1, place, 0, style)
    add_drop_downs(book, sheet, workbook, language, first_row=1)
    add_stamp(book, workbook, "export")
    book.close()


def _parted(shell: Path) -> tuple[str, CellStyles, str]:
    """The sheet before and behind its model row, and the styles of that."""
    with zipfile.ZipFile(shell) as archive:
        head, mark, rest = archive.read(_SHEET).decode().partition(_MODEL)
    model, _end, tail = rest.partition(_END)
    return head, CellStyles(*_STYLE.findall(mark + model)), tail


def _assemble(shell: Path, path: Path, head: bytes, rows: Path, tail: bytes) -> None:
    """The parts of the shell, with the rows between head and tail of the sheet."""
    with (
        zipfile.ZipFile(shell) as parts,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive,
    ):
        for part in parts.infolist():
            if part.filename != _SHEET:
                archive.writestr(part.filename, parts.read(part))
                continue
            large = rows.stat().st_size > _LARGE
            with archive.open(part.filename, "w", force_zip64=large) as sheet, rows.open("rb") as file:
                sheet.write(head)
                shutil.copyfileobj(file, sheet, _CHUNK)
                sheet.write(tail)
