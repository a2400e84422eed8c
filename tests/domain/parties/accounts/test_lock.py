"""How long failed sign-ins lock: the rule, and its three limits on stored attempts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from xieshou.domain.parties.accounts.locking import lock_on, locks_at, unlock
from xieshou.domain.parties.accounts.rules import locked_until
from xieshou.kernel.actor import NotAllowedError

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MEMORY = timedelta(minutes=15)
FAILURES = st.lists(
    st.tuples(st.integers(0, 900).map(lambda s: NOON + timedelta(seconds=s)), st.integers(1, 9))
)


def failed(username: str, address: str, number: int, minutes_ago: float = 0, agent: str = "a") -> None:
    attempt = AccessAttempt.objects.create(
        username=username, ip_address=address, user_agent=agent, failures_since_start=number
    )
    AccessAttempt.objects.filter(pk=attempt.pk).update(
        attempt_time=timezone.now() - timedelta(minutes=minutes_ago)
    )


def test_fewer_failures_than_the_limit_lock_nothing() -> None:
    assert locked_until([(NOON, 4)], limit=5, memory=MEMORY) is None
    assert locked_until([], limit=1, memory=MEMORY) is None


def test_a_lock_ends_when_so_many_are_forgotten_that_the_limit_is_not_reached() -> None:
    later = NOON + timedelta(minutes=3)
    assert locked_until([(later, 2), (NOON, 3)], limit=5, memory=MEMORY) == NOON + MEMORY
    assert locked_until([(later, 5), (NOON, 3)], limit=5, memory=MEMORY) == later + MEMORY


@given(FAILURES, st.integers(1, 20))
def test_at_its_end_a_lock_is_gone_and_just_before_it_is_not(
    failures: list[tuple[datetime, int]], limit: int
) -> None:
    end = locked_until(failures, limit=limit, memory=MEMORY)
    if end is None:
        assert sum(number for _, number in failures) < limit
        return
    still = [each for each in failures if each[0] + MEMORY > end]
    assert locked_until(still, limit=limit, memory=MEMORY) is None
    before = [each for each in failures if each[0] + MEMORY >= end]
    assert locked_until(before, limit=limit, memory=MEMORY) == end


@pytest.mark.django_db
def test_five_failures_lock_the_account_for_that_address_alone() -> None:
    failed("wang", "10.0.0.1", 3)
    failed("wang", "10.0.0.1", 2, agent="another browser counts too")
    now = timezone.now()
    assert lock_on("wang", "10.0.0.1", now) is not None
    assert lock_on("wang", "10.0.0.2", now) is None
    assert lock_on("li", "10.0.0.1", now) is None


@pytest.mark.django_db
def test_many_who_guess_at_one_account_lock_it_for_all() -> None:
    for number in range(5):
        failed("wang", f"10.0.1.{number}", 4)
    assert lock_on("wang", "10.9.9.9", timezone.now()) is not None


@pytest.mark.django_db
def test_one_who_tries_many_accounts_locks_the_address() -> None:
    for number in range(50):
        failed(f"user{number}", "10.0.0.1", 1)
    now = timezone.now()
    assert lock_on("somebody", "10.0.0.1", now) is not None
    assert lock_on("somebody", "10.0.0.2", now) is None
    assert [(lock.username, lock.address) for lock in locks_at(now)] == [(None, "10.0.0.1")]


@pytest.mark.django_db
def test_failures_of_a_quarter_of_an_hour_ago_are_forgotten() -> None:
    failed("wang", "10.0.0.1", 30, minutes_ago=15.1)
    assert locks_at(timezone.now()) == []


@pytest.mark.django_db
def test_an_administrator_unlocks_and_a_viewer_does_not(administrator, viewer) -> None:
    failed("wang", "10.0.0.1", 5)
    failed("li", "10.0.0.1", 5)
    with pytest.raises(NotAllowedError):
        unlock(actor=viewer, username="wang")
    with pytest.raises(ValueError, match="name"):
        unlock(actor=administrator)
    assert unlock(actor=administrator, username="wang") == 1
    now = timezone.now()
    assert lock_on("wang", "10.0.0.1", now) is None
    assert lock_on("li", "10.0.0.1", now) is not None
