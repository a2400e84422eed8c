"""The list of tasks, the page of one, the same as files: what is shown to whom, at what cost (A5-3)."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.getvalue().decode()


@pytest.mark.parametrize("page", ["", "export.csv", "record/", "{id}/", "{id}/close/", "{id}/change/"])
def test_a_stranger_sees_nothing_and_is_offered_to_sign_in(stranger, a_task, page):
    answer = stranger.get(f"/tasks/{page.format(id=a_task().pk)}")
    assert answer.status_code == 403
    assert "登录后才能查看事项" in answer.content.decode()


@pytest.mark.parametrize("page", ["", "close/", "change/", "reopen/"])
def test_the_task_of_another_is_as_if_it_were_not_there(viewer_client, a_task, page):
    assert viewer_client.get(f"/tasks/{a_task().pk}/{page}").status_code == 404


def test_everybody_sees_their_own_and_an_administrator_all(
    viewer_client, viewer_user, administrator_client, a_task
):
    a_task("甲事", owner=viewer_user)
    a_task("乙事")
    for path in ("/tasks/", "/tasks/export.csv", "/ledgers/tasks/export.csv"):
        seen = [text(client, path) for client in (viewer_client, administrator_client)]
        assert [("甲事" in page, "乙事" in page) for page in seen] == [(True, False), (True, True)], path


def test_a_task_is_found_by_the_search_box_by_those_who_may_see_it(
    viewer_client, viewer_user, stranger, a_task
):
    a_task("核实到位资金", owner=viewer_user)
    a_task("核实到位设备")
    found = text(viewer_client, "/search/?q=核实到位")
    assert ("核实到位资金" in found, "核实到位设备" in found) == (True, False)
    assert "核实到位资金" not in text(stranger, "/search/?q=核实到位")


def test_each_view_lists_its_own(administrator_client, administrator_user, a_task):
    a_task("我的逾期", days=-1, owner=administrator_user)
    a_task("没人办", days=3)
    listed = {
        "mine=yes&open=yes": (True, False),
        "unassigned=yes&open=yes": (False, True),
        "standing=overdue": (True, False),
        "standing=due_soon": (False, True),
        "source=meeting": (False, False),
        "text=没人": (False, True),
    }
    for query, seen in listed.items():
        page = text(administrator_client, f"/tasks/?{query}")
        assert ("我的逾期" in page, "没人办" in page) == seen, query
        csv = text(administrator_client, f"/tasks/export.csv?{query}")
        assert ("我的逾期" in csv, "没人办" in csv) == seen, query
        ledger = text(administrator_client, f"/ledgers/tasks/export.csv?{query}")
        assert ("我的逾期" in ledger, "没人办" in ledger) == seen, query


@pytest.mark.parametrize("query", ["standing=gone", "mine=1", "source=x", "place=abc", "pairing=-1"])
def test_what_no_filter_has_is_told(administrator_client, query):
    answer = administrator_client.get(f"/tasks/?{query}")
    assert answer.status_code == 400
    assert "无法识别" in answer.content.decode()


def test_a_standing_has_its_word_and_how_late_it_is(administrator_client, a_task):
    a_task(days=-3)
    page = text(administrator_client, "/tasks/")
    assert "已逾期" in page
    assert "逾期 3 天" in page


@pytest.mark.parametrize("path", ["/tasks/", "/tasks/?mine=yes&open=yes", "/tasks/?standing=overdue"])
def test_an_empty_list_says_what_to_do(administrator_client, path):
    assert 'class="empty"' in text(administrator_client, path)


def test_english_pages_hold_the_same(administrator_client, a_task):
    task = a_task(days=1)
    administrator_client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for path in ("/tasks/", f"/tasks/{task.pk}/", "/tasks/record/", f"/tasks/{task.pk}/close/"):
        assert 'lang="en"' in text(administrator_client, path)


def test_ten_tasks_cost_no_more_queries_than_one(administrator_client, a_task, django_assert_max_num_queries):
    for n in range(10):
        a_task(f"示例{n}", days=n)
    with django_assert_max_num_queries(8):
        administrator_client.get("/tasks/")
