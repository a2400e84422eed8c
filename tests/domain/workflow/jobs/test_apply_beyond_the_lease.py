"""Writing may take longer than a lease; while it lasts nobody takes the job away."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from xieshou.domain.workflow.jobs.queue import reap, take_next
from xieshou.domain.workflow.jobs.registry import Result
from xieshou.domain.workflow.jobs.running import run_job
from xieshou.domain.workflow.jobs.services import start_job
from xieshou.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
LEASE = timedelta(milliseconds=100)


def test_another_worker_that_looks_meanwhile_finds_nothing_lost(known):
    writing, found = threading.Event(), []

    def store(params, progress):
        with progress.apply() as applying:
            writing.set()
            time.sleep(LEASE.total_seconds() * 6)
            applying.result = Result("写完了")

    def look():
        writing.wait(10)
        time.sleep(LEASE.total_seconds() * 3)
        found.extend(reap(timezone.now()))
        connection.close()

    known(store)
    start_job(actor=SYSTEM, kind="test.job")
    other = threading.Thread(target=look)
    other.start()
    job = take_next("here:1", lease=LEASE)
    run_job(job, stopping=threading.Event(), lease=LEASE, beat=LEASE / 5)
    other.join()
    job.refresh_from_db()
    assert (job.state, job.summary, job.attempts, found) == ("done", "写完了", 1, [])
