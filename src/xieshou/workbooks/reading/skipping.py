"""Rows below a header that are no records: blank ones, the example, totals, remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from xieshou.workbooks.declaring import Workbook
from xieshou.workbooks.reading.reports import Header, SkippedRow, SkipReason
from xieshou.workbooks.tables import ROW

_EXAMPLE = r"^(?i)[(\[【]?(示例|样例|示例行|填写示例|例|example)[)\]】]?[::]?$"
_TOTAL = r"^(?i)(合计|总计|小计|共计|累计|总合计|total|grandtotal|subtotal)[::]?$"
_TOTAL_OF = r"(?i)(合计|小计|总计|subtotal|total)[::]?$"
_REMARK = r"^(注|备注|说明|填表|填报|制表|审核|复核|单位负责人|负责人|联系|填制|备\s*注)[^::]{0,12}[::]"
_NUMBERED = re.compile(r"[((]?(\d{1,3}|[甲乙丙丁])[))]?(?:栏|列)?")
_EXAMPLES_WITHIN = 3
_LEAST_NUMBERED = 3
_LEAST_BARE = 5


@dataclass(frozen=True)
class Kept:
    """The rows that are records, and those that are not."""

    frame: pl.DataFrame
    skipped: tuple[SkippedRow, ...]
    blank: int


def keep_records(frame: pl.DataFrame, header: Header, workbook: Workbook, *, named: bool = False) -> Kept:
    """Part the rows below the header; ``frame`` has ROW and tidied texts named by their columns.

    A row with every required cell filled is a record whatever its first cell says, except the example, a
    repeated header, and a row that begins with nothing but the word for a total. Below ``named`` columns,
    which a program wrote, only rows that hold nothing of ours are none.
    """
    if not frame.height:
        return Kept(frame, (), 0)
    cells = [name for name in frame.columns if name != ROW]
    reason = _nothing(cells, header) if named else _reasons(cells, header, workbook)
    judged = frame.with_columns(
        pl.coalesce(pl.col(cells)).alias("#first"), pl.int_range(pl.len()).alias("#place")
    ).with_columns(reason.alias("#reason"))
    numbered = not named and _numbered(judged, cells)
    if numbered:
        judged = judged.with_columns(
            pl.when(pl.col("#place") == 0)
            .then(pl.lit(SkipReason.COLUMN_NUMBERS.value))
            .otherwise(pl.col("#reason"))
            .alias("#reason")
        )
    out = judged.filter(pl.col("#reason").is_not_null() & (pl.col("#reason") != SkipReason.BLANK.value))
    skipped = tuple(
        SkippedRow(row, SkipReason(why), (first or "")[:40])
        for row, why, first in out.select(ROW, "#reason", "#first").iter_rows()
    )
    blank = judged.filter(pl.col("#reason") == SkipReason.BLANK.value).height
    kept = judged.filter(pl.col("#reason").is_null()).drop("#first", "#place", "#reason")
    return Kept(kept, skipped, blank)


def _nothing(cells: Sequence[str], header: Header) -> pl.Expr:
    """For each row the reason to leave it out because of what it has not, or null."""
    mine = [str(heading.column) for heading in header.taken]
    return (
        pl.when(pl.all_horizontal(pl.col(name).is_null() for name in cells))
        .then(pl.lit(SkipReason.BLANK.value))
        .when(pl.all_horizontal(pl.col(name).is_null() for name in mine))
        .then(pl.lit(SkipReason.ONLY_OTHER_COLUMNS.value))
    )


def _reasons(cells: Sequence[str], header: Header, workbook: Workbook) -> pl.Expr:
    """For each row the reason to leave it out, or null."""
    mine = {heading.field: str(heading.column) for heading in header.taken}
    first = pl.col("#first")
    bare = first.str.replace_all(r"\s", "")
    needed = [mine[each.field] for each in workbook if each.field in mine and each.required]
    incomplete = pl.any_horizontal(pl.col(name).is_null() for name in needed)
    nothing_of_ours = pl.all_horizontal(pl.col(name).is_null() for name in mine.values())
    repeated = pl.all_horizontal(
        pl.col(str(heading.column)).str.replace_all(r"\s+", " ") == heading.text
        for heading in header.taken
        if str(heading.column) in needed
    )
    rules = [
        (pl.all_horizontal(pl.col(name).is_null() for name in cells), SkipReason.BLANK),
        (bare.str.contains(_EXAMPLE) & (pl.col("#place") < _EXAMPLES_WITHIN), SkipReason.EXAMPLE),
        (bare.str.contains(_TOTAL), SkipReason.TOTAL),
        (bare.str.contains(_TOTAL_OF) & incomplete, SkipReason.TOTAL),
        (bare.str.contains(_REMARK) & incomplete, SkipReason.REMARK),
        (repeated, SkipReason.REPEATED_HEADER),
        (nothing_of_ours, SkipReason.ONLY_OTHER_COLUMNS),
    ]
    return pl.coalesce(pl.when(condition).then(pl.lit(name.value)) for condition, name in rules)


def _numbered(judged: pl.DataFrame, cells: Sequence[str]) -> bool:
    """Does the row under the header only number the columns: (1) (2) (3), or 甲 乙 1 2 3?"""
    texts = [text for text in judged.select(cells).row(0) if text is not None]
    found = [_NUMBERED.fullmatch(text) for text in texts]
    if len(texts) < _LEAST_NUMBERED or not all(found):
        return False
    if len(texts) < _LEAST_BARE and all(text.isdigit() for text in texts):
        return False  # 1, 2, 3 may well be a record
    numbers = [int(each[1]) for each in found if each and each[1].isdigit()]
    return len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
