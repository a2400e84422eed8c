"""Old jobs go away, with what they left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from xieshou.domain.workflow.jobs.files import job_folder
from xieshou.domain.workflow.jobs.models import Job, JobLine
from xieshou.domain.workflow.jobs.services import clean_up_jobs
from xieshou.kernel.actor import SYSTEM, NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def jobs(settings, tmp_path):
    settings.XIESHOU_HOME = tmp_path
    now = timezone.now()
    made = {
        name: Job.objects.create(kind="test.job", state=state, finished_at=finished)
        for name, state, finished in (
            ("old", "done", now - timedelta(days=91)),
            ("recent", "failed", now - timedelta(days=89)),
            ("waiting", "queued", None),
            ("running", "running", None),
        )
    }
    for job in made.values():
        JobLine.objects.create(job=job, at=now, text="一行")
        job_folder(job.pk).mkdir(parents=True)
        (job_folder(job.pk) / "结果.csv").write_text("甲")
    return made


def test_only_what_ended_long_ago_goes_with_log_and_files(jobs):
    assert clean_up_jobs(actor=SYSTEM) == 1
    left = {name for name, job in jobs.items() if Job.objects.filter(pk=job.pk).exists()}
    assert left == {"recent", "waiting", "running"}
    assert JobLine.objects.count() == 3
    assert [job_folder(job.pk).exists() for job in jobs.values()] == [False, True, True, True]


def test_the_time_kept_is_a_setting(jobs, settings):
    settings.JOB_DAYS = 1
    assert clean_up_jobs(actor=SYSTEM) == 2


def test_only_an_administrator_may(jobs, viewer):
    with pytest.raises(NotAllowedError):
        clean_up_jobs(actor=viewer)
