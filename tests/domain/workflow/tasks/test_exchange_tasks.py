"""The ledger of tasks: out, in again, the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.exchanging import exported, imported, out_and_in, sheet, wrong_cells
from tests.workbooks.values import texts
from xieshou.domain.evidence.models import Document
from xieshou.domain.parties.models import Organisation, User
from xieshou.domain.workflow.tasks.models import Task, TaskDocument, TaskSource, TaskState
from xieshou.domain.workflow.tasks.rules import ENDED

pytestmark = pytest.mark.django_db

TASKS = st.lists(
    st.fixed_dictionaries(
        {
            "title": texts.filter(lambda text: len(text) <= 100),
            "description": st.just("") | texts,
            "helpers": st.just("") | texts,
            "deadline": st.none() | st.dates(date(1996, 1, 1), date(2099, 12, 31)),
            "state": st.sampled_from(TaskState.values),
            "source": st.sampled_from(TaskSource.values),
            "source_text": st.just("") | texts,
            "pairing_id": st.none() | st.integers(1, 9999),
            "reason": texts.filter(lambda text: len(text) <= 300),
            "evidence": texts,
        }
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=TASKS, end=st.sampled_from(["xlsx", "csv"]), named=st.booleans())
def test_any_task_comes_back_unchanged(
    office: Organisation,
    minutes: Document,
    viewer_user: User,
    tmp_path: Path,
    made: list[dict[str, Any]],
    end: str,
    named: bool,
) -> None:
    Task.objects.all().delete()
    for n, facts in enumerate(made):
        closed = date(2026, 3, 20) if facts["state"] in ENDED else None
        task = Task.objects.create(code=f"T{n}", closed_on=closed, **facts)
        if named:
            task.owner, task.organisation, task.division = viewer_user, office, office.division
            task.save()
            TaskDocument.objects.create(task=task, document=minutes)
    counts = out_and_in("tasks", tmp_path / f"tasks.{end}")
    assert counts == {"new": 0, "changed": 0, "unchanged": len(made), "wrong": 0}
    before = everything()
    Task.objects.all().delete()
    imported("tasks", tmp_path / f"tasks.{end}")
    assert everything() == before


def everything() -> list[dict[str, Any]]:
    but = {"id", "created_by_id", "created_at"}
    return [
        {field.attname: getattr(task, field.attname) for field in Task._meta.concrete_fields}.items()
        - [(name, getattr(task, name)) for name in but]
        | {("documents", tuple(task.documents.values_list("document__code", flat=True)))}
        for task in Task.objects.order_by("code")
    ]


def test_what_is_not_there_and_what_lacks_its_evidence_is_named(county: Any, tmp_path: Path) -> None:
    fields = ["code", "title", "owner", "deadline", "state", "place", "documents", "evidence", "closed_on"]
    path = sheet(
        tmp_path / "tasks.xlsx",
        "tasks",
        fields,
        ["T1", "甲", "nobody", "2026-03", "待办", "539999", "无此文献", None, None],
        ["T2", "乙", None, "2026-03-31", "已办结", "520602", None, None, "2026-03-20"],
        ["T3", "丙", None, None, "待办", None, None, None, "2026-03-20"],
        ["T4", "丁", None, None, "已办结", None, None, "见纪要", None],
    )
    assert dict(wrong_cells("tasks", path)) == {
        "C2": "您的范围内没有这个账号:请写登录名",
        "D2": "请写到日,如 2026-03-31",
        "F2": "没有代码为 539999 的区划",
        "G2": "没有编号为 无此文献 的文献",
        "H3": "已办结的须有佐证文献或佐证说明",
        "I4": "尚未办结,不应有办结日期",
        "I5": "已办结或不再办理的须有办结日期",
    }
    assert not Task.objects.exists()


def test_an_export_says_what_each_task_is(office: Organisation, tmp_path: Path) -> None:
    Task.objects.create(code="T1", title="示例", organisation=office)
    assert exported("tasks", tmp_path / "tasks.csv") == 1
    assert "示例协作办" in (tmp_path / "tasks.csv").read_text("utf-8-sig")
