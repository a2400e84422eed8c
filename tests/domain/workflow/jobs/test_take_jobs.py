"""Workers take jobs: the one that waited longest first, each once, whoever else asks at the same moment."""

import threading

import pytest
from django.db import connection

from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.queue import take_next
from xieshou.domain.workflow.jobs.services import start_job
from xieshou.kernel.actor import SYSTEM


@pytest.mark.django_db
def test_the_one_that_waited_longest_comes_first_and_is_the_workers_for_a_lease(known):
    known()
    first, second = (start_job(actor=SYSTEM, kind="test.job") for _ in range(2))
    taken = take_next("here:1")
    assert (taken.pk, taken.state, taken.worker, taken.attempts) == (first.pk, "running", "here:1", 1)
    assert taken.lease_until > taken.heartbeat_at == taken.started_at
    assert take_next("here:2").pk == second.pk
    assert take_next("here:3") is None


@pytest.mark.django_db
def test_every_taking_has_a_key_of_its_own(known):
    known()
    for _ in range(2):
        start_job(actor=SYSTEM, kind="test.job")
    assert len({take_next("here:1").lease_key for _ in range(2)}) == 2


@pytest.mark.django_db
def test_looking_when_nothing_waits_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert take_next("here:1") is None


@pytest.mark.django_db(transaction=True)
def test_six_workers_at_once_take_each_job_once(known):
    known()
    jobs = [start_job(actor=SYSTEM, kind="test.job").pk for _ in range(30)]
    taken, failures = [], []
    ready = threading.Barrier(6)

    def worker(number):
        try:
            ready.wait()
            while (job := take_next(f"here:{number}")) is not None or Job.objects.filter(state="queued"):
                if job is not None:
                    taken.append(job.pk)
        except Exception as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(taken) == jobs
    assert set(Job.objects.values_list("state", "attempts")) == {("running", 1)}
