"""A worker that was killed is silent; its job is found by that."""

from datetime import timedelta

import pytest
from django.utils import timezone

from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.queue import reap, take_next
from xieshou.domain.workflow.jobs.rules import LEASE, MOST_ATTEMPTS
from xieshou.domain.workflow.jobs.services import start_job
from xieshou.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
LATER = LEASE + timedelta(seconds=1)


@pytest.fixture
def taken(known):
    known()
    start_job(actor=SYSTEM, kind="test.job")
    return take_next("dead:1")


def test_one_whose_worker_still_beats_is_left_alone(taken):
    assert reap(timezone.now()) == []
    taken.refresh_from_db()
    assert taken.state == "running"


def test_one_that_may_run_twice_waits_again(taken):
    assert reap(timezone.now() + LATER) == [taken]
    taken.refresh_from_db()
    assert (taken.state, taken.attempts, taken.lease_key, taken.finished_at) == ("queued", 1, "", None)
    assert taken.lines.get().text == "执行进程中断,任务重新排队。"
    assert take_next("here:2").attempts == 2


def test_but_not_for_ever(taken):
    for _ in range(MOST_ATTEMPTS - 1):
        reap(timezone.now() + LATER)
        take_next("dead:1")
    reap(timezone.now() + LATER)
    taken.refresh_from_db()
    assert (taken.state, taken.attempts) == ("interrupted", MOST_ATTEMPTS)
    assert "未写入任何数据" in taken.failure


def test_one_that_must_not_run_twice_is_marked(known, taken):
    known(idempotent=False)
    reap(timezone.now() + LATER)
    taken.refresh_from_db()
    assert taken.state == "interrupted"
    assert taken.finished_at is not None


def test_one_of_a_kind_that_is_gone_is_marked(taken):
    Job.objects.filter(pk=taken.pk).update(kind="test.gone")
    reap(timezone.now() + LATER)
    taken.refresh_from_db()
    assert taken.state == "interrupted"


def test_one_that_somebody_wanted_cancelled_is_that(taken):
    Job.objects.filter(pk=taken.pk).update(cancel_requested=True)
    reap(timezone.now() + LATER)
    taken.refresh_from_db()
    assert (taken.state, taken.cancel_requested) == ("cancelled", False)


def test_two_workers_that_look_at_once_find_it_once(taken):
    assert len(reap(timezone.now() + LATER)) == 1
    assert reap(timezone.now() + LATER) == []
