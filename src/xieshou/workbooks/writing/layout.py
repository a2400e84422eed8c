"""What template and export share: headings with units, the running number, styles, drop-downs, the stamp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xieshou.kernel.language import Language
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.stamping import CODES_SHEET, MARK, SHEET

_LAST_ROW = 1_048_575
_NUMERIC = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.YEAR})
_SAFE_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NAME_LIMIT = 31


def numbering_heading(language: Language) -> str:
    """The heading of the first column, which only counts the rows."""
    return "No." if language is Language.ENGLISH else "序号"


def example_mark(language: Language) -> str:
    """What stands in the first column of the example row."""
    return "Example" if language is Language.ENGLISH else "示例"


def heading_of(column: Column, language: Language) -> str:
    """The heading with its unit: 金额(万元), Amount (万元)."""
    title = column.named(language)
    if not column.unit:
        return title
    return f"{title} ({column.unit})" if language is Language.ENGLISH else f"{title}({column.unit})"


def sheet_name(workbook: Workbook, language: Language) -> str:
    """A name that Excel takes: no more than 31 characters, none of those that it forbids."""
    return workbook.named(language).translate(_SAFE_NAME).strip()[:_NAME_LIMIT]


@dataclass(frozen=True)
class Styles:
    """The formats of one workbook."""

    title: Format
    heading: Format
    required: Format
    example: Format
    text: Format
    risky: Format
    number: Format
    day: Format
    count: Format


def styles_of(book: xlsxwriter.Workbook) -> Styles:
    """Make them."""
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1}
    return Styles(
        title=book.add_format({"bold": True, "font_size": 14}),
        heading=book.add_format({**head, "bg_color": "#DCE9F2"}),
        required=book.add_format({**head, "bg_color": "#DCE9F2", "font_color": "#9C2A10"}),
        example=book.add_format({"italic": True, "font_color": "#6B7280", "num_format": "@"}),
        text=book.add_format({"num_format": "@"}),
        risky=book.add_format({"num_format": "@", "quote_prefix": True}),
        number=book.add_format({"num_format": "General"}),
        day=book.add_format({"num_format": "yyyy-mm-dd"}),
        count=book.add_format({"font_color": "#6B7280"}),
    )


def style_of_column(column: Column, styles: Styles) -> Format:
    """Texts stay texts, so that Excel makes no date of 2019-12 and keeps every digit of a number."""
    return styles.number if column.kind in _NUMERIC else styles.text


def write_header(
    sheet: Worksheet, workbook: Workbook, language: Language, styles: Styles, row: int = 0
) -> None:
    """The headings in one row, frozen with the running number; required ones are red and say so."""
    sheet.write_string(row, 0, numbering_heading(language), styles.heading)
    sheet.set_column(0, 0, 6, styles.count)
    for place, column in enumerate(workbook, 1):
        style = styles.required if column.required else styles.heading
        heading = heading_of(column, language)
        sheet.write_string(row, place, f"*{heading}" if column.required else heading, style)
        sheet.set_column(place, place, _width(column, heading), style_of_column(column, styles))
    sheet.set_row(row, 32)
    sheet.freeze_panes(row + 1, 1)


def _width(column: Column, heading: str) -> float:
    longest = max(len(heading.encode("gbk", "replace")), len(column.example.encode("gbk", "replace")))
    return min(max(longest + 3, 9), 40)


def add_drop_downs(
    book: xlsxwriter.Workbook, sheet: Worksheet, workbook: Workbook, language: Language, first_row: int
) -> None:
    """Lists of the labels in the column's cells, kept on a hidden sheet, since Excel takes 255 characters."""
    lists = [
        (place, labels_of(column, language))
        for place, column in enumerate(workbook, 1)
        if column.kind in (Kind.CODE, Kind.BOOLEAN)
    ]
    if not lists:
        return
    codes = book.add_worksheet(CODES_SHEET)
    codes.hide()
    # In constant memory a row cannot be written once a later one was begun.
    for row in range(max(len(labels) for _, labels in lists)):
        for at, (_, labels) in enumerate(lists):
            if row < len(labels):
                codes.write_string(row, at, labels[row])
    for at, (place, labels) in enumerate(lists):
        letter = xlsxwriter.utility.xl_col_to_name(at, col_abs=True)
        source = f"={CODES_SHEET}!{letter}$1:{letter}${len(labels)}"
        rule: dict[str, Any] = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(first_row, place, _LAST_ROW, place, rule)


def labels_of(column: Column, language: Language) -> Sequence[str]:
    """What the drop-down of a column offers."""
    if column.kind is Kind.BOOLEAN:
        return ("yes", "no") if language is Language.ENGLISH else ("是", "否")
    return [code.label(language) for code in column.codes]


def add_stamp(book: xlsxwriter.Workbook, workbook: Workbook, made_as: str) -> None:
    """Say on a hidden sheet what the file is, so that it is known again."""
    sheet = book.add_worksheet(SHEET)
    sheet.very_hidden()
    said = (
        ("mark", MARK),
        ("workbook", workbook.name),
        ("version", str(workbook.version)),
        ("made_as", made_as),
    )
    for row, (name, value) in enumerate(said):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
