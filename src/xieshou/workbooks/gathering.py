"""Wrong cells of many columns, found column by column, brought into the order of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from xieshou.workbooks.cells import ProblemCode
from xieshou.workbooks.declaring import Column
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Heading
from xieshou.workbooks.tables import ROW

SHOWN = 60
"""Characters of a cell that a message shows."""
Reason = tuple[ProblemCode, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Wrong:
    """Wrong cells of one column: ``rows`` has ROW, ``text`` and the place of its reason in ``reasons``.

    As a frame, because a file of a million rows may be wrong in every one.
    """

    heading: Heading
    column: Column
    reasons: Sequence[Reason]
    rows: pl.DataFrame

    @classmethod
    def alike(cls, heading: Heading, column: Column, reason: Reason, rows: pl.DataFrame) -> Wrong:
        """Cells that are wrong for one reason; ``rows`` has ROW and ``text``."""
        return cls(heading, column, (reason,), rows.with_columns(pl.lit(0, pl.Int64).alias("reason")))


def rows_of(wrong: Sequence[Wrong]) -> pl.DataFrame:
    """The numbers of their rows."""
    return pl.concat([pl.DataFrame(schema={ROW: pl.Int64}), *(each.rows.select(ROW) for each in wrong)])


def gathered(wrong: Sequence[Wrong], limit: int) -> tuple[tuple[CellProblem, ...], int, frozenset[int]]:
    """At most ``limit`` problems in the order of the sheet, how many there are, and all their rows."""
    if not wrong:
        return (), 0, frozenset()
    cells = pl.concat(
        each.rows.select(
            ROW, "text", "reason", pl.lit(each.heading.column).alias("column"), pl.lit(at).alias("wrong")
        )
        for at, each in enumerate(wrong)
    ).sort(ROW, "column", maintain_order=True)
    problems = tuple(
        _problem(number, text, wrong[at], reason)
        for number, text, reason, _, at in cells.head(limit).iter_rows()
    )
    return problems, cells.height, frozenset(cells[ROW].unique().to_list())


def _problem(row: int, text: str | None, wrong: Wrong, reason: int) -> CellProblem:
    held = "" if wrong.column.is_personal else (text or "")[:SHOWN]
    return CellProblem(
        row, wrong.heading.column, wrong.column.field, wrong.heading.text, held, *wrong.reasons[reason]
    )
