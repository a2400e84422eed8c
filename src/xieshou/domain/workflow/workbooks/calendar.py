"""The ledger of the year calendar (年历台账)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.codelists import CERTAINTIES, codes_of
from xieshou.domain.evidence.workbooks.faults import (
    Fault,
    Row,
    named,
    require_none,
    rows_of,
    unfit,
    with_usual,
)
from xieshou.domain.places.workbooks.written import empty_to_none
from xieshou.domain.recorded import act
from xieshou.domain.workflow.calendar.models import CalendarItem, ItemRecurrence, ItemSide
from xieshou.domain.workflow.calendar.queries import items
from xieshou.domain.workflow.calendar.rounds import known_rounds
from xieshou.domain.workflow.calendar.written import BadDayError, columns_of, settled_days
from xieshou.kernel.actor import Actor
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, register
from xieshou.workbooks.tables import Table

_RECURRENCES = codes_of(ItemRecurrence, {"yearly": "yearly", "monthly": "monthly", "after": "after an event"})
_SIDES = codes_of(ItemSide, {"east": "east", "west": "west", "both": "both sides"}, {"both": ("东西部",)})
_TEXTS = (
    "code", "name", "name_en", "event", "event_en", "role", "role_en", "source", "note", "note_en",
)  # fmt: skip
_CHOSEN = ("recurrence", "side", "certainty")
_WRITTEN = ("recurrence", "start", "due", "days")

WORKBOOK = Workbook(
    "calendar",
    "年历台账",
    "Year calendar",
    (
        Column("round", "轮次编号", "Round", required=True, longest=20, example="2021"),
        Column("code", "编号", "Code", required=True, longest=40, example="year-plan",
               help="小写字母、数字和连字符", help_en="lower-case letters, digits and hyphens"),
        Column("name", "工作", "Work", required=True, also=("工作事项",), longest=120,
               example="制定年度工作计划"),
        Column("name_en", "工作(英文)", "Work in English", required=True, longest=200,
               example="Plan of the year"),
        Column("recurrence", "周期", "Recurrence", Kind.CODE, required=True, codes=_RECURRENCES,
               example="每年"),
        Column("start", "起始", "Start", longest=12, example="03-01", help="每年的写月日,如 03-01",
               help_en="month and day of a yearly item, as 03-01"),
        Column("due", "截止", "Due", longest=12, example="03-31",
               help="每年的写月日;每月的写次月几日,如 10;当月没有的日子按月末",
               help_en="month and day of a yearly item; of a monthly one the day of the next month, as 10"),
        Column("days", "限期天数", "Days", Kind.INTEGER, least=1, most=366, help="事后限期的才填",
               help_en="of an item that follows an event"),
        Column("in_workdays", "按工作日计", "In working days", Kind.BOOLEAN),
        Column("event", "起算事件", "Event", longest=120),
        Column("event_en", "起算事件(英文)", "Event in English", longest=200),
        Column("side", "方", "Side", Kind.CODE, also=("东西部",), codes=_SIDES, example="双方"),
        Column("role", "由谁办", "By whom", longest=60, example="协作办"),
        Column("role_en", "由谁办(英文)", "By whom, in English", longest=100, example="cooperation office"),
        Column("raises", "到期生成事项", "Raises tasks", Kind.BOOLEAN),
        Column("source", "出处", "Source", also=("来源",), longest=200, example="示例"),
        Column("certainty", "可信度", "Certainty", Kind.CODE, required=True, codes=CERTAINTIES,
               example="示例"),
        Column("note", "说明", "Note", also=("备注",), longest=300),
        Column("note_en", "说明(英文)", "Note in English", longest=400),
    ),
    key=("round", "code"),
)  # fmt: skip


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The items; filter ``round``."""
    for item in items(actor, filters.get("round") or None):
        yield empty_to_none(
            {
                "round": item.round_code,
                **{name: getattr(item, name) for name in (*_TEXTS, *_CHOSEN)},
                "start": item.start_written,
                "due": item.due_written,
                "days": item.days,
                "in_workdays": item.in_workdays,
                "raises": item.raises,
            }
        )


def settle(actor: Actor, table: Table) -> Table:
    """Days in the form in which they are given out; an empty cell is what is usual."""
    usual = with_usual(table, side=ItemSide.BOTH.value, in_workdays=False, raises=True)
    frame = usual.frame
    for field in ("start", "due"):
        if field in usual.fields:
            frame = frame.with_columns(
                frame[field].map_elements(settled_days, return_dtype=frame[field].dtype)
            )
    return Table(table.workbook, frame)


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name rounds that are not there, and days that do not fit how the item comes again."""
    return named(reading, _faults(list(reading.table.rows()), _stored()))


@act("导入年历")
def apply(actor: Actor, changes: Changes) -> None:
    """Store them as the person's: later loads leave them.

    Raises:
        NotAllowedError: when the actor may not write.
        ChangesRefusedError: when a rule refuses one of them.
    """
    actor.require_write(_("导入年历"))
    stored, given = _stored(), rows_of(changes)
    require_none(WORKBOOK, _faults(given, stored))
    for _row, values in given:
        item = _filled(values, stored)
        item.edited_at = timezone.now()
        item.save()


def _stored() -> dict[tuple[str, str], CalendarItem]:
    return {item.key: item for item in CalendarItem.objects.all()}


def _filled(values: Mapping[str, Any], stored: Mapping[tuple[str, str], CalendarItem]) -> CalendarItem:
    """The item as it would be: what the file does not have stays, or is the usual.

    Raises:
        BadDayError: as ``columns_of``.
    """
    item = CalendarItem(round_code=values["round"] or "", code=values["code"] or "")
    if old := stored.get(item.key):
        for field in CalendarItem._meta.concrete_fields:
            setattr(item, field.attname, getattr(old, field.attname))
        item._state.adding = False
    for name in _TEXTS:
        if name in values:
            setattr(item, name, values[name] or "")
    for name in (*_CHOSEN, "in_workdays", "raises"):
        if values.get(name) is not None:
            setattr(item, name, values[name])
    if any(name in values for name in _WRITTEN) and item.recurrence:
        start = values.get("start", item.start_written)
        due = values.get("due", item.due_written)
        days = values.get("days", item.days)
        for name, value in columns_of(item.recurrence, start or "", due or "", days).items():
            setattr(item, name, value)
    return item


_DAYS = {
    "start": ("每年的请写起始月日,如 03-01", "write month and day of a yearly item, as 03-01"),
    "due": (
        "每年的请写截止月日,如 03-31;每月的请写次月几日,如 10",
        "write month and day, as 03-31; of a monthly item the day of the next month, as 10",
    ),
    "days": ("事后限期的请写天数", "write the days of an item that follows an event"),
}


def _faults(given: list[Row], stored: Mapping[tuple[str, str], CalendarItem]) -> Iterator[Fault]:
    rounds = {known.code for known in known_rounds()}
    for row, values in given:
        if not (values["round"] and values["code"]):
            continue
        if values["round"] not in rounds:
            zh, en = f"没有编号为 {values['round']} 的轮次", f"no round has the code {values['round']}"
            yield Fault(row, "round", zh, en, values["round"])
        try:
            item = _filled(values, stored)
        except BadDayError as problem:
            field = str(problem)
            zh, en = _DAYS[field]
            yield Fault(row, field if field in values else "recurrence", zh, en, str(values.get(field) or ""))
            continue
        yield from unfit(row, item, [name for name in _TEXTS if values.get(name)])
        for field in ("start", "due", "days"):
            unused = values.get(field) and not _given(item, field)
            if unused:
                zh, en = "这种周期不用这一列,请空着", "is not used by such an item: leave it empty"
                yield Fault(row, field, zh, en, str(values[field]))


def _given(item: CalendarItem, field: str) -> Any:
    return {"start": item.start_written, "due": item.due_written, "days": item.days}[field]


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives."""
    return items(actor, filters.get("round")).count()


register(Register(WORKBOOK, rows, apply, check, settle, (WORKBOOK.column("round"),), count))
