"""Starting, cancelling and retrying on the pages."""

import pytest

from xieshou.domain.workflow.jobs.models import Job

pytestmark = pytest.mark.django_db


def test_an_administrator_starts_what_is_offered_and_lands_on_its_page(administrator_client):
    answer = administrator_client.post("/jobs/start/places.geometry/", follow=True)
    job = Job.objects.get()
    assert answer.redirect_chain == [(f"/jobs/{job.pk}/", 302)]
    assert (job.kind, job.state, job.asked_by.username) == ("places.geometry", "queued", "administrator")
    assert "任务已排队" in answer.content.decode()


def test_a_second_start_leads_to_the_first(administrator_client):
    for _ in range(2):
        answer = administrator_client.post("/jobs/start/places.geometry/", follow=True)
    assert Job.objects.count() == 1
    assert "同样的任务已在进行" in answer.content.decode()


def test_nobody_else_starts_anything(stranger, viewer_client):
    for client in (stranger, viewer_client):
        assert client.post("/jobs/start/places.geometry/").status_code == 403
    assert "places.geometry" not in viewer_client.get("/jobs/").content.decode()
    assert not Job.objects.exists()


@pytest.mark.parametrize(("path", "status"), [("no.such.kind/", 404), ("../", 404)])
def test_only_what_is_offered_is_started(administrator_client, path, status):
    assert administrator_client.post(f"/jobs/start/{path}").status_code == status


def test_looking_starts_cancels_and_retries_nothing(administrator_client, a_job):
    job = a_job()
    assert administrator_client.get("/jobs/start/places.geometry/").status_code == 405
    for page in ("cancel", "retry"):
        assert administrator_client.get(f"/jobs/{job.pk}/{page}/").status_code == 200
    job.refresh_from_db()
    assert (job.state, Job.objects.count()) == ("queued", 1)


def test_cancelling_is_asked_and_done(administrator_client, a_job):
    job = a_job()
    assert '<button class="button button-primary" type="submit">取消任务' in (
        administrator_client.get(f"/jobs/{job.pk}/cancel/").content.decode()
    )
    answer = administrator_client.post(f"/jobs/{job.pk}/cancel/", follow=True)
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert "任务已取消。" in answer.content.decode()


def test_a_running_job_is_asked_to_stop(administrator_client, a_job):
    job = a_job("running")
    answer = administrator_client.post(f"/jobs/{job.pk}/cancel/", follow=True)
    assert "已请求取消,任务将很快停止" in answer.content.decode()
    job.refresh_from_db()
    assert (job.state, job.cancel_requested) == ("running", True)


def test_retrying_is_asked_and_done(administrator_client, a_job):
    job = a_job("interrupted")
    assert "任务从头再做一遍" in administrator_client.get(f"/jobs/{job.pk}/retry/").content.decode()
    administrator_client.post(f"/jobs/{job.pk}/retry/")
    job.refresh_from_db()
    assert job.state == "queued"


@pytest.mark.parametrize(("page", "said"), [("cancel", "不能再取消"), ("retry", "无须重试")])
def test_what_came_too_late_is_said_and_changes_nothing(administrator_client, a_job, page, said):
    job = a_job("done")
    assert "任务的状态已经变了" in administrator_client.get(f"/jobs/{job.pk}/{page}/").content.decode()
    answer = administrator_client.post(f"/jobs/{job.pk}/{page}/", follow=True)
    assert said in answer.content.decode()
    job.refresh_from_db()
    assert job.state == "done"


def test_nobody_acts_on_the_job_of_another(viewer_client, stranger, a_job):
    job = a_job("failed")
    for page in ("cancel", "retry"):
        assert viewer_client.post(f"/jobs/{job.pk}/{page}/").status_code == 404
        assert stranger.post(f"/jobs/{job.pk}/{page}/").status_code == 403
    job.refresh_from_db()
    assert job.state == "failed"
