"""Cancelling meets the worker's own writes."""

import threading
import time

import pytest
from django.db import connection, transaction

from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.queue import take_next
from xieshou.domain.workflow.jobs.services import JobStateError, cancel_job, start_job

pytestmark = pytest.mark.django_db(transaction=True)


def held_for(job, seconds):
    """Hold the job's row in another connection, as a beat or the writing does."""
    holding = threading.Event()

    def hold():
        with transaction.atomic():
            Job.objects.select_for_update().get(pk=job.pk)
            holding.set()
            time.sleep(seconds)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    holding.wait(10)
    return thread


def test_a_beat_at_the_same_moment_does_not_prevent_it(known, administrator):
    known()
    job = start_job(actor=administrator, kind="test.job")
    take_next("here:1")
    beat = held_for(job, 0.15)
    assert cancel_job(actor=administrator, job_id=job.pk).cancel_requested
    beat.join()


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="on SQLite it waits its turn")
def test_one_that_has_begun_to_write_is_not_waited_for(known, administrator):
    known()
    job = start_job(actor=administrator, kind="test.job")
    take_next("here:1")
    writing = held_for(job, 3)
    began = time.monotonic()
    with pytest.raises(JobStateError):
        cancel_job(actor=administrator, job_id=job.pk)
    assert time.monotonic() - began < 2
    writing.join()
