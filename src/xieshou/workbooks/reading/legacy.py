"""Workbooks in the format of Excel 97 to 2003 (.xls), at most 65,536 rows."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import xlrd
from xlrd.biffh import XLRDError

from xieshou.workbooks.reading.formats import DateShape, shape_of_format
from xieshou.workbooks.reading.grid import Grid, Odd, OddCell, Oddness, Sheet
from xieshou.workbooks.refusing import DamagedError, EncryptedError

_LONG = 10**15
_SHAPES = {DateShape.MONTH: Oddness.MONTH, DateShape.YEAR: Oddness.YEAR}


def legacy_sheets(path: Path) -> list[Sheet]:
    """The visible sheets. The format does not tell a formula that was never computed from a nought.

    Raises:
        EncryptedError: when it asks for a password.
        DamagedError: when it cannot be read.
    """
    try:
        book = xlrd.open_workbook(str(path), formatting_info=True, logfile=_Silence())
        return [
            Sheet(sheet.name, partial(_grid, book, sheet)) for sheet in book.sheets() if not sheet.visibility
        ]
    except XLRDError as problem:
        if "encrypted" in str(problem).lower():
            raise EncryptedError from None
        raise DamagedError(what="XLS") from None
    except Exception:  # xlrd meets garbage with errors of every kind
        raise DamagedError(what="XLS") from None


class _Silence:
    """xlrd prints what it finds odd; cells may be personal, so nothing is printed."""

    def write(self, text: str) -> int:
        """Drop it."""
        return len(text)

    def flush(self) -> None:
        """Nothing is held."""


def _grid(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Grid:
    odd: list[OddCell] = []
    columns: list[list[str | None]] = [[] for _ in range(sheet.ncols)]
    for row in range(sheet.nrows):
        for column in range(sheet.ncols):
            columns[column].append(_text(book, sheet, row, column, odd))
    frame = pl.DataFrame([pl.Series(str(at), texts, dtype=pl.String) for at, texts in enumerate(columns)])

    def found(long_in: Collection[int]) -> Odd:
        return Odd(
            [each for each in odd if each.oddness is not Oddness.LONG_NUMBER or each.column in long_in]
        )

    return Grid(frame, sheet.name, binary=True, from_1904=book.datemode == 1, odd=found)


def _text(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int, odd: list[OddCell]) -> str | None:
    value: Any = sheet.cell_value(row, column)
    match sheet.cell_type(row, column):
        case xlrd.XL_CELL_TEXT:
            return str(value)
        case xlrd.XL_CELL_NUMBER:
            if abs(value) >= _LONG:
                odd.append(OddCell(row + 1, column, Oddness.LONG_NUMBER))
            return str(int(value)) if value == int(value) else repr(value)
        case xlrd.XL_CELL_DATE:
            style = book.xf_list[sheet.cell_xf_index(row, column)]
            shape = shape_of_format(style.format_key, book.format_map[style.format_key].format_str)
            if shape in _SHAPES:
                odd.append(OddCell(row + 1, column, _SHAPES[shape]))
            return str(xlrd.xldate_as_datetime(value, book.datemode).isoformat(" ", "seconds"))
        case xlrd.XL_CELL_BOOLEAN:
            return "true" if value else "false"
        case xlrd.XL_CELL_ERROR:
            error = str(xlrd.error_text_from_code.get(value, "#?"))
            odd.append(OddCell(row + 1, column, Oddness.ERROR, error))
            return error
        case _:
            return None
