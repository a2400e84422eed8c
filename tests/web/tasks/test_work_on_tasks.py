"""A task recorded, taken up, closed and opened again on its pages."""

import pytest
from django.utils import timezone

from xieshou.domain.evidence.models import Document
from xieshou.domain.workflow.tasks.models import Task

pytestmark = pytest.mark.django_db


def post(client, path, **data):
    return client.post(f"/tasks/{path}", data, follow=True)


def test_a_task_is_recorded_and_its_page_shown(administrator_client, administrator_user):
    answer = post(
        administrator_client,
        "record/",
        title="核实到位资金",
        owner=administrator_user.pk,
        deadline="2026-03-31",
        source="meeting",
        source_text="纪要第3条",
    )
    task = Task.objects.get()
    assert answer.redirect_chain == [(f"/tasks/{task.pk}/", 302)]
    assert "纪要第3条" in answer.content.decode()
    assert (task.owner, str(task.deadline), task.created_by) == (
        administrator_user,
        "2026-03-31",
        administrator_user,
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "必填"),
        ({"deadline": "三月"}, "日期"),
        ({"division": "无此地方"}, "没有叫“无此地方”的地区"),
        ({"organisation": "无此单位"}, "没有名为“无此单位”的单位"),
        ({"pairing_id": "999999"}, "没有编号为 999999 的结对"),
        ({"source": "dream"}, "dream"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_stored(administrator_client, wrong, said):
    answer = post(administrator_client, "record/", **{"title": "示例", "source": "other", **wrong})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Task.objects.exists()


def test_a_viewer_records_nothing(viewer_client):
    assert post(viewer_client, "record/", title="示例", source="other").status_code == 403
    assert not Task.objects.exists()


def test_an_owner_takes_up_and_closes_with_a_document(viewer_client, viewer_user, a_task):
    Document.objects.create(code="JY1", kind="other", title="示例会议纪要")
    task = a_task(owner=viewer_user)
    assert "已开始办理" in post(viewer_client, f"{task.pk}/take-up/").content.decode()
    today = str(timezone.localdate())
    refused = post(viewer_client, f"{task.pk}/close/", outcome="done", on=today)
    assert refused.status_code == 400
    assert "办结须有佐证" in refused.content.decode()
    done = post(
        viewer_client, f"{task.pk}/close/", outcome="done", on=today, documents="JY1"
    ).content.decode()
    assert "事项已办结" in done
    assert "示例会议纪要" in done
    task.refresh_from_db()
    assert task.state == "done"


def test_dropping_needs_a_reason_and_a_document_must_be_there(administrator_client, a_task):
    task, today = a_task(), str(timezone.localdate())
    for data, said in (
        ({"outcome": "dropped", "on": today}, "请写明理由"),
        ({"outcome": "done", "on": today, "documents": "无此文献"}, "没有编号为“无此文献”的文献"),
        ({"outcome": "done", "on": "2999-01-01", "evidence": "见纪要"}, "不能晚于今天"),
    ):
        answer = post(administrator_client, f"{task.pk}/close/", **data)
        assert answer.status_code == 400
        assert said in answer.content.decode()
    task.refresh_from_db()
    assert task.state == "open"


def test_a_closed_task_is_opened_again_with_a_reason(administrator_client, a_task):
    task, today = a_task(), str(timezone.localdate())
    post(administrator_client, f"{task.pk}/close/", outcome="done", on=today, evidence="见纪要")
    closed = administrator_client.post(f"/tasks/{task.pk}/change/", {"title": "改", "source": "other"})
    assert closed.status_code == 400
    assert "须先重新打开" in closed.content.decode()
    assert post(administrator_client, f"{task.pk}/reopen/").status_code == 400
    assert "佐证有误" in post(administrator_client, f"{task.pk}/reopen/", reason="佐证有误").content.decode()
    assert (
        "已保存"
        in post(administrator_client, f"{task.pk}/change/", title="改名", source="other").content.decode()
    )
    task.refresh_from_db()
    assert (task.title, task.state) == ("改名", "open")


def test_taking_up_is_posted_only(administrator_client, a_task):
    assert administrator_client.get(f"/tasks/{a_task().pk}/take-up/").status_code == 405
