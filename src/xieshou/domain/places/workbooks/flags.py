"""The ledger of designations (地区标签): which place was what, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from xieshou.domain.codelists import codes_of
from xieshou.domain.places.models import DivisionFlag, FlagKind
from xieshou.domain.places.services import record_flags
from xieshou.domain.places.workbooks.columns import (
    CERTAINTY,
    NOTE,
    SOURCE,
    WITHIN,
    code_column,
    dates_in,
    dates_of,
    ends_too_early,
    left_empty,
    name_column,
    texts_of,
)
from xieshou.domain.places.workbooks.written import (
    Places,
    around,
    empty_to_none,
    last_day,
    territory,
    touched_rows,
)
from xieshou.kernel.actor import Actor
from xieshou.workbooks.comparing import Changes, compare
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, area_problem, register
from xieshou.workbooks.tables import table_of

KINDS = codes_of(
    FlagKind,
    {
        "national_poverty_county": "national poverty county",
        "deep_poverty": "deep-poverty area",
        "key_assistance": "key county for rural revitalisation",
        "ethnic_autonomy": "ethnic autonomous area",
        "revolutionary_base": "old revolutionary base",
        "poor_area": "contiguous poor area",
        "area": "area",
    },
    {"national_poverty_county": ("贫困县", "国家扶贫开发工作重点县"), "poor_area": ("特困片区",)},
)

WORKBOOK = Workbook(
    "place-flags",
    "地区标签台账",
    "Designations of places",
    (
        code_column("标签终止前一日的代码;未终止的填现行代码",
                    "as of the last day of the designation; today's where it has not ended"),
        name_column("与代码同日的全称", "the full name of the same day as the code"),
        Column("kind", "标签", "Designation", Kind.CODE, required=True, codes=KINDS, also=("标签种类",),
               example="集中连片特困地区"),
        Column("value", "内容", "Content", longest=60, example="武陵山片区"),
        Column("start", "起始", "Start", Kind.DATE, also=("列入时间", "起始时间"), example="2011"),
        Column("end", "终止", "End", Kind.DATE, also=("退出时间", "终止时间"), help="不含当日;空 = 仍有效",
               help_en="the first day on which it was no longer in force; empty = it still is"),
        SOURCE,
        CERTAINTY,
        NOTE,
    ),
    key=("code", "kind", "value", "start"),
)  # fmt: skip


def _found(filters: Mapping[str, str]) -> QuerySet[DivisionFlag]:
    found = DivisionFlag.objects.order_by("division__code", "kind", "value", "start_on")
    if kind := filters.get("kind"):
        found = found.filter(kind=kind)
    if place := filters.get("place"):
        found = found.filter(division__code__startswith=territory(place))
    return found


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives."""
    return _found(filters).count()


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The designations; filters ``kind`` and ``place`` (the code of a division, with all below it)."""
    flags = list(_found(filters))
    past = around(flag.division_id for flag in flags)
    for flag in flags:
        version = past.near(flag.division_id, last_day(flag.period.end))
        if version is None:
            continue
        yield empty_to_none(
            {
                "code": version.code,
                "name": version.name,
                "kind": flag.kind,
                "value": flag.value,
                **dates_in(flag),
                "source": flag.source,
                "certainty": flag.certainty,
                "note": flag.note,
            }
        )


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name codes and names that do not agree on the day, ends before starts, and rows that are one record."""
    changes = compare(reading.table, table_of(WORKBOOK, rows(actor, {})), reading.wrong_rows)
    places = Places.of(actor, reading.table.frame["code"])
    seen: dict[tuple[Any, ...], int] = {}
    for row, values in touched_rows(changes):
        day = last_day(values.get("end"))
        place = places.find(values["code"], values["name"], day)
        if place is None:
            wrong = places.why_not(values["code"], values["name"], day)
            yield area_problem(reading, row, wrong.field, wrong.zh, wrong.en, values[wrong.field])
        yield from left_empty(reading, row, "certainty", values)
        yield from ends_too_early(reading, row, "end", values)
        start = values.get("start")
        key = (place, values["kind"], values.get("value"), start.day if start else None)
        first = seen.setdefault(key, row)
        if place is not None and first != row:
            yield area_problem(
                reading,
                row,
                "code",
                f"与第 {first} 行是同一条标签:起始为同一日",
                f"is the same designation as row {first}: they start on one day",
                values["code"],
            )


def apply(actor: Actor, changes: Changes) -> None:
    """Store them.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    written = [values for _row, values in touched_rows(changes)]
    places = Places.of(actor, (values["code"] for values in written))
    record_flags(actor=actor, flags=[_columns(places, values) for values in written])


def _columns(places: Places, values: Mapping[str, Any]) -> dict[str, Any]:
    place = places.find(values["code"], values["name"], last_day(values.get("end")))
    return {
        "division_id": place,
        "kind": values["kind"],
        **texts_of(values, "value", "source", "note"),
        **dates_of(values),
        **({"certainty": values["certainty"]} if values.get("certainty") else {}),
    }


FILTERS = (WITHIN, WORKBOOK.column("kind"))
register(Register(WORKBOOK, rows, apply, check, filters=FILTERS, count=count))
