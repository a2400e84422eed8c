"""The template: headings with help, drop-downs, an example row, a stamp."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from xieshou.kernel.language import Language
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.writing.layout import (
    add_drop_downs,
    add_stamp,
    example_mark,
    labels_of,
    sheet_name,
    styles_of,
    write_header,
)

_FORMS: dict[Kind, tuple[str, str]] = {
    Kind.DATE: ("写 2019、2019-12 或 2019-12-01", "write 2019, 2019-12 or 2019-12-01"),
    Kind.PERIOD: (
        "写 2013-02至2016-12,未结束的写 2013-02至今;结束日为失效之日",
        "write 2013-02至2016-12, or 2013-02至今 if it has not ended; the end is the day it ceased",
    ),
    Kind.QUANTITY: ("可写约数,如 近2.28亿元、3万多人", "may be approximate: 近2.28亿元, 3万多人"),
    Kind.IDENTITY: ("18 位,单元格须为文本格式", "18 characters, in a cell formatted as text"),
    Kind.DIVISION: ("6、9 或 12 位行政区划代码", "a division code of 6, 9 or 12 digits"),
    Kind.TEXTS: ("多项之间用顿号", "put 、 between several"),
    Kind.BOOLEAN: ("是或否", "yes or no"),
}


def write_template(workbook: Workbook, path: Path, language: Language = Language.CHINESE) -> None:
    """Write the template of a workbook; reading it as it is finds no rows and nothing wrong."""
    book = xlsxwriter.Workbook(path)
    styles = styles_of(book)
    sheet = book.add_worksheet(sheet_name(workbook, language))
    write_header(sheet, workbook, language, styles)
    for place, column in enumerate(workbook, 1):
        sheet.write_comment(0, place, help_of(column, language), {"x_scale": 1.8, "y_scale": 1.2})
    sheet.write_string(1, 0, example_mark(language), styles.example)
    for place, column in enumerate(workbook, 1):
        if column.example:
            sheet.write_string(1, place, column.example, styles.example)
    add_drop_downs(book, sheet, workbook, language, first_row=2)
    add_stamp(book, workbook, "template")
    book.close()


def help_of(column: Column, language: Language) -> str:
    """How to fill a column in: whether it must be, its form, its choices, what the area says."""
    english = language is Language.ENGLISH
    parts = [("required" if english else "必填") if column.required else ("optional" if english else "选填")]
    if said := column.helped(language):
        parts.append(said)
    if form := form_of(column.kind, language):
        parts.append(form)
    if column.kind is Kind.CODE:
        parts.append(("one of " if english else "可选:") + "、".join(labels_of(column, language)))
    if column.unit:
        parts.append(f"counted in {column.unit}" if english else f"以{column.unit}计")
    return ("; " if english else ";").join(parts)


def form_of(kind: Kind, language: Language) -> str:
    """How cells of that kind are written, in that language; empty where it goes without saying."""
    zh, en = _FORMS.get(kind, ("", ""))
    return en if language is Language.ENGLISH else zh
