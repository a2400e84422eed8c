"""Deadlines raise work: one task per item, occurrence and scope, however often it is asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from xieshou.domain.parties.models import User
from xieshou.domain.places.models import Division
from xieshou.domain.workflow.calendar.models import CalendarItem
from xieshou.domain.workflow.calendar.queries import following_events, year_of
from xieshou.domain.workflow.calendar.raising import Raised, raise_after, raise_due
from xieshou.domain.workflow.calendar.rules import Phase
from xieshou.domain.workflow.calendar.services import (
    CalendarRefusedError,
    end_duty,
    give_duty,
    record_item,
    remove_item,
)
from xieshou.domain.workflow.calendar.working import RAISE, ask_daily
from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.tasks.models import Task, TaskSource, TaskState
from xieshou.kernel.actor import ANONYMOUS, SYSTEM, Actor, NotAllowedError

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 5)


def test_what_is_open_is_raised_once(item: CalendarItem) -> None:
    first = raise_due(actor=SYSTEM, on=MARCH)
    assert first.created > 2
    assert raise_due(actor=SYSTEM, on=MARCH) == Raised(0, first.created)
    task = Task.objects.get(code="2021-year-plan-2026")
    assert (task.title, task.deadline, task.source) == (
        "制定年度工作计划(2026)",
        date(2026, 3, 31),
        TaskSource.CALENDAR,
    )
    assert (task.source_kind, task.source_id, task.owner) == ("calendar_item", item.pk, None)


def test_a_task_that_was_closed_is_not_raised_again(item: CalendarItem) -> None:
    raise_due(actor=SYSTEM, on=MARCH)
    Task.objects.update(state=TaskState.DONE, closed_on=MARCH)
    assert raise_due(actor=SYSTEM, on=date(2026, 3, 9)).created == 0


def test_a_month_later_the_next_report_is_asked_and_a_year_later_the_next_plan(shipped: None) -> None:
    for day in (MARCH, date(2026, 4, 5), date(2027, 3, 5)):
        raise_due(actor=SYSTEM, on=day)
    plans = Task.objects.filter(code__startswith="2021-year-plan").values_list("code", flat=True)
    reports = Task.objects.filter(code__startswith="2021-monthly").values_list("code", flat=True)
    assert set(plans) == {"2021-year-plan-2026", "2021-year-plan-2027"}
    assert {code[-7:] for code in reports} == {"2026-02", "2026-03", "2027-02"}


def test_rounds_that_ended_ask_for_nothing(shipped: None) -> None:
    raise_due(actor=SYSTEM, on=MARCH)
    assert not Task.objects.filter(code__startswith="2016-").exists()
    raise_due(actor=SYSTEM, on=date(2019, 3, 5))
    assert Task.objects.filter(code__startswith="2016-").count() == 4


def test_each_who_has_an_item_in_hand_gets_a_task(
    item: CalendarItem, county: Division, viewer_user: User, administrator: Actor
) -> None:
    give_duty(actor=administrator, item=item, division=county, owner=viewer_user)
    give_duty(actor=administrator, item=item, pairing_id=12)
    raise_due(actor=SYSTEM, on=MARCH)
    raise_due(actor=SYSTEM, on=MARCH)
    tasks = Task.objects.filter(source_id=item.pk)
    assert {(task.code, task.division_id, task.owner_id, task.pairing_id) for task in tasks} == {
        ("2021-year-plan-2026-d520602", county.pk, viewer_user.pk, None),
        ("2021-year-plan-2026-p12", None, None, 12),
    }


def test_a_scope_has_an_item_once(item: CalendarItem, county: Division, administrator: Actor) -> None:
    duty = give_duty(actor=administrator, item=item, division=county)
    with pytest.raises(CalendarRefusedError, match="同一范围"):
        give_duty(actor=administrator, item=item, division=county)
    with pytest.raises(CalendarRefusedError, match="请写"):
        give_duty(actor=administrator, item=item)
    end_duty(actor=administrator, item=item, duty_id=duty.pk)
    assert not item.duties.exists()


def test_an_item_that_is_switched_off_or_taken_away_raises_nothing_and_leaves_its_tasks(
    item: CalendarItem, administrator: Actor
) -> None:
    record_item(actor=administrator, round_code="2021", code="year-plan", raises=False)
    raise_due(actor=SYSTEM, on=MARCH)
    assert not Task.objects.filter(source_id=item.pk).exists()
    record_item(actor=administrator, round_code="2021", code="year-plan", raises=True)
    raise_due(actor=SYSTEM, on=MARCH)
    remove_item(actor=administrator, item_id=item.pk)
    assert Task.objects.filter(code="2021-year-plan-2026").exists()


def test_an_event_raises_a_task_each_time_it_happens(shipped: None, administrator: Actor) -> None:
    """D2: one monitored-household case within 15 days (S69)."""
    item = following_events(administrator, "2021")[0]
    due = [raise_after(actor=administrator, item=item, happened=MARCH, what=what) for what in ("甲", "乙")]
    assert {task.deadline for task in due} == {date(2026, 3, 20)}
    assert [task.title for task in due] == ["办结一户监测对象识别程序:甲", "办结一户监测对象识别程序:乙"]


def test_a_year_shows_what_is_past_in_work_and_ahead(item: CalendarItem, administrator: Actor) -> None:
    raise_due(actor=SYSTEM, on=MARCH)
    year = {each.item.code: each for each in year_of(administrator, "2021", 2026, MARCH)}
    assert [year[code].phase for code in ("cross-assessment", "year-plan", "half-year")] == [
        Phase.PAST, Phase.OPEN, Phase.AHEAD,
    ]  # fmt: skip
    assert (year["year-plan"].progress.tasks, year["year-plan"].progress.open) == (1, 1)
    assert year_of(ANONYMOUS, "2021", 2026, MARCH)[0].progress.tasks == 0


def test_a_year_is_read_in_two_queries(shipped: None, django_assert_num_queries: Callable) -> None:
    with django_assert_num_queries(2):
        assert len(year_of(SYSTEM, "2021", 2026, MARCH)) > 24


def test_a_worker_asks_for_each_day_once(shipped: None) -> None:
    assert ask_daily(MARCH) is not None
    assert ask_daily(MARCH) is None
    Job.objects.update(state="done")
    assert ask_daily(MARCH) is None
    assert ask_daily(date(2026, 3, 6)) is not None
    assert Job.objects.filter(kind=RAISE).count() == 2


def test_without_a_calendar_no_worker_is_bothered(db: None) -> None:
    assert ask_daily(MARCH) is None


def test_only_who_may_write_raises(item: CalendarItem, viewer: Actor) -> None:
    for actor in (ANONYMOUS, viewer):
        with pytest.raises(NotAllowedError):
            raise_due(actor=actor, on=MARCH)
        with pytest.raises(NotAllowedError):
            give_duty(actor=actor, item=item, pairing_id=1)
    assert not Task.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_raise_at_once_make_each_task_once(shipped: None) -> None:
    """A5-3: the code of a raised task is unique, so the second finds what the first made."""
    failures: list[Exception] = []

    def work() -> None:
        try:
            raise_due(actor=SYSTEM, on=MARCH)
        except Exception as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    codes = list(Task.objects.values_list("code", flat=True))
    assert len(codes) == len(set(codes)) > 2
