"""Rows whose key stands in other rows of the file too."""

from __future__ import annotations

import polars as pl

from xieshou.workbooks.cells import ProblemCode
from xieshou.workbooks.declaring import Workbook
from xieshou.workbooks.gathering import SHOWN, Reason, Wrong
from xieshou.workbooks.reading.reports import Header
from xieshou.workbooks.tables import ROW


def repeated(
    frame: pl.DataFrame, texts: pl.DataFrame, header: Header, workbook: Workbook, limit: int
) -> list[Wrong]:
    """Rows of ``frame`` that share their key, each naming the others in the first ``limit`` of them."""
    key = [field for field in workbook.key if field in frame.columns]
    required = [field for field in key if workbook.column(field).required]
    whole = frame.filter(pl.all_horizontal(pl.col(field).is_not_null() for field in required))
    twice = whole.select(ROW, *key).filter(pl.struct(key).is_duplicated())
    if not twice.height:
        return []
    place = next(heading for heading in header.taken if heading.field == key[0])
    titles = "+".join(workbook.column(field).title for field in key)
    # No more of them fit into a message, though the same key may stand in every row.
    others = twice.group_by(key).agg(pl.col(ROW).head(SHOWN).alias("all"))
    reasons: list[Reason] = []
    for number, numbers in (
        twice.head(limit).join(others, on=key, nulls_equal=True, maintain_order="left").select(ROW, "all")
    ).iter_rows():
        told = "、".join(str(other) for other in numbers if other != number)
        reasons.append((ProblemCode.DUPLICATE_KEY, (("rows", told[:SHOWN]), ("key", titles))))
    cells = texts.select(ROW, pl.col(str(place.column)).alias("text"))
    rows = (
        twice.select(ROW, pl.int_range(pl.len()).clip(0, limit - 1).alias("reason"))
        .join(cells, on=ROW, maintain_order="left")
        .select(ROW, "text", "reason")
    )
    return [Wrong(place, workbook.column(key[0]), reasons, rows)]
