"""Tasks recorded, taken up, closed with what shows it, and opened again (A5-3, A6-2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.domain.workflow.tasks.conftest import TODAY
from xieshou.domain.evidence.models import Document
from xieshou.domain.parties.models import User
from xieshou.domain.workflow.tasks.models import Task, TaskSource, TaskState
from xieshou.domain.workflow.tasks.queries import documents_of
from xieshou.domain.workflow.tasks.services import (
    TaskRefusedError,
    change_task,
    close_task,
    record_task,
    reopen_task,
    take_up,
)
from xieshou.kernel.actor import ANONYMOUS, Actor, NotAllowedError

pytestmark = pytest.mark.django_db
Make = Callable[..., Task]


def test_a_task_says_where_it_comes_from_and_gets_a_number(a_task: Make, minutes: Document) -> None:
    first = a_task(source=TaskSource.MEETING, source_text="纪要第3条", source_of=("document", minutes.pk))
    assert (first.code, a_task().code) == ("T2026-0001", "T2026-0002")
    assert (first.source_kind, first.source_id, first.state) == ("document", minutes.pk, TaskState.OPEN)


def test_who_takes_a_task_up_that_nobody_has_owns_it(a_task: Make, administrator: Actor) -> None:
    task = take_up(actor=administrator, task_id=a_task().pk)
    assert (task.state, task.owner_id) == (TaskState.DOING, administrator.user_id)


def test_done_without_evidence_is_refused_and_changes_nothing(a_task: Make, administrator: Actor) -> None:
    task = a_task()
    with pytest.raises(TaskRefusedError, match="办结须有佐证") as refused:
        close_task(actor=administrator, task_id=task.pk, outcome=TaskState.DONE, on=TODAY)
    assert refused.value.field == "evidence"
    task.refresh_from_db()
    assert (task.state, task.closed_on) == (TaskState.OPEN, None)


def test_a_document_shows_that_a_task_is_done(a_task: Make, administrator: Actor, minutes: Document) -> None:
    task = a_task()
    for _again in range(2):
        close_task(
            actor=administrator, task_id=task.pk, outcome=TaskState.DONE, on=TODAY, documents=[minutes]
        )
        assert documents_of(administrator, task) == [minutes]
        reopen_task(actor=administrator, task_id=task.pk, reason="佐证有误")
    task.refresh_from_db()
    assert (task.state, task.closed_on, task.reason) == (TaskState.OPEN, None, "佐证有误")


def test_dropped_needs_a_reason_and_keeps_it(a_task: Make, administrator: Actor) -> None:
    task = a_task()
    with pytest.raises(TaskRefusedError, match="请写明理由"):
        close_task(actor=administrator, task_id=task.pk, outcome=TaskState.DROPPED, on=TODAY)
    done = close_task(
        actor=administrator, task_id=task.pk, outcome=TaskState.DROPPED, on=TODAY, reason="协议已终止"
    )
    assert (done.state, done.reason, done.closed_on) == (TaskState.DROPPED, "协议已终止", TODAY)


def test_a_closed_task_is_not_changed_until_it_is_opened_again(a_task: Make, administrator: Actor) -> None:
    task = a_task()
    close_task(actor=administrator, task_id=task.pk, outcome=TaskState.DONE, on=TODAY, evidence="见纪要")
    with pytest.raises(TaskRefusedError, match="须先重新打开"):
        change_task(actor=administrator, task_id=task.pk, title="另一件")
    with pytest.raises(TaskRefusedError, match="请写明理由"):
        reopen_task(actor=administrator, task_id=task.pk, reason=" ")
    reopen_task(actor=administrator, task_id=task.pk, reason="还有一项")
    changed = change_task(actor=administrator, task_id=task.pk, deadline=date(2026, 5, 1))
    assert changed.deadline == date(2026, 5, 1)


def test_an_owner_closes_their_own_and_another_does_not_see_it(a_task: Make, viewer_user: User) -> None:
    owner = Actor(viewer_user.pk, "示例")
    mine, other = a_task(owner=viewer_user), a_task()
    done = close_task(actor=owner, task_id=mine.pk, outcome=TaskState.DONE, on=TODAY, evidence="见纪要")
    assert done.state == TaskState.DONE
    with pytest.raises(Task.DoesNotExist):
        close_task(actor=owner, task_id=other.pk, outcome=TaskState.DONE, on=TODAY, evidence="见纪要")


def test_a_stranger_and_a_viewer_record_nothing(viewer: Actor) -> None:
    for actor in (ANONYMOUS, viewer):
        with pytest.raises(NotAllowedError):
            record_task(actor=actor, title="示例事项", on=TODAY)
    assert not Task.objects.exists()


def test_what_is_given_beside_the_facts_of_a_task_is_a_mistake(a_task: Make, administrator: Actor) -> None:
    with pytest.raises(TypeError):
        change_task(actor=administrator, task_id=a_task().pk, state="done")
