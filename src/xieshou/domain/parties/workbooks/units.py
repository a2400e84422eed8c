"""The ledger of units that pair like divisions though they have no division code: zones, offices, resorts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from xieshou.domain.parties.models import Organisation, OrganisationKind
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
from xieshou.domain.parties.workbooks.judging import problems_of
from xieshou.domain.parties.workbooks.organisations import columns_asked, filtered, store
from xieshou.domain.parties.workbooks.written import directory, rows_asked
from xieshou.domain.places.workbooks.columns import RECORDED
from xieshou.domain.places.workbooks.written import Places, touched_rows
from xieshou.kernel.actor import Actor, Permission
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, register

UNIT_KINDS = (OrganisationKind.ZONE.value, OrganisationKind.OFFICE.value)

WORKBOOK = Workbook(
    "units",
    "非区划单位台账",
    "Units without a division code",
    (
        NAME,
        NAME_EN,
        Column("kind", "类型", "Kind", Kind.CODE, required=True, also=("单位类型",),
               codes=tuple(code for code in KINDS if code.value in UNIT_KINDS), example="功能区"),
        SIDE,
        place_column(required=True),
        PLACE_NAME,
        START,
        END,
        SOURCE,
        NOTE,
    ),
    key=("name", "place"),
)  # fmt: skip


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    """The zones and offices that sit somewhere; filters ``kind``, ``side`` and ``place``."""
    found = rows_asked(actor, filters, UNIT_KINDS, WORKBOOK.fields)
    return filtered((row for row in found if row["place"]), filters)


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives; only those of one place are looked at one by one."""
    if filters.get("place") or filters.get("recorded"):
        return sum(1 for _row in rows(actor, filters))
    seated = Organisation.objects.seen_by(actor).filter(kind__in=UNIT_KINDS, division__isnull=False)
    return seated.filter(**columns_asked(filters)).count()


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name places and dates that cannot be, and organisations that are no units."""
    places = Places.of(actor, reading.table.frame["place"])
    return problems_of(actor, reading, directory(actor), places, UNIT_KINDS)


def apply(actor: Actor, changes: Changes) -> None:
    """Store them among the organisations.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    store(actor, [values for _row, values in touched_rows(changes)])


FILTERS = (*(WORKBOOK.column(name) for name in ("kind", "side", "place")), RECORDED)
register(Register(WORKBOOK, rows, apply, check, filters=FILTERS, count=count, writing=Permission.RECORD))
