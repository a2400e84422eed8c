"""The ledger of poverty counties' exits (摘帽): the designation 国家级贫困县 as lists of counties have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from xieshou.domain.places.exits import exit_day, poverty_counties, poverty_flags
from xieshou.domain.places.lineage import Lineage
from xieshou.domain.places.models import DivisionFlag, DivisionVersion, FlagKind
from xieshou.domain.places.names import name_key
from xieshou.domain.places.services import record_exits
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
from xieshou.domain.places.workbooks.written import Places, empty_to_none, territory, touched_rows
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate
from xieshou.workbooks.cells import cells_of
from xieshou.workbooks.comparing import Changes, compare
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, area_problem, register
from xieshou.workbooks.tables import Table, table_of

WORKBOOK = Workbook(
    "poverty-county-exits",
    "贫困县退出台账",
    "Exits of poverty counties",
    (
        code_column("退出时的代码;未退出的填现行代码", "as of the exit; today's where it has not left"),
        name_column("与代码同时的全称", "the full name of the same time as the code"),
        Column("province", "省份", "Province", also=("省", "省(区、市)", "所属省份"), example="贵州省",
               help="全称;可删去整列", help_en="its full name; the column may be left out"),
        Column("listed", "列入时间", "Listed", Kind.DATE, also=("列入年份",), example="2011"),
        Column("exit", "退出时间", "Exit", Kind.DATE,
               also=("摘帽时间", "退出年份", "摘帽年份", "退出年度", "exit_year", "exit_date", "Exit year"),
               example="2018", help="年、年月或年月日;空 = 未退出",
               help_en="a year, month or day; empty = it has not left"),
        SOURCE,
        CERTAINTY,
        NOTE,
    ),
    key=("code",),
)  # fmt: skip

_PROVENANCE = ("source", "certainty", "note")


def _within(filters: Mapping[str, str]) -> dict[str, Any]:
    place, year = filters.get("place"), filters.get("year")
    return {
        "within": territory(place) if place else "",
        "year": int(year) if year else None,
        "left": {"yes": True, "no": False}.get(filters.get("left", "")),
    }


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives."""
    return poverty_flags(**_within(filters)).values("division").distinct().count()


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """One row for each county that is or was one; filters ``place``, ``year`` (of the exit), ``left``."""
    for county in poverty_counties(actor, **_within(filters)):
        yield empty_to_none(
            {
                "code": county.version.code,
                "name": county.version.name,
                "province": county.province.name,
                **dates_in(county.flag, "listed", "exit"),
                **{name: getattr(county.flag, name) for name in _PROVENANCE},
            }
        )


def _province(past: Lineage, version: DivisionVersion, day: date | None) -> str:
    return next((above.name for above in past.chain(version, day)), version.name)


def settle(actor: Actor, table: Table) -> Table:
    """A date that only says less than the one on record is that one: a list of years takes no day away."""
    stated = [field for field in ("listed", "exit") if field in table.fields]
    if not stated:
        return table
    known = {row["code"]: row for row in rows(actor, {})}
    taken: dict[str, list[Any]] = {field: [] for field in stated}
    for _row, values in table.rows():
        record = known.get(values["code"], {})
        for field in stated:
            said, kept = values[field], record.get(field)
            taken[field].append(kept if said and kept and said.includes(kept) else said)
    columns = []
    for field in stated:
        cells = cells_of(WORKBOOK.column(field))
        columns.append(pl.Series(field, [cells.store(each) for each in taken[field]], dtype=cells.dtype))
    return Table(table.workbook, table.frame.with_columns(columns))


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name counties whose code, name and province disagree, and exits less exact than those on record."""
    settled = settle(actor, reading.table)
    changes = compare(settled, table_of(WORKBOOK, rows(actor, {})), reading.wrong_rows)
    places = Places.of(actor, reading.table.frame["code"])
    known = _known_exits()
    seen: dict[int, int] = {}
    for row, values in touched_rows(changes):
        day = exit_day(values.get("exit"))
        place = places.find(values["code"], values["name"], day)
        yield from left_empty(reading, row, "certainty", values)
        yield from ends_too_early(
            reading,
            row,
            "exit",
            {"start": values.get("listed"), "end": values.get("exit"), "exit": values.get("exit")},
        )
        if place is None:
            wrong = places.why_not(values["code"], values["name"], day)
            yield area_problem(reading, row, wrong.field, wrong.zh, wrong.en, values[wrong.field])
            continue
        yield from _other_province(reading, row, values, places, place)
        yield from _rougher(reading, row, values, known.get(place))
        if seen.setdefault(place, row) != row:
            zh, en = f"与第 {seen[place]} 行是同一个县", f"is the same county as row {seen[place]}"
            yield area_problem(reading, row, "code", zh, en, values["code"])


def _known_exits() -> dict[int, PartialDate]:
    flags = DivisionFlag.objects.filter(kind=FlagKind.NATIONAL_POVERTY_COUNTY, value="")
    ended = flags.filter(end_on__isnull=False).order_by("start_on", "pk")
    return {flag.division_id: flag.period.end for flag in ended if flag.period.end}


def _other_province(
    reading: Reading, row: int, values: Mapping[str, Any], places: Places, place: int
) -> Iterator[CellProblem]:
    if "province" not in values:
        return
    yield from left_empty(reading, row, "province", values)
    day = exit_day(values.get("exit"))
    real = _province(places.around, places.on(place, day), day)
    if values["province"] and name_key(values["province"]) != name_key(real):
        zh, en = f"{values['code']} {values['name']}属{real}:请填“{real}”", f"it lies in {real}: write {real}"
        yield area_problem(reading, row, "province", zh, en, values["province"])


def _rougher(
    reading: Reading, row: int, values: Mapping[str, Any], known: PartialDate | None
) -> Iterator[CellProblem]:
    """A list of years must not take away the day that a better source gave, under another code either."""
    stated = values.get("exit")
    if known is not None and stated is not None and known != stated and stated.includes(known):
        zh = f"台账已记到 {known},比 {stated} 更准:请填 {known},或删去本行"
        en = f"the record says {known}, which is more exact than {stated}: write {known}, or drop the row"
        yield area_problem(reading, row, "exit", zh, en, str(stated))


def apply(actor: Actor, changes: Changes) -> None:
    """Store them as the flags of the counties.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    written = [values for _row, values in touched_rows(changes)]
    places = Places.of(actor, (values["code"] for values in written))
    record_exits(actor=actor, exits=[_columns(places, values) for values in written])


def _columns(places: Places, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "division_id": places.find(values["code"], values["name"], exit_day(values.get("exit"))),
        **texts_of(values, "source", "note"),
        **dates_of(values, "listed", "exit"),
        **({"certainty": values["certainty"]} if values.get("certainty") else {}),
    }


FILTERS = (
    WITHIN,
    Column("year", "退出年份", "Year of exit", Kind.YEAR),
    Column("left", "已退出", "Has left", Kind.BOOLEAN),
)
register(Register(WORKBOOK, rows, apply, check, settle, FILTERS, count))
