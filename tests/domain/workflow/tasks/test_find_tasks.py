"""Which tasks are found: mine, overdue, in a place; counted as they are listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.workflow.tasks.conftest import TODAY
from xieshou.domain.parties.models import User
from xieshou.domain.places.models import Division, Level
from xieshou.domain.workflow.tasks.models import Task, TaskState
from xieshou.domain.workflow.tasks.queries import (
    Pressing,
    TaskFilter,
    pressing,
    standing_of,
    tally,
    tasks,
)
from xieshou.domain.workflow.tasks.rules import ENDED, Standing
from xieshou.kernel.actor import ANONYMOUS, Actor

pytestmark = pytest.mark.django_db
Make = Callable[..., Task]
DAYS = st.none() | st.integers(-20, 20)


def titles(actor: Actor, **asked: object) -> list[str]:
    return [task.title for task in tasks(actor, TaskFilter(**asked), TODAY)]


def test_the_most_pressing_comes_first_and_what_has_no_deadline_last(
    a_task: Make, administrator: Actor
) -> None:
    for title, deadline in (("丙", None), ("乙", date(2026, 4, 1)), ("甲", date(2026, 3, 1))):
        a_task(title=title, deadline=deadline)
    assert titles(administrator) == ["甲", "乙", "丙"]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(st.tuples(st.sampled_from(TaskState.values), DAYS), max_size=8))
def test_the_database_and_the_rule_agree_on_every_standing(
    administrator: Actor, made: list[tuple[str, int | None]]
) -> None:
    Task.objects.all().delete()
    for n, (state, days) in enumerate(made):
        Task.objects.create(
            code=f"{n}",
            title="示例",
            state=state,
            deadline=None if days is None else TODAY + timedelta(days=days),
            closed_on=TODAY if state in ENDED else None,
        )
    counted = tally(administrator, TaskFilter(), TODAY)
    assert sum(counted.values()) == len(made)
    for wanted in Standing:
        found = list(tasks(administrator, TaskFilter(standing=wanted), TODAY))
        assert {standing_of(task, TODAY) for task in found} <= {wanted}
        assert len(found) == counted.get(wanted, 0)


def test_mine_are_those_that_i_own(a_task: Make, viewer: Actor, viewer_user: User) -> None:
    a_task(title="我的", owner=viewer_user)
    a_task(title="别人的")
    assert titles(viewer, mine=True) == ["我的"]
    assert titles(Actor(viewer_user.pk, "没有授权")) == ["我的"]
    assert titles(ANONYMOUS, mine=True) == titles(ANONYMOUS) == []


def test_a_place_has_the_tasks_of_all_below_it(a_task: Make, administrator: Actor, county: Division) -> None:
    prefecture = Division.objects.create(code="520600", name="铜仁市", level=Level.PREFECTURE)
    elsewhere = Division.objects.create(code="522600", name="黔东南州", level=Level.PREFECTURE)
    a_task(title="县里", division=county)
    a_task(title="州里", division=elsewhere)
    assert titles(administrator, place=prefecture.code) == ["县里"]
    assert titles(administrator, place=county.code) == ["县里"]


def test_words_are_sought_in_title_text_and_source(a_task: Make, administrator: Actor) -> None:
    a_task(title="核实到位资金", source_text="联席会议")
    a_task(title="其他", description="园区")
    assert titles(administrator, text="联席 资金") == ["核实到位资金"]
    assert titles(administrator, text="园区") == ["其他"]
    assert titles(administrator, text="无此词") == []


def test_what_presses_is_counted_in_one_query(
    a_task: Make, viewer: Actor, viewer_user: User, django_assert_num_queries: Callable
) -> None:
    for days in (-3, 0, 2, 40, None):
        a_task(owner=viewer_user, deadline=None if days is None else TODAY + timedelta(days=days))
    a_task()
    with django_assert_num_queries(1):
        assert pressing(viewer, TODAY) == Pressing(overdue=1, due_soon=2, later=2, unassigned=1)
    assert pressing(Actor(viewer_user.pk, "没有授权"), TODAY).unassigned == 0
