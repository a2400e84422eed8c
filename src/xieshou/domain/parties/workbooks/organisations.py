"""The ledger of organisations (单位台账)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from xieshou.domain.parties.models import Organisation, OrganisationKind
from xieshou.domain.parties.services import record_organisations
from xieshou.domain.parties.workbooks.columns import (
    END,
    KINDS,
    NAME,
    NAME_EN,
    NOTE,
    PLACE_NAME,
    SIDE,
    SOURCE,
    START,
    place_column,
)
from xieshou.domain.parties.workbooks.judging import parent_of, problems_of
from xieshou.domain.parties.workbooks.written import Key, directory, rows_asked
from xieshou.domain.places.workbooks.columns import RECORDED, dates_of, texts_of
from xieshou.domain.places.workbooks.written import Places, last_day, touched_rows
from xieshou.kernel.actor import Actor, Permission
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, register

WORKBOOK = Workbook(
    "organisations",
    "单位台账",
    "Organisations",
    (
        NAME,
        NAME_EN,
        Column("kind", "类型", "Kind", Kind.CODE, required=True, also=("单位类型",), codes=KINDS,
               example="功能区"),
        SIDE,
        Column("credit_code", "统一社会信用代码", "Credit code", Kind.CREDIT_CODE, also=("信用代码",),
               longest=18),
        Column("parent", "上级单位", "Parent", also=("主管单位",), longest=120,
               help="全称;须已登记或在同一文件中", help_en="its full name, on record or in the same file"),
        Column("parent_place", "上级单位所在地代码", "Place code of parent", Kind.DIVISION,
               help="可删去整列;同名单位不止一个时须填",
               help_en="may be left out unless several organisations have that name"),
        place_column(required=False),
        PLACE_NAME,
        START,
        END,
        SOURCE,
        NOTE,
    ),
    key=("name", "place"),
)  # fmt: skip


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    """The organisations; filters ``kind``, ``side`` and ``place`` (where they sit)."""
    return filtered(rows_asked(actor, filters, OrganisationKind.values, WORKBOOK.fields), filters)


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives; only those of one place are looked at one by one."""
    if filters.get("place") or filters.get("recorded"):
        return sum(1 for _row in rows(actor, filters))
    return Organisation.objects.seen_by(actor).filter(**columns_asked(filters)).count()


def columns_asked(filters: Mapping[str, str]) -> dict[str, str]:
    """The filters that are columns of an organisation."""
    return {name: filters[name] for name in ("kind", "side") if filters.get(name)}


def filtered(rows: Iterable[dict[str, Any]], filters: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    """Those whose fields hold what the filters say."""
    wanted = {name: value for name, value in filters.items() if value and name in ("kind", "side", "place")}
    return (row for row in rows if all(row[name] == value for name, value in wanted.items()))


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name places, parents and dates that cannot be."""
    places = Places.of(actor, reading.table.frame["place"])
    return problems_of(actor, reading, directory(actor), places, OrganisationKind.values)


def apply(actor: Actor, changes: Changes) -> None:
    """Store them.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    store(actor, [values for _row, values in touched_rows(changes)])


def store(actor: Actor, written: Collection[dict[str, Any]]) -> None:
    """Record the organisations of rows that were checked."""
    known = directory(actor)
    places = Places.of(actor, (values.get("place") for values in written))
    ids: dict[Key, int | None] = {key: each.division_id for key, each in known.by_key.items()}
    for values in written:
        place = values.get("place")
        day = last_day(values.get("end"))
        ids[values["name"], place] = places.find(place, None, day) if place else None
    facts = []
    for values in written:
        parent = parent_of(values, known, ids)
        columns: dict[str, Any] = {name: values[name] for name in ("name", "kind", "side") if name in values}
        columns |= texts_of(values, "name_en", "credit_code", "source", "note") | dates_of(values)
        columns["division_id"] = ids[values["name"], values.get("place")]
        if "parent" in values:
            columns["parent"] = (parent[0], ids[parent]) if parent else None
        facts.append(columns)
    record_organisations(actor=actor, organisations=facts)


FILTERS = (*(WORKBOOK.column(name) for name in ("kind", "side", "place")), RECORDED)
register(Register(WORKBOOK, rows, apply, check, filters=FILTERS, count=count, writing=Permission.RECORD))
