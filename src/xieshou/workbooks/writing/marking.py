"""A reader's own workbook with its wrong cells coloured and explained, and listed on a second sheet."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook as OpenBook
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from xieshou.kernel.language import Language
from xieshou.workbooks.guarding import FileFormat
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.files import load_sheet
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.writing.rewriting import FILL, LIST_SHEETS, list_rows, rewrite

AUTHOR = "携手 Xieshou"
EDITED_UP_TO = 40 * 2**20
"""Bytes of XML up to which the reader's own file is edited; above, its cells are written anew."""


def write_back(
    reading: Reading,
    source: Path,
    target: Path,
    *,
    problems: Sequence[CellProblem] | None = None,
    language: Language = Language.CHINESE,
) -> None:
    """Write ``source``, of which ``reading`` is the reading, to ``target`` (.xlsx) with its problems marked.

    ``problems`` are those of the reading unless an area has found more. An .xlsx keeps all but pictures and
    shapes; .xls, .csv, .parquet and very large files keep the cells of the sheet that was read. Marks of an
    earlier round are taken away first.
    """
    wrong = reading.problems if problems is None else problems
    if reading.format == FileFormat.XLSX and _unpacked(source) <= EDITED_UP_TO:
        book = _opened(source)
        if book is not None:
            _mark(book, reading.sheet, wrong, language)
            book.save(target)
            return
    grid = load_sheet(source, FileFormat(reading.format), reading.sheet)
    rewrite(grid, wrong, target, language, reading.workbook.named(language))


def _unpacked(source: Path) -> int:
    with zipfile.ZipFile(source) as archive:
        return sum(part.file_size for part in archive.infolist())


def _opened(source: Path) -> OpenBook | None:
    """The file for editing; None where openpyxl cannot make sense of what other readers can."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_workbook(source, keep_links=False)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, InvalidFileException):
            return None


def _mark(book: OpenBook, sheet_name: str, problems: Sequence[CellProblem], language: Language) -> None:
    sheet = book[sheet_name]
    _unmark(sheet)
    fill = PatternFill("solid", start_color=FILL, end_color=FILL)
    said: dict[tuple[int, int], list[str]] = {}
    for problem in problems:
        said.setdefault((problem.row, (problem.column or 0) + 1), []).append(problem.describe(language))
    for (row, column), sentences in said.items():
        cell = sheet.cell(row, column)
        if not isinstance(cell, MergedCell):
            cell.fill = fill
            cell.comment = Comment("\n".join(sentences), AUTHOR, height=90, width=260)
    for name in LIST_SHEETS.values():
        if name in book.sheetnames:
            del book[name]
    listed = book.create_sheet(LIST_SHEETS[language])
    for row, texts in enumerate(list_rows(problems, language), 1):
        for column, text in enumerate(texts, 1):
            cell = listed.cell(row, column)
            cell.value = text
            cell.data_type = "s"
            cell.quotePrefix = True
            if row == 1:
                cell.font = Font(bold=True)
    for letters, width in zip("ABCDE", (8, 8, 24, 30, 70), strict=True):
        listed.column_dimensions[letters].width = width


def _unmark(sheet: Worksheet) -> None:
    """Take the marks of an earlier round away."""
    for row in sheet.iter_rows():
        for cell in row:
            if (
                not isinstance(cell, MergedCell)
                and cell.comment is not None
                and cell.comment.author == AUTHOR
            ):
                cell.comment = None
                cell.fill = PatternFill()
