"""What a ledger of evidence finds wrong in rows, before and while they are stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import override

from xieshou.workbooks.cells import ProblemCode
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import ChangesRefusedError, area_problem
from xieshou.workbooks.tables import Table

Row = tuple[int, dict[str, Any]]
"""The number of a row in its file, and its typed values by field."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the cell of a field in a row cannot be taken, in both languages; ``text`` is what it holds."""

    row: int
    field: str
    zh: str
    en: str
    text: str = ""


def named(reading: Reading, faults: Iterable[Fault]) -> Iterator[CellProblem]:
    """The same with the places that the cells have in the file; a cell that cannot be read has one reason."""
    unread = {(problem.row, problem.field) for problem in reading.problems}
    for fault in faults:
        if (fault.row, fault.field) in unread:
            continue
        yield area_problem(reading, fault.row, fault.field, fault.zh, fault.en, fault.text)


def rows_of(changes: Changes) -> list[Row]:
    """The rows that would be stored, new ones first."""
    return [(each.row, each.values) for rows in (changes.new_rows(), changes.changed_rows()) for each in rows]


def require_none(workbook: Workbook, faults: Iterable[Fault]) -> None:
    """Let rows through in which nothing is wrong.

    Raises:
        ChangesRefusedError: with the cells, by row and field; where they stand the file knows, not the rows.
    """
    problems = [
        CellProblem(
            fault.row,
            None,
            fault.field,
            workbook.column(fault.field).title,
            fault.text,
            ProblemCode.AREA,
            (("zh", fault.zh), ("en", fault.en)),
        )
        for fault in faults
    ]
    if problems:
        raise ChangesRefusedError(*problems)


def unfit(row: int, record: Model, fields: Sequence[str]) -> Iterator[Fault]:
    """What the columns of a record cannot take, of those fields; field and column bear one name."""
    others = [field.name for field in record._meta.fields if field.name not in fields]
    try:
        record.clean_fields(exclude=others)
    except ValidationError as error:
        for field in error.error_dict:
            with override("zh-hans"):
                zh = ";".join(error.message_dict[field])
            with override("en"):
                en = "; ".join(error.message_dict[field])
            yield Fault(row, field, zh, en, str(getattr(record, field)))


def with_usual(table: Table, **usual: object) -> Table:
    """The table with what is usual in empty cells, for the fields that it has."""
    fields = {field: value for field, value in usual.items() if field in table.fields}
    filled = table.frame.with_columns(pl.col(field).fill_null(value) for field, value in fields.items())
    return Table(table.workbook, filled)
