"""What the registers of people and their households share: filters, rows by frames, judging, storing."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.households.models import Household, Member
from xieshou.domain.households.queries import HouseholdFilter, households
from xieshou.domain.households.storing.reading import Reader, keys_of
from xieshou.domain.households.storing.settling import Prepared, parts_of, prepare, settled_table
from xieshou.domain.households.storing.writing import store
from xieshou.domain.households.workbooks.codes import KINDS, MONITORED, STATES
from xieshou.domain.households.workbooks.judging import Judging
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor, Permission
from xieshou.workbooks.comparing import OLD, Changes
from xieshou.workbooks.declaring import Code, Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, register, rows_by
from xieshou.workbooks.tables import Table

FILTERS = (
    Column("place", "区划代码", "Place code", Kind.DIVISION),
    Column(
        "status", "户类型", "Kind of household", Kind.CODE,
        codes=(*KINDS, Code("registered", "建档立卡户", "registered household")),
    ),
    Column(
        "monitored", "监测对象", "Watched", Kind.CODE,
        codes=(Code("any", "全部监测对象", "all that are watched"), *MONITORED),
    ),
    Column("year", "收入年份", "Year of income", Kind.YEAR),
    Column("state", "审核状态", "State of review", Kind.CODE, codes=STATES),
)  # fmt: skip

_handed = threading.local()


def register_people(workbook: Workbook) -> Register:
    """Make a register of people with the data of their households known, by its columns."""

    def frames(actor: Actor, filters: Mapping[str, str]) -> Iterator[pl.DataFrame]:
        year = filters.get("year")
        reader = Reader(year=int(year) if year else None)
        for frame in reader.frames(keys_of(_asked(actor, filters))):
            if "year" in workbook.fields:  # whose date is that of the form
                frame = frame.with_columns(pl.lit(None, pl.String).alias("dated"))
            yield frame.select(workbook.fields)

    def count(actor: Actor, filters: Mapping[str, str]) -> int:
        asked = _asked(actor, filters)
        return Member.objects.seen_by(actor).filter(left_on__isnull=True, household__in=asked).count()

    def check(actor: Actor, reading: Reading) -> Iterator[CellProblem]:
        settled = []
        for prepared in _prepared(actor, reading.table):
            yield from Judging(actor, reading, prepared, f"{timezone.localdate()}").problems()
            settled.append(prepared.settled)
        _handed.over = (reading.table, settled)

    def settle(actor: Actor, table: Table) -> Table:
        # Right after ``check``, in the same look at the records, which is half of the work.
        read, settled = getattr(_handed, "over", (None, None))
        _handed.over = (None, None)
        if read is not table or settled is None:
            settled = [prepared.settled for prepared in _prepared(actor, table)]
        return settled_table(table, settled)

    @act("导入农户台账")
    def apply(actor: Actor, changes: Changes) -> None:
        """Store them.

        Raises:
            NotAllowedError, OutsideScopeError: when the actor may not record one of them.
        """
        actor.require(Permission.RECORD, _("导入农户台账"))
        for prepared in _changed(actor, changes):
            store(actor, prepared)

    return register(
        Register(
            workbook,
            rows_by(workbook, frames),
            apply,
            check,
            settle,
            filters=FILTERS,
            count=count,
            frames=frames,
            writing=Permission.RECORD,
        )
    )


def _prepared(actor: Actor, table: Table) -> Iterator[Prepared]:
    """A table beside the records, part by part: a million rows at once with both are too many."""
    everybody = table.frame.select("person")
    for part in parts_of(table):
        yield prepare(actor, part, everybody)


def _changed(actor: Actor, changes: Changes) -> Iterator[Prepared]:
    rows = changes.new_frame.columns
    frame = pl.concat([changes.new_frame, changes.changed_frame.select(rows)])
    old, new = changes.changed_frame[f"{OLD}household"], changes.changed_frame["household"]
    moved = old != new
    together = pl.concat([old.filter(moved), new.filter(moved).rename(old.name)]).unique()
    everybody = frame.select("person")
    for part in parts_of(Table(changes.workbook, frame), together):
        yield prepare(actor, part, everybody, settled=True)


def _asked(actor: Actor, filters: Mapping[str, str]) -> QuerySet[Household]:
    """The households that are there and that the filters ask for, as far as the actor sees."""
    return households(
        actor,
        HouseholdFilter(
            on=date.max,
            place=filters.get("place", ""),
            status=filters.get("status", ""),
            monitored=filters.get("monitored", ""),
            state=filters.get("state", ""),
        ),
        "number",
    )
