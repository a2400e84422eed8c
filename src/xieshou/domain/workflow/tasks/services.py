"""Writes of tasks: record, change, take up, close, open again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import copy
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.access import reaches
from xieshou.domain.evidence.models import Document
from xieshou.domain.parties.models import Organisation, User
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.domain.workflow.tasks.models import Task, TaskDocument, TaskSource, TaskState
from xieshou.domain.workflow.tasks.queries import task as visible_task
from xieshou.domain.workflow.tasks.rules import ENDED, Lack, State, lack_to_close, lack_to_reopen
from xieshou.kernel.actor import Actor, NotAllowedError, Permission

TRIES = 5

REASONS: Mapping[Lack, Any] = {
    Lack.ENDED: gettext_lazy("事项已经办结,须先重新打开"),
    Lack.NOT_ENDED: gettext_lazy("事项尚未办结,无须重新打开"),
    Lack.EVIDENCE: gettext_lazy("办结须有佐证:选一份文献,或写明佐证在哪里"),
    Lack.REASON: gettext_lazy("请写明理由"),
}


class TaskRefusedError(ValueError):
    """A rule refuses what was asked; the message says why. ``field`` is what would mend it."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def may_record(actor: Actor) -> bool:
    """May the actor record tasks anywhere?"""
    return actor.may(Permission.RECORD)


def may_change(actor: Actor, task: Task) -> bool:
    """Its owner, who recorded it, and who records in its scope may change, close and open it again."""
    mine = actor.user_id is not None and actor.user_id in (task.owner_id, task.created_by_id)
    return mine or reaches(actor, task, Permission.RECORD)


def require_change(actor: Actor, task: Task) -> None:
    """Let through who may change a task.

    Raises:
        NotAllowedError: for everybody else.
    """
    if not may_change(actor, task):
        raise NotAllowedError(_("只有责任人和本范围内的填报人员可以办理这件事项"))


def has_scope(task: Task) -> bool:
    """Does the task belong to a place, an organisation or a pairing? Else to its people alone."""
    return any((task.division_id, task.organisation_id, task.pairing_id))


def _require_within(actor: Actor, task: Task) -> None:
    """Let a task stand whose scope, as stored, the actor records in; what has none is its people's own."""
    if has_scope(task) and not reaches(actor, task, Permission.RECORD):
        raise NotAllowedError(_("这一地区、单位或结对不在您的填报范围内"))


@act("登记事项")
def record_task(
    *,
    actor: Actor,
    title: str,
    on: date,
    description: str = "",
    owner: User | None = None,
    helpers: str = "",
    deadline: date | None = None,
    source: TaskSource = TaskSource.OTHER,
    source_text: str = "",
    source_of: tuple[str, int] | None = None,
    division: Division | None = None,
    organisation: Organisation | None = None,
    pairing_id: int | None = None,
) -> Task:
    """Record a task; its code is given by the year of ``on``.

    ``source_of`` is the kind and primary key of the record it comes from.

    Raises:
        NotAllowedError: when the actor may not record tasks of that scope.
    """
    actor.require(Permission.RECORD, _("登记事项"))
    facts: dict[str, Any] = {
        "title": title,
        "description": description,
        "owner": owner,
        "helpers": helpers,
        "deadline": deadline,
        "source": source,
        "source_text": source_text,
        "source_kind": source_of[0] if source_of else "",
        "source_id": source_of[1] if source_of else None,
        "division": division,
        "organisation": organisation,
        "pairing_id": pairing_id,
        "created_by_id": actor.user_id,
    }
    for trial in range(TRIES):
        try:
            with transaction.atomic():
                task = Task.objects.create(code=_next_code(on.year, skip=trial), **facts)
            _require_within(actor, task)
            return task
        except IntegrityError:
            if trial == TRIES - 1:
                raise
    raise AssertionError  # the loop returns or raises


def _next_code(year: int, *, skip: int) -> str:
    """T2026-0001 and on; another who records at the same moment takes the same, then a later one is tried."""
    start = f"T{year}-"
    taken = Task.objects.filter(code__startswith=start).values_list("code", flat=True)
    numbers = [int(code.removeprefix(start)) for code in taken if code.removeprefix(start).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1 + skip:04}"


CHANGEABLE = frozenset(
    {
        *("title", "description", "owner", "helpers", "deadline", "source", "source_text"),
        *("division", "organisation", "pairing_id"),
    }
)


SCOPE = frozenset({"division", "organisation", "pairing_id"})


@act("修改事项")
def change_task(*, actor: Actor, task_id: int, **facts: Any) -> Task:
    """Change what a task says; ``facts`` are among CHANGEABLE.

    Raises:
        Task.DoesNotExist: when there is none that the actor may see.
        NotAllowedError: when the actor may not change it, or would move it out of the own scope.
        TaskRefusedError: when it is closed.
        TypeError: for a fact that is not changed so.
    """
    if not set(facts) <= CHANGEABLE:
        raise TypeError(f"not changed so: {sorted(set(facts) - CHANGEABLE)}")
    task = _held(actor, task_id)
    if State(task.state) in ENDED:
        raise TaskRefusedError(str(REASONS[Lack.ENDED]))
    before = copy(task)
    for name, value in facts.items():
        setattr(task, name, value)
    task.save(update_fields=sorted(facts))
    if facts.keys() & SCOPE and any(getattr(before, name) != getattr(task, name) for name in SCOPE):
        _require_within(actor, task)
    return task


@act("办理事项")
def take_up(*, actor: Actor, task_id: int) -> Task:
    """Say that a task is being worked on; one that nobody has becomes the actor's.

    Raises:
        Task.DoesNotExist, NotAllowedError: as for ``change_task``.
        TaskRefusedError: when it is closed.
    """
    task = _held(actor, task_id)
    if State(task.state) in ENDED:
        raise TaskRefusedError(str(REASONS[Lack.ENDED]))
    task.state = TaskState.DOING
    if task.owner_id is None:
        task.owner_id = actor.user_id
    task.save(update_fields=["state", "owner"])
    return task


@act("办结事项")
def close_task(
    *,
    actor: Actor,
    task_id: int,
    outcome: TaskState,
    on: date,
    documents: Collection[Document] = (),
    evidence: str = "",
    reason: str = "",
) -> Task:
    """Close a task as done, with what shows it, or as dropped, with the reason.

    ``documents`` join those that it has; ``evidence`` takes the place of the note that it has.

    Raises:
        Task.DoesNotExist, NotAllowedError: as for ``change_task``.
        TaskRefusedError: when it is closed already, or what shows it or the reason is missing.
    """
    task = _held(actor, task_id)
    has = set(task.documents.values_list("document_id", flat=True))
    new = [document for document in documents if document.pk not in has]
    note = evidence.strip() or task.evidence
    lack = lack_to_close(
        State(task.state), State(outcome), documents=len(has) + len(new), evidence=note, reason=reason
    )
    if lack is not None:
        field = {Lack.EVIDENCE: "evidence", Lack.REASON: "reason"}.get(lack, "")
        raise TaskRefusedError(str(REASONS[lack]), field)
    for document in new:
        TaskDocument.objects.create(task=task, document=document)
    task.state, task.closed_on = outcome, on
    task.evidence, task.reason = note, reason.strip()
    task.save(update_fields=["state", "closed_on", "evidence", "reason"])
    return task


@act("重新打开事项")
def reopen_task(*, actor: Actor, task_id: int, reason: str) -> Task:
    """Open a closed task again. What showed it stays.

    Raises:
        Task.DoesNotExist, NotAllowedError: as for ``change_task``.
        TaskRefusedError: when it is not closed, or the reason is missing.
    """
    task = _held(actor, task_id)
    lack = lack_to_reopen(State(task.state), reason)
    if lack is not None:
        raise TaskRefusedError(str(REASONS[lack]), "reason" if lack is Lack.REASON else "")
    task.state, task.closed_on, task.reason = TaskState.OPEN, None, reason.strip()
    task.save(update_fields=["state", "closed_on", "reason"])
    return task


def _held(actor: Actor, task_id: int) -> Task:
    """The task, held against others until the transaction ends."""
    seen = visible_task(actor, task_id)
    require_change(actor, seen)
    return Task.objects.select_for_update().get(pk=seen.pk)
