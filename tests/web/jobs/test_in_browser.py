"""A job watched in a real browser: the bar moves by itself, the keyboard stays where it is."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.support.axe import axe_violations
from xieshou.domain.workflow.jobs.models import Job, JobLine

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = 6000


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_pages_fit_and_pass_axe(page_at, a_job, administrator_user, width, dark):
    job = a_job("running", done=2500, total=10_000, unit="村")
    JobLine.objects.create(job=job, at=timezone.now(), text="开始整理名单。")
    for state in ("queued", "done", "failed", "interrupted", "cancelled"):
        a_job(
            state,
            failure="示例原因" if state == "failed" else "",
            summary="示例结果" if state == "done" else "",
        )
    page = page_at(width, None, user=administrator_user, dark=dark)
    for path in ("", f"{job.pk}/", f"{job.pk}/cancel/"):
        page.goto(f"/jobs/{path}")
        assert axe_violations(page) == [], path
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider == 0, path


def test_a_job_is_watched_to_its_end_without_touching_the_page(page_at, a_job, administrator_user):
    job = a_job("running", done=10, total=100, unit="村")
    page = page_at(1440, f"/jobs/{job.pk}/", user=administrator_user)
    cancel = page.get_by_role("link", name="取消", exact=True)
    cancel.focus()
    Job.objects.filter(pk=job.pk).update(done=50)
    JobLine.objects.create(job=job, at=timezone.now(), text="过半了")
    expect(page.get_by_text("50% · 50 / 100 村")).to_be_visible(timeout=SOON)
    expect(page.get_by_text("过半了")).to_be_visible()
    expect(cancel).to_be_focused()
    Job.objects.filter(pk=job.pk).update(state="done", summary="新增 100 个", finished_at=timezone.now())
    expect(page.get_by_text("新增 100 个")).to_be_visible(timeout=SOON)
    expect(page.get_by_role("link", name="查看地区")).to_be_visible()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(3000)
    assert asked == []


def test_a_bar_in_the_list_moves_and_then_rests(page_at, a_job, administrator_user):
    job = a_job("queued")
    page = page_at(390, "/jobs/", user=administrator_user)
    bar = page.locator(f"#job-{job.pk}")
    expect(bar).to_contain_text("排队中")
    Job.objects.filter(pk=job.pk).update(state="failed", failure="示例原因", finished_at=timezone.now())
    expect(bar).to_contain_text("示例原因", timeout=SOON)
    expect(bar).not_to_have_attribute("hx-trigger", re.compile("."))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(3000)
    assert asked == []


def test_a_job_is_started_and_cancelled_without_a_mouse(page_at, administrator_user):
    page = page_at(1440, "/jobs/", user=administrator_user)
    page.get_by_role("button", name="启动:重画地图").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("重画地图")
    page.get_by_role("link", name="取消", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="取消任务").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("任务已取消。")).to_be_visible()
    assert Job.objects.get().state == "cancelled"
