"""The first page of somebody who signed in: what waits, in what order, at what cost."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.ledgers.models import Upload
from xieshou.domain.workflow.tasks.models import Task
from xieshou.kernel.actor import ANONYMOUS
from xieshou.web.home import changes, waiting
from xieshou.web.home.waiting import Urgency, Waiting, waiting_for

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 20)


def text(client, path="/home/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def a_task(user, days, **more):
    deadline = timezone.localdate() + timedelta(days=days)
    return Task.objects.create(
        code=f"T{Task.objects.count()}", title=f"第{days}天的事", owner=user, deadline=deadline, **more
    )


def an_upload(user, state="checked", **more):
    facts = {"register": "terms", "name": "词条.xlsx", "format": ".xlsx", "size": 1, "sha256": "0" * 64}
    return Upload.objects.create(uploaded_by=user, state=state, **facts, **more)


def test_a_stranger_is_sent_to_the_overview_and_has_no_such_entry(stranger):
    assert stranger.get("/home/").headers["Location"] == "/"
    assert 'href="/home/"' not in text(stranger, "/terms/")


def test_signing_in_leads_to_the_first_page(stranger, viewer_user):
    answer = stranger.post("/sign-in/", {"username": "viewer", "password": "viewer"})
    assert answer.headers["Location"] == "/home/"


def test_who_has_nothing_waiting_is_told_where_to_begin(viewer_client, administrator_client):
    viewers, administrators = text(viewer_client), text(administrator_client)
    assert "查看结对" in viewers
    assert "导入台账" not in viewers
    assert "导入台账" in administrators
    assert "眼下没有等您处理的" in text(viewer_client)


def test_one_s_own_tasks_uploads_and_jobs_wait_and_nobody_else_s(
    viewer_client, viewer_user, administrator_user
):
    for user in (viewer_user, administrator_user):
        a_task(user, -2)
        a_task(user, 3)
        an_upload(user, wrong=4)
        an_upload(user, new=4)
        an_upload(user, "refused")
        Job.objects.create(kind="ledgers.export", asked_by=user, state="failed", finished_at=timezone.now())
    page = text(viewer_client)
    shown = ("逾期的事项", "即将到期的事项", "有误的导入", "待确认的导入", "无法读取的文件", "失败的任务")
    assert [title for title in shown if title not in page] == []
    assert page.count('<span class="waiting-count">1</span>') == len(shown)
    assert page.count("第-2天的事") == 1


def test_what_was_settled_waits_no_longer(viewer_client, viewer_user):
    a_task(viewer_user, -2, state="done", closed_on=timezone.localdate())
    an_upload(viewer_user, "applied")
    an_upload(viewer_user, "discarded", wrong=2)
    an_upload(viewer_user)
    long_ago = timezone.now() - timedelta(days=30)
    Job.objects.create(kind="ledgers.export", asked_by=viewer_user, state="failed", finished_at=long_ago)
    assert "眼下没有等您处理的" in text(viewer_client)


def test_the_most_pressing_stands_first(monkeypatch):
    kinds = [
        ("甲", Urgency.LATER, 1),
        ("乙", Urgency.NOW, 1),
        ("丙", Urgency.NOW, 0),
        ("丁", Urgency.SOON, 1),
    ]
    monkeypatch.setattr(waiting, "_providers", {})
    waiting.register(
        "示例", lambda actor, on: [Waiting(title, n, "/", urgency) for title, urgency, n in kinds], order=1
    )
    assert [each.title for each in waiting_for(ANONYMOUS, ON)] == ["乙", "丁", "甲"]


def test_changes_of_all_areas_are_told_the_newest_first(monkeypatch, viewer_client):
    monkeypatch.setattr(changes, "_providers", {})
    moments = [timezone.now() - timedelta(hours=n) for n in range(3)]
    for n in (1, 0, 2):
        changes.register(
            f"示例{n}",
            lambda actor, most, n=n: [changes.Change(moments[n], "示例", "登记", f"记录{n}", "/terms/")],
        )
    page = text(viewer_client)
    assert page.index("记录0") < page.index("记录1") < page.index("记录2")


def test_what_others_changed_is_told_to_who_may_read_it(
    administrator_client, viewer_client, administrator_user
):
    from xieshou.domain.workflow.tasks.services import record_task
    from xieshou.kernel.actor import SYSTEM, Actor, Role

    record_task(actor=SYSTEM, title="别人的事项", on=ON)
    me = Actor.everywhere(Role.ADMINISTRATOR, user_id=administrator_user.pk, name="我自己")
    record_task(actor=me, title="自己的事项", on=ON)
    page = text(administrator_client)
    assert "别人的事项</a>" in page, "by the record's name, and not only that something was done"
    assert "登记事项 · 系统" in page
    assert "自己的事项" not in page
    assert "登记事项" not in text(viewer_client)


def test_what_the_calendar_asks_next_stands_there_by_its_due_day(viewer_client, db):
    from xieshou.domain.pairings.models import Round
    from xieshou.domain.workflow.calendar.loading import load_calendar
    from xieshou.domain.workflow.calendar.queries import coming
    from xieshou.kernel.actor import SYSTEM

    assert 'id="coming"' not in text(viewer_client)
    Round.objects.create(code="2021", name="示例2021", name_en="2021", start_on=date(2021, 1, 1))
    load_calendar(actor=SYSTEM)
    found = coming(ANONYMOUS, timezone.localdate(), 5)
    assert len(found) == 5
    assert [each.window.due for each in found] == sorted(each.window.due for each in found)
    assert all(each.window.due >= timezone.localdate() for each in found)
    page = text(viewer_client)
    assert [page.index(f"/calendar/items/{each.item.pk}/") for each in found] == sorted(
        page.index(f"/calendar/items/{each.item.pk}/") for each in found
    )


def test_an_act_that_changed_many_names_one_and_says_how_many(administrator_client):
    from xieshou.domain.parties.models import Organisation
    from xieshou.domain.recorded import acting
    from xieshou.kernel.actor import SYSTEM

    with acting(SYSTEM, "登记单位", "批量"):
        for n in range(3):
            Organisation.objects.create(name=f"示例厂{n}", name_key=f"示例厂{n}", kind="firm", side="west")
    page = text(administrator_client)
    assert "示例厂0 等 3 条</a>" in page
    assert "登记单位 · 批量 · 系统" in page


def test_who_reads_no_history_is_told_what_was_passed_in_their_scope_alone(db, django_user_model):
    from tests.web.conftest import client_of
    from tests.web.people.cast import account, place
    from xieshou.domain.parties.models import Organisation, RoleChoice

    near, far = place("522628", "锦屏县"), place("320583", "昆山市")
    passer = django_user_model.objects.create_user("审核员", first_name="审核员")
    for name, seat in (("示例近厂", near), ("示例远厂", far)):
        Organisation.objects.create(
            name=name, name_key=name, kind="firm", side="west", division=seat, review_state="reviewed",
            reviewed_by=passer, reviewed_at=timezone.now(),
        )  # fmt: skip
    page = text(client_of(account("leader", RoleChoice.VIEWER, near)))
    assert "示例近厂" in page
    assert "单位审核通过 · 审核员" in page
    assert "示例远厂" not in page


def test_the_page_asks_few_queries(administrator_client, administrator_user, django_assert_max_num_queries):
    from xieshou.domain.workflow.tasks.services import record_task
    from xieshou.kernel.actor import SYSTEM

    for days in range(-3, 9):
        a_task(administrator_user, days)
        an_upload(administrator_user, wrong=1)
        Job.objects.create(kind="ledgers.export", asked_by=administrator_user)
        record_task(actor=SYSTEM, title=f"示例{days}", on=ON)
    with django_assert_max_num_queries(26):
        text(administrator_client)
