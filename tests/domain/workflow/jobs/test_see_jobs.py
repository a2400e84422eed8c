"""One sees one's own jobs; an administrator all; a stranger none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from xieshou.domain.workflow.jobs import queries
from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.queue import take_next
from xieshou.domain.workflow.jobs.services import start_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(known, viewer, administrator):
    known(allowed=lambda actor: actor.user_id is not None)
    return [start_job(actor=actor, kind="test.job") for actor in (viewer, administrator)]


def test_who_sees_what(two, viewer, administrator, anonymous):
    own, other = two
    assert list(queries.jobs(viewer)) == [own]
    assert list(queries.jobs(administrator)) == [other, own]
    assert list(queries.jobs(anonymous)) == []
    for actor, job in ((viewer, other), (anonymous, own)):
        with pytest.raises(Job.DoesNotExist):
            queries.job(actor, job.pk)
        with pytest.raises(Job.DoesNotExist):
            queries.lines(actor, job)


def test_counts_are_of_what_one_sees(two, viewer, administrator, anonymous):
    assert [queries.counts(actor) for actor in (viewer, administrator, anonymous)] == [
        {"queued": 1},
        {"queued": 2},
        {},
    ]


def test_only_what_one_may_start_is_offered(viewer, administrator, anonymous):
    names = [[kind.name for kind in queries.offered(actor)] for actor in (anonymous, viewer, administrator)]
    assert names == [[], [], ["calendar.raise", "places.geometry", "places.villages"]]


def test_rate_and_time_left_come_from_the_last_beat(two, viewer):
    job = take_next("here:1")
    now = job.started_at + timedelta(seconds=10)
    job.done, job.total, job.heartbeat_at, job.lease_until = 20, 100, now, now + timedelta(seconds=30)
    seen = queries.watched(viewer, job, now + timedelta(seconds=1))
    assert (seen.pace.rate, seen.pace.share, seen.pace.left) == (2, 0.2, timedelta(seconds=40))
    assert seen.elapsed == timedelta(seconds=11)
    assert (seen.open, seen.lost, seen.may_cancel, seen.may_retry) == (True, False, True, False)
    assert queries.watched(viewer, job, now + timedelta(seconds=31)).lost


def test_a_kind_that_is_gone_is_still_shown(two, viewer):
    job = two[0]
    job.kind, job.state = "test.gone", "failed"
    seen = queries.watched(viewer, job, timezone.now())
    assert (seen.title, seen.may_retry) == (None, False)
