"""The year as months, as a list, as a file; an item and who has it in hand (domain D2)."""

from datetime import date

import pytest
from django.conf import settings

from xieshou.domain.workflow.calendar.models import CalendarItem
from xieshou.domain.workflow.calendar.raising import raise_due
from xieshou.domain.workflow.tasks.models import Task
from xieshou.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_year_is_public_and_its_tasks_are_not(stranger, administrator_client, plan):
    raise_due(actor=SYSTEM, on=date(2026, 3, 5))
    pages = [
        text(client, "/calendar/?year=2026&on=2026-03-05") for client in (stranger, administrator_client)
    ]
    assert ["制定年度工作计划" in page for page in pages] == [True, True]
    assert ["事项 0/1 已办结" in page for page in pages] == [False, True]
    item = [text(client, f"/calendar/items/{plan.pk}/") for client in (stranger, administrator_client)]
    assert ["制定年度工作计划(2026)" in page for page in item] == [False, True]


def test_what_is_past_open_and_ahead_is_told_from_the_day_of_the_top_bar(stranger, shipped):
    page = text(stranger, "/calendar/?on=2026-03-05")
    assert page.count("本月") == 1
    assert all(word in page for word in ("已过", "进行中", "未到"))


def test_a_round_shows_its_own_calendar(stranger, shipped):
    assert "消费扶贫月" in text(stranger, "/calendar/?round=2016&year=2019")
    now = text(stranger, "/calendar/?on=2026-03-05")
    assert "消费帮扶月" in now
    assert "消费扶贫月" not in now
    assert "消费扶贫月" in text(stranger, "/calendar/?on=2019-03-05")


def test_the_list_and_the_file_hold_the_same_rows(stranger, shipped):
    listed = text(stranger, "/calendar/?view=list&year=2026&on=2026-03-05")
    rows = text(stranger, "/calendar/export.csv?year=2026&on=2026-03-05").strip().splitlines()[1:]
    assert listed.count("<tr>") - 1 == len(rows) > 24


@pytest.mark.parametrize("query", ["year=abcd", "year=1800", "round=1999"])
def test_what_cannot_be_read_is_told(stranger, shipped, query):
    assert stranger.get(f"/calendar/?{query}").status_code == 400


def test_without_a_calendar_the_page_says_what_to_do(stranger, db):
    assert "还没有年历" in text(stranger, "/calendar/")


def test_pages_cost_few_queries(administrator_client, plan, django_assert_max_num_queries):
    raise_due(actor=SYSTEM, on=date(2026, 3, 5))
    for path, most in (("/calendar/?year=2026", 8), (f"/calendar/items/{plan.pk}/", 9)):
        with django_assert_max_num_queries(most):
            text(administrator_client, path)


def test_english_pages_say_the_days_and_the_work(administrator_client, plan):
    administrator_client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Plan of the year" in text(administrator_client, "/calendar/?on=2026-03-05")
    assert "Plan of the year" in text(administrator_client, f"/calendar/items/{plan.pk}/")


def test_a_duty_is_given_and_taken_back(administrator_client, administrator_user, plan):
    path = f"/calendar/items/{plan.pk}/duties/"
    assert administrator_client.post(path, {}).status_code == 400
    given = administrator_client.post(path, {"owner": administrator_user.pk}, follow=True)
    page = given.content.decode()
    assert "已安排" in page
    again = administrator_client.post(path, {"owner": administrator_user.pk})
    assert "同一范围已有分工" in again.content.decode()
    raise_due(actor=SYSTEM, on=date(2026, 3, 5))
    assert Task.objects.get(source_id=plan.pk).owner == administrator_user
    duty = plan.duties.get()
    assert "已取消分工" in administrator_client.post(f"{path}{duty.pk}/end/", follow=True).content.decode()
    assert administrator_client.post(f"{path}{duty.pk}/end/").status_code == 404


def test_an_item_is_changed_and_a_new_one_added(administrator_client, plan):
    form = {
        "name": "制定年度工作计划", "name_en": "Plan",
        "recurrence": "yearly", "start": "02-15", "due": "03-20",
        "side": "both", "certainty": "source", "source": "示例文件", "raises": "on",
    }  # fmt: skip
    administrator_client.post(f"/calendar/items/{plan.pk}/change/", form)
    plan.refresh_from_db()
    assert (plan.start_written, plan.due_written, plan.source) == ("02-15", "03-20", "示例文件")
    new = {**form, "round_code": "2021", "code": "my-own", "recurrence": "monthly", "start": "", "due": "5"}
    assert administrator_client.post("/calendar/items/new/", {**new, "due": "三"}).status_code == 400
    assert administrator_client.post("/calendar/items/new/", {**new, "code": "year-plan"}).status_code == 400
    assert administrator_client.post("/calendar/items/new/", new).status_code == 302
    assert CalendarItem.objects.get(code="my-own").due_day == 5


def test_an_event_makes_a_task_with_its_deadline(administrator_client, shipped):
    item = CalendarItem.objects.get(code="monitored-household")
    data = {"what": "某村线索", "happened": "2026-03-02"}
    page = administrator_client.post(f"/calendar/items/{item.pk}/raise/", data, follow=True).content.decode()
    assert "2026-03-17" in page
    assert Task.objects.get().title == "办结一户监测对象识别程序:某村线索"


@pytest.mark.parametrize("page", ["items/new/", "items/{id}/change/"])
def test_only_who_maintains_changes_the_calendar(viewer_client, stranger, plan, page):
    for client in (viewer_client, stranger):
        assert client.get(f"/calendar/{page.format(id=plan.pk)}").status_code == 403
        assert client.post(f"/calendar/items/{plan.pk}/duties/", {"owner": 1}).status_code == 403
