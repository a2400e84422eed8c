"""A job is put into the queue."""

import pytest

from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.registry import UnknownJobKindError
from xieshou.domain.workflow.jobs.services import BadParamsError, JobAlreadyOpenError, start_job
from xieshou.kernel.actor import NotAllowedError

pytestmark = pytest.mark.django_db


def test_it_waits_with_who_asked_and_what_for(known, administrator):
    known()
    job = start_job(actor=administrator, kind="test.job", params={"行": [1, None]}, title="某县.xlsx")
    job.refresh_from_db()
    assert (job.state, job.asked_by_id, job.title) == ("queued", administrator.user_id, "某县.xlsx")
    assert (job.params, job.attempts, job.started_at) == ({"行": [1, None]}, 0, None)
    assert job.language == "zh-hans"


def test_a_kind_that_nobody_registered_is_refused(administrator):
    with pytest.raises(UnknownJobKindError):
        start_job(actor=administrator, kind="test.unknown")


def test_who_may_not_is_refused_and_nothing_waits(known, viewer, anonymous):
    known()
    for actor in (viewer, anonymous):
        with pytest.raises(NotAllowedError, match="没有办理“试验”的权限"):
            start_job(actor=actor, kind="test.job")
    assert not Job.objects.exists()


def test_a_handler_may_let_others_start_it(known, viewer):
    known(allowed=lambda actor: actor.user_id is not None)
    assert start_job(actor=viewer, kind="test.job").asked_by_id == viewer.user_id


@pytest.mark.parametrize("params", [{"a": object()}, {"a": float("nan")}, {"a": "x" * 9000}])
def test_parameters_that_cannot_be_kept_are_refused(known, administrator, params):
    known()
    with pytest.raises(BadParamsError):
        start_job(actor=administrator, kind="test.job", params=params)
    assert not Job.objects.exists()


def test_a_single_job_is_not_queued_twice_but_with_other_parameters(known, administrator, work):
    known(single=True)
    first = start_job(actor=administrator, kind="test.job", params={"a": 1, "b": 2})
    with pytest.raises(JobAlreadyOpenError) as refused:
        start_job(actor=administrator, kind="test.job", params={"b": 2, "a": 1})
    assert refused.value.job_id == first.pk
    start_job(actor=administrator, kind="test.job", params={"a": 1})
    Job.objects.filter(pk=first.pk).update(state="done")
    start_job(actor=administrator, kind="test.job", params={"a": 1, "b": 2})


def test_others_may_wait_side_by_side(known, administrator):
    known()
    assert len({start_job(actor=administrator, kind="test.job").pk for _ in range(3)}) == 3
