"""Columns that the ledgers of places share, and what becomes of them in a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from xieshou.domain.codelists import CERTAINTIES
from xieshou.domain.dated import Dated, period_columns
from xieshou.kernel.period import BadPeriodError, PartialDate, Period
from xieshou.workbooks.declaring import Column, Kind
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import area_problem

SOURCE = Column("source", "出处", "Source", also=("来源",), longest=200, example="S60")
CERTAINTY = Column(
    "certainty", "可信度", "Certainty", Kind.CODE, codes=CERTAINTIES, example="有出处",
    help="可删去整列:新增的行有出处的记为“有出处”,没有的记为“待核实”",
    help_en="may be left out: new rows with a source are then sourced, the others to be verified",
)  # fmt: skip
NOTE = Column("note", "说明", "Note", also=("备注",), longest=300)
WITHIN = Column(
    "place", "地区", "Place", Kind.DIVISION, help="区划代码,含其下各级", help_en="a code, with all below it"
)
"""The filter for a division and all below it."""


def code_column(help: str, help_en: str) -> Column:
    """The division code of a row; ``help`` says as of which day."""
    return Column(
        "code", "区划代码", "Division code", Kind.DIVISION, required=True, example="520602",
        also=("行政区划代码", "代码", "县代码", "地区代码"), help=help, help_en=help_en,
    )  # fmt: skip


def name_column(help: str, help_en: str) -> Column:
    """The full name that goes with the code."""
    return Column(
        "name", "名称", "Name", required=True, example="碧江区", longest=60,
        also=("地区名称", "区划名称", "县名", "县市区", "贫困县名称", "地区"), help=help, help_en=help_en,
    )  # fmt: skip


def same_day(row: Mapping[str, Any], start: str = "start", end: str = "end") -> str:
    """Why the two dates of a row make no period; empty where they do."""
    try:
        Period(row.get(start), row.get(end))
    except BadPeriodError:
        return f"{row.get(end)} < {row.get(start)}"
    return ""


def dates_of(values: Mapping[str, Any], start: str = "start", end: str = "end") -> dict[str, Any]:
    """The columns of ``Dated`` for the dates that a row has; a field that the file lacks is left out."""
    found: dict[str, Any] = {}
    whole = period_columns(Period(values.get(start), None)) | {
        name: value
        for name, value in period_columns(Period(None, values.get(end))).items()
        if name.startswith("end_")
    }
    for name, value in whole.items():
        if (start if name.startswith("start_") else end) in values:
            found[name] = value
    return found


def dates_in(record: Dated, start: str = "start", end: str = "end") -> dict[str, PartialDate | None]:
    """The two dates of a record as fields of a row."""
    return {start: record.period.start, end: record.period.end}


def texts_of(values: Mapping[str, Any], *fields: str) -> dict[str, str]:
    """Those of the fields that the file has, as columns of texts: an empty cell is an empty text."""
    return {field: values[field] or "" for field in fields if field in values}


def left_empty(reading: Reading, row: int, field: str, values: Mapping[str, Any]) -> list[CellProblem]:
    """The refusal of an empty cell in a column that a file need not have, but must fill where it has it.

    A record always holds something there; an empty cell would differ from it at every import.
    """
    if field not in values or values[field] is not None:
        return []
    return [
        area_problem(reading, row, field, "请填写,或删去整列", "fill it in, or leave the whole column out")
    ]


def ends_too_early(reading: Reading, row: int, field: str, values: Mapping[str, Any]) -> list[CellProblem]:
    """The refusal of an end before the start, at ``field``; both under the names of ``same_day``."""
    why = same_day(values)
    if not why:
        return []
    return [
        area_problem(
            reading, row, field, f"终止早于起始({why})", f"ends before it starts ({why})", str(values[field])
        )
    ]


RECORDED = Column("recorded", "截至何日的登记", "As recorded on", Kind.DATE, help="空 = 现在的记录",
                  help_en="empty = as they are now")  # fmt: skip


def recorded_on(filters: Mapping[str, str]) -> date | None:
    """The day as of whose end records are asked for; None for as they are."""
    day = PartialDate.parse(filters["recorded"]) if filters.get("recorded") else None
    return (day.last_day or day.day) if day else None
