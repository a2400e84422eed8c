"""The ledger of tasks (事项台账)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.codelists import codes_of
from xieshou.domain.evidence.workbooks.columns import HOLDING
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
from xieshou.domain.workflow.tasks.models import Task, TaskDocument, TaskSource, TaskStanding, TaskState
from xieshou.domain.workflow.tasks.queries import asked_by, filtered, tasks
from xieshou.domain.workflow.tasks.rules import ENDED, State
from xieshou.domain.workflow.tasks.services import may_change
from xieshou.domain.workflow.workbooks.known import Known, seats
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.period import PartialDate, Precision
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, register
from xieshou.workbooks.tables import Table

_STATES = codes_of(
    TaskState,
    {"open": "open", "doing": "in progress", "done": "done", "dropped": "dropped"},
    {"done": ("完成", "已完成"), "doing": ("进行中",), "open": ("未办",), "dropped": ("取消",)},
)
_SOURCES = codes_of(
    TaskSource,
    {
        "agreement": "agreement",
        "meeting": "meeting",
        "assessment": "assessment",
        "audit_issue": "audit issue",
        "calendar": "year calendar",
        "other": "other",
    },
)
_STANDINGS = codes_of(
    TaskStanding,
    {
        "overdue": "overdue",
        "due_soon": "due soon",
        "open": "open",
        "doing": "in progress",
        "done": "done",
        "dropped": "dropped",
    },
)
_TEXTS = ("title", "description", "helpers", "source_text", "evidence", "reason")
_DATES = ("deadline", "closed_on")
_USUAL = {"state": TaskState.OPEN.value, "source": TaskSource.OTHER.value}

WORKBOOK = Workbook(
    "tasks",
    "事项台账",
    "Tasks",
    (
        Column("code", "编号", "Code", required=True, also=("事项编号",), longest=160, example="T2026-0001"),
        Column("title", "事项名称", "Task", required=True, also=("任务名称", "事项"), longest=120,
               example="核实园区到位资金"),
        Column("description", "要做什么", "What to do", also=("工作内容", "任务内容")),
        Column("owner", "责任人", "Owner", also=("责任人账号",), longest=150, help="登录名;空 = 尚未分派",
               help_en="the name of an account; empty = nobody yet"),
        Column("helpers", "协办", "Helpers", also=("配合单位",), longest=200),
        Column("deadline", "期限", "Deadline", Kind.DATE, also=("完成时限", "办结时限"),
               example="2026-03-31"),
        Column("state", "状态", "State", Kind.CODE, also=("办理情况",), codes=_STATES, example="待办"),
        Column("source", "来源", "Source", Kind.CODE, also=("任务来源",), codes=_SOURCES, example="会议"),
        Column("source_text", "来源说明", "Reference", also=("依据",), longest=300,
               example="联席会议纪要第3条"),
        Column("place", "地区代码", "Division code", Kind.DIVISION, also=("行政区划代码",), example="520602"),
        Column("organisation", "责任单位", "Organisation", also=("牵头单位",), longest=120,
               help="全称;须已登记", help_en="its full name, on record"),
        Column("organisation_place", "责任单位所在地代码", "Place code of organisation", Kind.DIVISION,
               help="可删去整列;同名单位不止一个时须填",
               help_en="may be left out unless several organisations have that name"),
        Column("pairing", "结对编号", "Pairing", Kind.INTEGER, least=1,
               help="结对手册地址里的数字", help_en="the number in the address of the pair book"),
        Column("documents", "佐证文献", "Evidence documents", Kind.TEXTS, also=("佐证材料",),
               help="文献编号,几份之间用顿号", help_en="codes of documents, with 、 between them"),
        Column("evidence", "佐证说明", "Evidence note"),
        Column("reason", "理由", "Reason", longest=300, help="不再办理的须写",
               help_en="required for dropped ones"),
        Column("closed_on", "办结日期", "Closed on", Kind.DATE, also=("完成日期",)),
    ),
    key=("code",),
)  # fmt: skip


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The tasks that the actor may see; the filters are those of the page, as of today."""
    found = tasks(actor, asked_by(filters), timezone.localdate()).order_by("code")
    listed = list(found.prefetch_related("documents__document"))
    at = seats(task.organisation for task in listed if task.organisation)
    for task in listed:
        yield empty_to_none(
            {
                "code": task.code,
                **{name: getattr(task, name) for name in (*_TEXTS, "state", "source")},
                **{name: _as_date(getattr(task, name)) for name in _DATES},
                "owner": task.owner.username if task.owner else None,
                "place": task.division.code if task.division else None,
                "organisation": task.organisation.name if task.organisation else None,
                "organisation_place": at.get(task.organisation_id) if task.organisation_id else None,
                "pairing": task.pairing_id,
                "documents": tuple(sorted(each.document.code for each in task.documents.all())) or None,
            }
        )


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives."""
    return filtered(actor, asked_by(filters), timezone.localdate()).count()


def settle(actor: Actor, table: Table) -> Table:
    """An empty cell is what is usual."""
    return with_usual(table, **_USUAL)


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name what is not there, dates that are no day, and ends without evidence or reason."""
    given = list(reading.table.rows())
    return named(reading, _faults(actor, given, Known.of(actor, given), _stored(given)))


@act("导入事项")
def apply(actor: Actor, changes: Changes) -> None:
    """Store them.

    Raises:
        NotAllowedError: when the actor may not write.
        ChangesRefusedError: when a rule refuses one of them.
    """
    actor.require(Permission.RECORD, _("导入事项"))
    given = rows_of(changes)
    known, stored = Known.of(actor, given), _stored(given)
    require_none(WORKBOOK, _faults(actor, given, known, stored))
    for _row, values in given:
        task = _filled(values, known, stored)
        if task.pk is None:
            task.created_by_id = actor.user_id
        task.save()
        if "documents" in values:
            _keep_documents(task, {known.documents[code] for code in values["documents"] or ()})


def _keep_documents(task: Task, wanted: set[int]) -> None:
    has = {each.document_id: each for each in task.documents.all()}
    for document_id in sorted(wanted - set(has)):
        TaskDocument.objects.create(task=task, document_id=document_id)
    for document_id in set(has) - wanted:
        has[document_id].delete()


def _stored(given: list[Row]) -> dict[str, Task]:
    codes = {values["code"] for _row, values in given if values["code"]}
    found = Task.objects.filter(code__in=codes).select_related("division", "organisation__division")
    found = found.prefetch_related("documents")
    return {task.code: task for task in found}


def _filled(values: Mapping[str, Any], known: Known, stored: Mapping[str, Task]) -> Task:
    """The task as it would be: what the file does not have stays, or is the usual."""
    task = Task(code=values["code"] or "")
    if old := stored.get(task.code):
        for field in Task._meta.concrete_fields:
            setattr(task, field.attname, getattr(old, field.attname))
        task._state.adding = False
    for name in _TEXTS:
        if name in values:
            setattr(task, name, values[name] or "")
    for name, usual in _USUAL.items():
        if name in values:
            setattr(task, name, values[name] or usual)
    for name in _DATES:
        if name in values:
            setattr(task, name, values[name].day if values[name] else None)
    if "owner" in values:
        task.owner_id = known.accounts.get(values["owner"])
    if "place" in values and not (old and old.division and old.division.code == values["place"]):
        task.division_id = known.divisions.get(values["place"])
    if "organisation" in values:
        found = known.organisation(values)
        task.organisation_id = found.pk if found else None
    if "pairing" in values:
        task.pairing_id = values["pairing"]
    return task


def _faults(actor: Actor, given: list[Row], known: Known, stored: Mapping[str, Task]) -> Iterator[Fault]:
    for row, values in given:
        if not values["code"]:
            continue
        for name in _DATES:
            written = values.get(name)
            if written is not None and written.precision is not Precision.DAY:
                yield Fault(row, name, "请写到日,如 2026-03-31", "name the day, as 2026-03-31", str(written))
        yield from known.faults(row, values)
        yield from _outside(actor, row, values, known, stored.get(values["code"]))
        task = _filled(values, known, stored)
        yield from unfit(row, task, [name for name in ("code", *_TEXTS) if values.get(name)])
        yield from _wrong_end(row, values, task)


def _outside(
    actor: Actor, row: int, values: Mapping[str, Any], known: Known, old: Task | None
) -> Iterator[Fault]:
    """A task of another scope, or one that would belong to a scope in which the actor does not record."""
    reach = actor.reach(Permission.RECORD)
    if old is not None and not may_change(actor, old):
        zh, en = "这个编号属于您无权修改的事项", "the code is that of a task that you may not change"
        yield Fault(row, "code", zh, en, values["code"])
    office, pairing = known.organisation(values), values.get("pairing")
    codes = {code for code in (values.get("place"), known.seat(office)) if code}
    if not (codes or office or pairing):
        return
    within = reach.everywhere or any(map(reach.has_code, codes)) or pairing in reach.pairings
    if not within and not (office and office.pk in reach.organisations):
        field = next(name for name in ("place", "organisation", "pairing") if values.get(name))
        zh, en = "不在您的填报范围内", "lies outside the scopes in which you record"
        yield Fault(row, field, zh, en, str(values[field]))


def _wrong_end(row: int, values: Mapping[str, Any], task: Task) -> Iterator[Fault]:
    """A task that ends has a day and what the end rests on; one that is open has no such day."""
    ended = State(task.state) in ENDED
    if ended and task.closed_on is None:
        field = "closed_on" if "closed_on" in values else "state"
        yield Fault(row, field, "已办结或不再办理的须有办结日期", "needs the day on which it was closed")
    if not ended and task.closed_on is not None:
        field = "closed_on" if values.get("closed_on") else "state"
        yield Fault(row, field, "尚未办结,不应有办结日期", "is not closed, so has no such day")
    if task.state == TaskState.DROPPED and not task.reason:
        field = "reason" if "reason" in values else "state"
        yield Fault(row, field, "不再办理的须写理由", "what is dropped needs a reason")
    has = values["documents"] if "documents" in values else task.pk and list(task.documents.all())
    if task.state == TaskState.DONE and not has and not task.evidence:
        field = "evidence" if "evidence" in values else "state"
        yield Fault(row, field, "已办结的须有佐证文献或佐证说明", "what is done needs a document or a note")


def _as_date(day: Any) -> PartialDate | None:
    return PartialDate(day) if day else None


FILTERS = (
    Column("standing", "办理情况", "Standing", Kind.CODE, codes=_STANDINGS),
    WORKBOOK.column("source"),
    WORKBOOK.column("place"),
    WORKBOOK.column("pairing"),
    Column("mine", "我的", "Mine", Kind.BOOLEAN),
    Column("unassigned", "尚未分派", "Unassigned", Kind.BOOLEAN),
    Column("open", "未办结", "Open", Kind.BOOLEAN),
    HOLDING,
)
register(Register(WORKBOOK, rows, apply, check, settle, FILTERS, count, writing=Permission.RECORD))
