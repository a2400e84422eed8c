"""The list, a job's page and its bar: what is said of each state, to whom, at what cost."""

import re

import pytest
from django.conf import settings
from django.utils import timezone

from xieshou.domain.workflow.jobs.models import JobLine

pytestmark = pytest.mark.django_db


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize(
    "page", ["", "export.csv", "{id}/", "{id}/bar/", "{id}/cancel/", "{id}/retry/", "{id}/file/"]
)
def test_a_stranger_sees_nothing_and_is_offered_to_sign_in(stranger, a_job, page):
    answer = stranger.get(f"/jobs/{page.format(id=a_job().pk)}")
    assert answer.status_code == 403
    assert "登录后才能查看任务" in answer.content.decode()


@pytest.mark.parametrize("page", ["", "bar/", "cancel/", "retry/", "file/"])
def test_the_job_of_another_is_as_if_it_were_not_there(viewer_client, a_job, page):
    assert viewer_client.get(f"/jobs/{a_job('failed').pk}/{page}").status_code == 404


def test_everybody_sees_their_own_and_an_administrator_all(
    viewer_client, viewer_user, administrator_client, a_job
):
    own, other = a_job(asked_by=viewer_user, title="示例甲"), a_job(title="示例乙")
    seen = [text(client, "/jobs/") for client in (viewer_client, administrator_client)]
    assert [("示例甲" in page, "示例乙" in page) for page in seen] == [(True, False), (True, True)]
    assert viewer_client.get(f"/jobs/{own.pk}/").status_code == 200
    assert administrator_client.get(f"/jobs/{other.pk}/").status_code == 200


def test_the_entry_on_the_left_is_for_those_who_signed_in(stranger, viewer_client, db):
    assert 'href="/jobs/"' not in text(stranger, "/terms/")
    assert 'href="/jobs/"' in text(viewer_client, "/terms/")


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("queued", "排队中"),
        ("running", "进行中"),
        ("done", "已完成"),
        ("failed", "失败"),
        ("cancelled", "已取消"),
        ("interrupted", "中断"),
    ],
)
def test_every_state_has_its_word_and_only_open_jobs_are_asked_for_again(
    administrator_client, a_job, state, word
):
    page = text(administrator_client, f"/jobs/{a_job(state).pk}/bar/")
    assert re.search(rf'role="status"><span aria-hidden="true">.</span> {word}</span>', page)
    assert ("hx-trigger" in page) == (state in {"queued", "running"})
    assert ("/cancel/" in page) == (state in {"queued", "running"})
    assert ("/retry/" in page) == (state in {"failed", "cancelled", "interrupted"})
    assert ("查看地区" in page) == (state == "done")


def test_a_running_job_tells_how_far_how_fast_and_how_long_yet(administrator_client, a_job):
    page = text(administrator_client, f"/jobs/{a_job('running', done=2500, total=10_000, unit='村').pk}/bar/")
    assert '<progress class="job-progress" aria-label="载入全国村级单位" max="100" value="25">' in page
    assert "25% · 2,500 / 10,000 村 · 每秒 125 村 · 约剩 1 分 0 秒" in page


def test_where_nobody_knows_how_much_there_is_the_bar_says_no_share(administrator_client, a_job):
    page = text(administrator_client, f"/jobs/{a_job('running', done=3).pk}/bar/")
    assert "max=" not in page
    assert "每分钟 9" in page


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"applying_since": timezone.now(), "done": 5, "total": 5}, "正在写入,不能再取消"),
        ({"cancel_requested": True}, "正在取消"),
        ({"lease_until": timezone.now()}, "执行进程没有回应,稍后会自动处理"),
    ],
)
def test_what_is_going_on_is_said(administrator_client, a_job, facts, said):
    assert said in text(administrator_client, f"/jobs/{a_job('running', **facts).pk}/bar/")


def test_a_failure_and_its_log_are_on_the_page_and_nothing_in_them_is_markup(administrator_client, a_job):
    job = a_job("failed", failure="<b>第 3 行</b>有误")
    JobLine.objects.create(job=job, at=timezone.now(), text="<script>读了 2 行</script>")
    page = text(administrator_client, f"/jobs/{job.pk}/")
    assert "&lt;b&gt;第 3 行&lt;/b&gt;有误" in page
    assert "&lt;script&gt;读了 2 行" in page


def test_a_kind_of_another_version_is_shown_by_its_name(administrator_client, a_job):
    assert "old.kind" in text(administrator_client, f"/jobs/{a_job('failed', kind='old.kind').pk}/")


def test_an_empty_list_says_what_to_do(viewer_client, administrator_client, db):
    assert "您发起导入、报告等长时间工作后" in text(viewer_client, "/jobs/")
    assert "用上面的按钮启动一项" in text(administrator_client, "/jobs/")


def test_it_filters_by_state_and_says_when_one_cannot_be_read(administrator_client, a_job):
    a_job("done", title="示例甲")
    a_job("failed", title="示例乙")
    page = text(administrator_client, "/jobs/?state=failed")
    assert ("示例甲" in page, "示例乙" in page) == (False, True)
    assert "没有这种状态的任务" in text(administrator_client, "/jobs/?state=queued")
    assert administrator_client.get("/jobs/?state=无此项").status_code == 400


def test_many_jobs_come_in_pages_and_cost_no_more_queries(
    administrator_client, a_job, django_assert_max_num_queries
):
    for state in ("done", "failed", "queued", "running") * 30:
        a_job(state, total=5)
    with django_assert_max_num_queries(7):
        page = text(administrator_client, "/jobs/")
    assert page.count('class="job-bar"') == 50
    assert page.count("/jobs/?page=2") + page.count("?page=2") > 0


def test_a_page_and_a_bar_cost_few_queries(administrator_client, a_job, django_assert_max_num_queries):
    job = a_job("running")
    with django_assert_max_num_queries(4):
        text(administrator_client, f"/jobs/{job.pk}/bar/")
    with django_assert_max_num_queries(8):
        text(administrator_client, f"/jobs/{job.pk}/")


def test_the_export_holds_the_rows_of_the_list_and_no_formula(administrator_client, a_job):
    a_job("done", title="=1+1", summary="新增 5 个", done=5, total=5, unit="村")
    a_job("failed", failure="坏了")
    answer = administrator_client.get("/jobs/export.csv")
    body = answer.content.decode("utf-8-sig").splitlines()
    assert len(body) == 3
    assert body[0].startswith("编号,任务种类,对象,状态,发起人")
    assert "载入全国村级单位,'=1+1,已完成,administrator" in body[2]
    assert administrator_client.get("/jobs/export.csv?state=done").content.decode().count("\n") == 2


def test_a_result_file_is_downloaded_by_who_may(administrator_client, a_job, settings, tmp_path):
    settings.XIESHOU_HOME = tmp_path
    job = a_job("done", result_file="结果.csv")
    assert administrator_client.get(f"/jobs/{job.pk}/file/").status_code == 404
    folder = tmp_path / "jobs" / str(job.pk)
    folder.mkdir(parents=True)
    (folder / "结果.csv").write_text("甲", "utf-8")
    answer = administrator_client.get(f"/jobs/{job.pk}/file/")
    assert b"".join(answer.streaming_content).decode() == "甲"
    assert "attachment" in answer["Content-Disposition"]


def test_what_is_not_there_is_404(administrator_client, db):
    assert administrator_client.get("/jobs/99/").status_code == 404


def test_in_english_the_heading_is_english(administrator_client, a_job):
    """The whole page is held by tests/test_translations.py."""
    administrator_client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert '<html lang="en"' in text(administrator_client, f"/jobs/{a_job().pk}/")
