"""Who sees and changes which tasks: those of one's scopes, and one's own; every change leaves its row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.workflow.tasks.conftest import TODAY
from tests.support.exchanging import sheet
from xieshou.domain.evidence.models import Document
from xieshou.domain.parties.models import Organisation, User
from xieshou.domain.places.models import Division, Level
from xieshou.domain.workflow.ledgers.importing import limits
from xieshou.domain.workflow.tasks.models import Task, TaskState
from xieshou.domain.workflow.tasks.queries import TaskFilter, possible_owners, tally, tasks
from xieshou.domain.workflow.tasks.services import (
    change_task,
    close_task,
    may_change,
    record_task,
    reopen_task,
)
from xieshou.kernel.actor import Actor, NotAllowedError, Reach, Role
from xieshou.workbooks.reading import read
from xieshou.workbooks.registering import register_named

pytestmark = pytest.mark.django_db
Make = Callable[..., Task]
BIJIANG = Reach(codes=frozenset({"520602"}), pairings=frozenset({12}))


def one_with(role: Role, reach: Reach, user: User | None = None) -> Actor:
    return Actor.of_roles([(role, reach)], user_id=user.pk if user else 999, name="示例")


@pytest.fixture
def elsewhere(db: None) -> Division:
    return Division.objects.create(code="522601", name="凯里市", level=Level.COUNTY)


def test_a_scope_shows_its_place_its_pairings_and_its_organisations_and_no_more(
    a_task: Make, county: Division, elsewhere: Division, office: Organisation
) -> None:
    a_task(title="本县", division=county)
    a_task(title="本县单位", organisation=office)
    a_task(title="结对", pairing_id=12)
    a_task(title="外县", division=elsewhere)
    a_task(title="外结对", pairing_id=13)
    a_task(title="无范围")

    def seen(reach: Reach) -> set[str]:
        return {task.title for task in tasks(one_with(Role.VIEWER, reach), TaskFilter(), TODAY)}

    assert seen(BIJIANG) == {"本县", "本县单位", "结对"}
    assert seen(Reach(organisations=frozenset({office.pk}))) == {"本县单位"}
    assert seen(Reach(everywhere=True)) >= {"外县", "无范围"}
    assert seen(Reach()) == set()


def test_a_recorder_records_within_their_scope_and_not_outside(
    county: Division, elsewhere: Division, viewer_user: User
) -> None:
    recorder = one_with(Role.RECORDER, BIJIANG, viewer_user)
    mine = record_task(actor=recorder, title="本县", on=TODAY, division=county)
    for scope in ({"division": elsewhere}, {"pairing_id": 13}):
        with pytest.raises(NotAllowedError, match="不在您的填报范围内"):
            record_task(actor=recorder, title="外面", on=TODAY, **scope)
        with pytest.raises(NotAllowedError, match="不在您的填报范围内"):
            change_task(actor=recorder, task_id=mine.pk, **{"division": None, **scope})
    mine.refresh_from_db()
    assert (mine.division, Task.objects.count()) == (county, 1)
    assert record_task(actor=recorder, title="自己的", on=TODAY).created_by == viewer_user


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AUDITOR, Role.EVALUATOR])
def test_who_only_reads_changes_nothing(a_task: Make, county: Division, role: Role) -> None:
    task, reader = a_task(division=county), one_with(role, BIJIANG)
    assert not may_change(reader, task)
    with pytest.raises(NotAllowedError):
        change_task(actor=reader, task_id=task.pk, title="改")
    with pytest.raises(NotAllowedError):
        record_task(actor=reader, title="示例", on=TODAY, division=county)


def test_a_task_is_given_to_people_of_ones_own_scopes(
    county: Division, elsewhere: Division, viewer_user: User, administrator: Actor
) -> None:
    near, far = User.objects.create_user("near"), User.objects.create_user("far")
    near.grants.create(role=Role.RECORDER, scope="division", division=county)
    far.grants.create(role=Role.RECORDER, scope="division", division=elsewhere)
    recorder = one_with(Role.RECORDER, BIJIANG, viewer_user)
    assert set(possible_owners(recorder)) == {near, viewer_user}
    assert set(possible_owners(administrator)) >= {near, far, viewer_user}


def test_every_change_of_a_task_is_kept_with_who_and_what(
    a_task: Make, administrator: Actor, minutes: Document
) -> None:
    task = a_task()
    change_task(actor=administrator, task_id=task.pk, title="改名")
    done = {"outcome": TaskState.DONE, "on": TODAY, "documents": [minutes]}
    close_task(actor=administrator, task_id=task.pk, **done)
    reopen_task(actor=administrator, task_id=task.pk, reason="佐证有误")
    rows = list(task.history.order_by("history_id"))
    assert [(row.title, row.state, row.reason) for row in rows] == [
        ("示例事项", "open", ""),
        ("改名", "open", ""),
        ("改名", "done", ""),
        ("改名", "open", "佐证有误"),
    ]
    assert {(row.history_user_id, row.actor_name) for row in rows} == {
        (administrator.user_id, "administrator")
    }
    assert len({row.act for row in rows}) == 4
    assert task.documents.get().history.count() == 1


def test_a_file_changes_nothing_outside_ones_scopes(
    a_task: Make, county: Division, elsewhere: Division, viewer_user: User, tmp_path: Path
) -> None:
    other = a_task(division=elsewhere)
    path = sheet(
        tmp_path / "tasks.xlsx",
        "tasks",
        ["code", "title", "place", "pairing"],
        ["T1", "本县", "520602", None],
        ["T2", "外县", "522601", None],
        ["T3", "外结对", None, 13],
        [other.code, "改别人的", "520602", None],
    )
    recorder = one_with(Role.RECORDER, BIJIANG, viewer_user)
    register = register_named("tasks")
    found = register.check(recorder, read(path, register.workbook, name=path.name, limits=limits()))
    assert [(problem.cell, problem.describe()) for problem in found] == [
        ("C3", "不在您的填报范围内"),
        ("D4", "不在您的填报范围内"),
        ("A5", "这个编号属于您无权修改的事项"),
    ]


REACHES = st.builds(
    Reach,
    everywhere=st.just(False),
    codes=st.frozensets(st.sampled_from(["52", "5206", "520602", "522601", "32"]), max_size=2),
    pairings=st.frozensets(st.integers(11, 14), max_size=2),
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reach=REACHES, role=st.sampled_from(Role))
def test_lists_counts_and_ledgers_show_an_actor_nothing_that_the_scopes_do_not_reach(
    county: Division, elsewhere: Division, administrator_user: User, reach: Reach, role: Role
) -> None:
    Task.objects.all().delete()
    places = (county, elsewhere, None)
    for n, (division, pairing) in enumerate((d, p) for d in places for p in (None, 12, 13)):
        Task.objects.create(code=f"T{n}", title="示例", division=division, pairing_id=pairing)
    actor = one_with(role, reach)
    may_see = {
        task.code
        for task in Task.objects.select_related("division")
        if (task.division and reach.has_code(task.division.code)) or task.pairing_id in reach.pairings
    }
    assert {task.code for task in tasks(actor, TaskFilter(), TODAY)} == may_see
    assert sum(tally(actor, TaskFilter(), TODAY).values()) == len(may_see)
    register = register_named("tasks")
    assert {row["code"] for row in register.chosen(actor, {})} == may_see
    assert register.number(actor, {}) == len(may_see)
