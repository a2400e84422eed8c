"""Pure decisions on tasks: how one stands on a day, and whether it may be closed or opened again."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

# A deadline within a week is close enough to be told beforehand.
SOON = timedelta(days=7)


class State(StrEnum):
    """What people say of a task. That it is overdue nobody says: it follows from the day."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


OPEN_STATES = frozenset({State.OPEN, State.DOING})
ENDED = frozenset(State) - OPEN_STATES


class Standing(StrEnum):
    """How a task stands on a day."""

    OPEN = "open"
    DOING = "doing"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    DONE = "done"
    DROPPED = "dropped"


class Lack(StrEnum):
    """Why a task may not be closed or opened again."""

    ENDED = "ended"
    NOT_ENDED = "not_ended"
    EVIDENCE = "evidence"
    REASON = "reason"


def standing(state: State, deadline: date | None, on: date) -> Standing:
    """How a task stands on ``on``: overdue from the day after its deadline, due soon a week before."""
    if state in ENDED or deadline is None:
        return Standing(state.value)
    if deadline < on:
        return Standing.OVERDUE
    return Standing.DUE_SOON if deadline - on <= SOON else Standing(state.value)


def lack_to_close(state: State, outcome: State, *, documents: int, evidence: str, reason: str) -> Lack | None:
    """What a task lacks to be closed with ``outcome`` (DONE or DROPPED); None where nothing.

    Done needs what shows it: a document, or a note that says where to look. Dropped needs a reason.

    Raises:
        ValueError: for an outcome that ends nothing.
    """
    if outcome not in ENDED:
        raise ValueError(f"{outcome} ends no task")
    if state in ENDED:
        return Lack.ENDED
    if outcome is State.DONE:
        return None if documents or evidence.strip() else Lack.EVIDENCE
    return None if reason.strip() else Lack.REASON


def lack_to_reopen(state: State, reason: str) -> Lack | None:
    """What a task lacks to be opened again: an end, and a reason; None where nothing."""
    if state not in ENDED:
        return Lack.NOT_ENDED
    return None if reason.strip() else Lack.REASON


def closed_late(closed_on: date, deadline: date | None) -> int:
    """How many days after its deadline a task was closed; 0 when in time, or without a deadline."""
    return max(0, (closed_on - deadline).days) if deadline else 0
