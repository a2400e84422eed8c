"""People stop jobs and try them again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.queue import take_next
from xieshou.domain.workflow.jobs.services import (
    JobAlreadyOpenError,
    JobStateError,
    cancel_job,
    retry_job,
    start_job,
)
from xieshou.kernel.actor import NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(known, administrator):
    known()
    return start_job(actor=administrator, kind="test.job")


def in_state(job, state, **more):
    Job.objects.filter(pk=job.pk).update(state=state, **more)
    return job


def test_a_waiting_job_is_cancelled_at_once(waiting, administrator):
    assert cancel_job(actor=administrator, job_id=waiting.pk).state == "cancelled"
    assert take_next("here:1") is None


def test_a_running_one_is_asked_to_stop(waiting, administrator):
    take_next("here:1")
    job = cancel_job(actor=administrator, job_id=waiting.pk)
    assert (job.state, job.cancel_requested) == ("running", True)


def test_one_whose_worker_is_lost_is_cancelled_at_once(waiting, administrator):
    take_next("dead:1", lease=-timedelta(seconds=1))
    job = cancel_job(actor=administrator, job_id=waiting.pk)
    assert (job.state, job.lease_key, job.cancel_requested) == ("cancelled", "", False)


def test_one_that_is_being_written_cannot_be_cancelled(waiting, administrator):
    take_next("here:1")
    Job.objects.filter(pk=waiting.pk).update(applying_since=timezone.now())
    with pytest.raises(JobStateError):
        cancel_job(actor=administrator, job_id=waiting.pk)


@pytest.mark.parametrize("state", ["done", "failed", "cancelled", "interrupted"])
def test_nor_one_that_has_ended(waiting, administrator, state):
    in_state(waiting, state)
    with pytest.raises(JobStateError):
        cancel_job(actor=administrator, job_id=waiting.pk)


@pytest.mark.parametrize("state", ["failed", "cancelled", "interrupted"])
def test_one_that_ended_badly_is_tried_again_from_the_start(waiting, administrator, state):
    in_state(waiting, state, attempts=3, failure="坏了", done=7, finished_at=timezone.now())
    job = retry_job(actor=administrator, job_id=waiting.pk)
    assert (job.state, job.attempts, job.failure, job.done) == ("queued", 0, "", 0)
    assert take_next("here:1").pk == waiting.pk


@pytest.mark.parametrize("state", ["queued", "running", "done"])
def test_no_other_is(waiting, administrator, state):
    in_state(waiting, state)
    with pytest.raises(JobStateError):
        retry_job(actor=administrator, job_id=waiting.pk)


def test_a_single_one_is_not_tried_again_beside_another(known, administrator):
    known(single=True)
    first = start_job(actor=administrator, kind="test.job")
    in_state(first, "failed")
    second = start_job(actor=administrator, kind="test.job")
    with pytest.raises(JobAlreadyOpenError) as refused:
        retry_job(actor=administrator, job_id=first.pk)
    assert refused.value.job_id == second.pk
    first.refresh_from_db()
    assert first.state == "failed"


def test_nobody_touches_the_job_of_another(waiting, viewer, anonymous):
    for actor in (viewer, anonymous):
        for act in (cancel_job, retry_job):
            with pytest.raises(Job.DoesNotExist):
                act(actor=actor, job_id=waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == "queued"


def test_one_may_cancel_ones_own_but_not_retry_what_one_may_no_longer_start(known, viewer):
    known(allowed=lambda actor: actor.user_id is not None)
    job = start_job(actor=viewer, kind="test.job")
    assert cancel_job(actor=viewer, job_id=job.pk).state == "cancelled"
    known()
    with pytest.raises(NotAllowedError):
        retry_job(actor=viewer, job_id=job.pk)


def test_an_administrator_cancels_anybodys(known, viewer, administrator):
    known(allowed=lambda actor: actor.user_id is not None)
    job = start_job(actor=viewer, kind="test.job")
    assert cancel_job(actor=administrator, job_id=job.pk).state == "cancelled"
