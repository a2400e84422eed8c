"""The cells of a sheet written anew as .xlsx with problems marked, for files that cannot be edited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from xieshou.kernel.language import Language
from xieshou.workbooks.cells.numbers import fits_binary, plain
from xieshou.workbooks.problems import CellProblem, column_letters
from xieshou.workbooks.reading.grid import Grid

FILL = "FFD9C7"
LIST_SHEETS = {Language.CHINESE: "问题清单", Language.ENGLISH: "Problems"}
_HEADINGS = {
    Language.CHINESE: ("行", "列", "表头", "内容", "问题"),
    Language.ENGLISH: ("Row", "Column", "Heading", "Content", "Problem"),
}
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")


def list_rows(problems: Sequence[CellProblem], language: Language) -> Iterator[tuple[str, ...]]:
    """The list of problems as rows, the headings first."""
    yield _HEADINGS[language]
    for problem in problems:
        letters = column_letters(problem.column) if problem.column is not None else ""
        yield (str(problem.row), letters, problem.heading, problem.text, problem.describe(language))


def rewrite(
    grid: Grid, problems: Sequence[CellProblem], target: Path, language: Language, title: str
) -> None:
    """Write the cells where they stood, the wrong ones coloured and explained, the list on a second sheet.

    Of a file whose names stand above row 1, every row stands one further down, in the list as well.
    """
    if not grid.first_row:
        grid = replace(grid, first_row=1)
        problems = [replace(each, row=each.row + 1) for each in problems]
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    text = book.add_format({"num_format": "@", "quote_prefix": True})
    wrong = book.add_format({"num_format": "@", "bg_color": f"#{FILL}", "quote_prefix": True})
    wrong_number = book.add_format({"bg_color": f"#{FILL}"})
    said: dict[int, dict[int, list[str]]] = {}
    for problem in problems:
        sentences = said.setdefault(problem.row, {}).setdefault(problem.column or 0, [])
        sentences.append(problem.describe(language))
    sheet = book.add_worksheet((grid.sheet or title)[:31])
    columns = [int(name) for name in grid.frame.columns]
    for row, texts in enumerate(grid.frame.iter_rows(), grid.first_row):
        bad = said.get(row, {})
        held = dict(zip(columns, texts, strict=True))
        for column in sorted({*held, *bad}):
            value = held.get(column)
            marked = column in bad
            if value is not None and _NUMBER.fullmatch(value) and _is_number(value):
                sheet.write_number(row - 1, column, float(value), wrong_number if marked else None)
            elif value:
                sheet.write_string(row - 1, column, value, wrong if marked else text)
            elif marked:
                sheet.write_blank(row - 1, column, None, wrong)
            if marked:
                sheet.write_comment(row - 1, column, "\n".join(bad[column]), {"x_scale": 2})
    listed = book.add_worksheet(LIST_SHEETS[language])
    listed.set_column(2, 3, 26)
    listed.set_column(4, 4, 70)
    for row, cells in enumerate(list_rows(problems, language)):
        for column, cell in enumerate(cells):
            listed.write_string(row, column, cell, text)
    book.close()


def _is_number(text: str) -> bool:
    """Would a number say the same as the text, digit for digit?"""
    number = Decimal(text)
    return fits_binary(number) and plain(number) == text
