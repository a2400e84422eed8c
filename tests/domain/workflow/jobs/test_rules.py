"""What may become of a job, by properties."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xieshou.domain.workflow.jobs.models import JobState
from xieshou.domain.workflow.jobs.rules import (
    FINISHED,
    MOST_ATTEMPTS,
    OPEN,
    State,
    after_loss,
    is_lost,
    may_be_removed,
    may_become,
    may_cancel,
    may_retry,
    pace,
)

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
states = st.sampled_from(State)
spans = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=30))


def test_the_database_knows_the_same_states():
    assert [state.value for state in State] == JobState.values


@given(states)
def test_what_was_done_well_stays(state):
    assert not may_become(State.DONE, state)


@given(states)
def test_every_ended_job_but_a_done_one_may_be_tried_again(state):
    assert may_retry(state) == (state in FINISHED and state is not State.DONE)


@given(states, states)
def test_only_a_worker_ends_a_job_well_or_badly(before, after):
    if after in {State.DONE, State.FAILED, State.INTERRUPTED} and may_become(before, after):
        assert before is State.RUNNING


@given(states, st.booleans())
def test_only_open_jobs_that_do_not_write_yet_can_be_cancelled(state, applying):
    assert may_cancel(state, applying=applying) == (state in OPEN and not applying)


@given(st.booleans(), st.integers(0, 10), st.booleans())
def test_what_becomes_of_a_lost_job_is_a_step_that_exists(idempotent, attempts, cancel_requested):
    then = after_loss(idempotent=idempotent, attempts=attempts, cancel_requested=cancel_requested)
    assert may_become(State.RUNNING, then)
    assert (then is State.CANCELLED) == cancel_requested
    if then is State.QUEUED:
        assert idempotent
        assert attempts < MOST_ATTEMPTS


def test_a_job_that_always_kills_its_worker_is_tried_three_times():
    tries = 0
    then = State.QUEUED
    while then is State.QUEUED:
        tries += 1
        then = after_loss(idempotent=True, attempts=tries, cancel_requested=False)
    assert (tries, then) == (MOST_ATTEMPTS, State.INTERRUPTED)


@given(spans)
def test_a_worker_is_lost_after_its_lease_and_not_before(span):
    assert is_lost(NOW - span - timedelta(microseconds=1), NOW)
    assert not is_lost(NOW + span, NOW)


@given(st.integers(0, 10**12), st.none() | st.integers(0, 10**12), spans)
def test_pace_is_never_negative_and_a_share_never_more_than_all(done, total, elapsed):
    going = pace(done, total, elapsed)
    assert going.share is None or 0 <= going.share <= 1
    assert (going.share is None) == (not total)
    assert going.rate is None or going.rate > 0
    assert going.left is None or going.left >= timedelta()


@given(st.integers(1, 1000), st.integers(1, 1000), st.integers(1, 10_000))
def test_at_a_steady_rate_the_time_left_is_right(rate, seconds, more):
    done = rate * seconds
    going = pace(done, done + more * rate, timedelta(seconds=seconds))
    assert going.rate == rate
    assert abs(going.left - timedelta(seconds=more)) < timedelta(milliseconds=1)


def test_nothing_done_or_no_time_gone_tells_no_rate():
    assert pace(0, 10, timedelta(seconds=9)).rate is None
    assert pace(5, 10, timedelta(milliseconds=300)).rate is None
    assert pace(5, None, timedelta(seconds=10)).share is None


@given(spans, st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=30)))
def test_only_jobs_that_ended_before_the_time_kept_are_removed(keep, more):
    assert may_be_removed(NOW - keep - more, NOW, keep)
    assert not may_be_removed(NOW - keep, NOW, keep)
    assert not may_be_removed(None, NOW, keep)
