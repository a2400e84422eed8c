"""Pure decisions on jobs: what may become of one, whether its worker is lost, how fast it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# How long a job is its worker's without a beat; many beats, so that a busy machine loses none.
LEASE = timedelta(seconds=30)
# Tries of a job that may be run again after its worker died.
MOST_ATTEMPTS = 3


class State(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


OPEN = frozenset({State.QUEUED, State.RUNNING})
FINISHED = frozenset(State) - OPEN

_NEXT: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.RUNNING, State.CANCELLED}),
    # Back to the queue when its worker died or was stopped.
    State.RUNNING: FINISHED | {State.QUEUED},
    State.DONE: frozenset(),
    # A person may ask for another try.
    State.FAILED: frozenset({State.QUEUED}),
    State.CANCELLED: frozenset({State.QUEUED}),
    State.INTERRUPTED: frozenset({State.QUEUED}),
}


def may_become(now: State, then: State) -> bool:
    """May a job go from one state straight to the other?"""
    return then in _NEXT[now]


def may_retry(state: State) -> bool:
    """May a person put the job into the queue again?"""
    return state in FINISHED and may_become(state, State.QUEUED)


def may_cancel(state: State, *, applying: bool) -> bool:
    """May the job still be stopped? Not once it writes: that ends within one transaction either way."""
    return state in OPEN and not applying


def is_lost(lease_until: datetime | None, now: datetime) -> bool:
    """Has the worker of a running job been silent for longer than its lease?"""
    return lease_until is None or lease_until < now


def after_loss(*, idempotent: bool, attempts: int, cancel_requested: bool) -> State:
    """What becomes of a running job whose worker died or was stopped.

    Somebody who wanted it cancelled gets that. Else it is queued again if its handler may be run twice and
    fewer than ``MOST_ATTEMPTS`` were made; otherwise a person decides.
    """
    if cancel_requested:
        return State.CANCELLED
    return State.QUEUED if idempotent and attempts < MOST_ATTEMPTS else State.INTERRUPTED


@dataclass(frozen=True, slots=True)
class Pace:
    """How a job goes: ``share`` done from 0 to 1, ``rate`` in units a second, ``left`` time to go.

    Each is None where it cannot be told.
    """

    share: float | None = None
    rate: float | None = None
    left: timedelta | None = None


def pace(done: int, total: int | None, elapsed: timedelta) -> Pace:
    """Share, rate and time left after ``elapsed``, at the mean speed so far.

    Nothing done, or less than a second gone, tells no rate; an unknown total tells no share. More done than
    was thought counts as all.
    """
    seconds = elapsed.total_seconds()
    share = min(done / total, 1.0) if total else None
    if done <= 0 or seconds < 1:
        return Pace(share)
    rate = done / seconds
    if not total:
        return Pace(None, rate)
    remaining = max(total - done, 0) / rate
    # Beyond a year nobody plans by it, and beyond some thousands no timedelta holds it.
    return Pace(share, rate, timedelta(seconds=remaining) if remaining < 366 * 86_400 else None)


def may_be_removed(finished_at: datetime | None, now: datetime, keep: timedelta) -> bool:
    """Is a finished job older than what is kept?"""
    return finished_at is not None and finished_at < now - keep
