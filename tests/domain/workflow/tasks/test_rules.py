"""How a task stands on a day, and what it lacks to be closed (A5-3, A6-2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.domain.workflow.tasks.rules import (
    ENDED,
    SOON,
    Lack,
    Standing,
    State,
    closed_late,
    lack_to_close,
    lack_to_reopen,
    standing,
)

DEADLINE = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("on", "stands"),
    [
        (date(2026, 3, 1), Standing.OPEN),
        (date(2026, 3, 24), Standing.DUE_SOON),
        (date(2026, 3, 31), Standing.DUE_SOON),
        (date(2026, 4, 1), Standing.OVERDUE),
    ],
)
def test_a_task_is_overdue_from_the_day_after_its_deadline(on: date, stands: Standing) -> None:
    assert standing(State.OPEN, DEADLINE, on) is stands


def test_being_worked_on_keeps_nothing_from_being_overdue() -> None:
    assert standing(State.DOING, DEADLINE, DEADLINE + timedelta(days=1)) is Standing.OVERDUE


@given(state=st.sampled_from(State), deadline=st.none() | st.dates(), on=st.dates())
def test_what_is_closed_or_has_no_deadline_is_never_overdue(state: State, deadline: date, on: date) -> None:
    stands = standing(state, deadline, on)
    if state in ENDED or deadline is None:
        assert stands == state.value
    else:
        assert (stands is Standing.OVERDUE) == (on > deadline)
        assert (stands is Standing.DUE_SOON) == (deadline - SOON <= on <= deadline)


@pytest.mark.parametrize(
    ("outcome", "documents", "evidence", "reason", "lack"),
    [
        (State.DONE, 0, "", "", Lack.EVIDENCE),
        (State.DONE, 0, "  ", "因故", Lack.EVIDENCE),
        (State.DONE, 1, "", "", None),
        (State.DONE, 0, "见会议纪要", "", None),
        (State.DROPPED, 3, "见会议纪要", " ", Lack.REASON),
        (State.DROPPED, 0, "", "协议已终止", None),
    ],
)
def test_done_needs_evidence_and_dropped_a_reason(
    outcome: State, documents: int, evidence: str, reason: str, lack: Lack | None
) -> None:
    found = lack_to_close(State.DOING, outcome, documents=documents, evidence=evidence, reason=reason)
    assert found is lack


@pytest.mark.parametrize("state", sorted(ENDED))
def test_what_is_closed_is_not_closed_again_and_opened_only_with_a_reason(state: State) -> None:
    assert lack_to_close(state, State.DONE, documents=1, evidence="见纪要", reason="") is Lack.ENDED
    assert lack_to_reopen(state, "") is Lack.REASON
    assert lack_to_reopen(state, "佐证有误") is None


def test_what_is_open_is_not_opened_again() -> None:
    assert lack_to_reopen(State.OPEN, "佐证有误") is Lack.NOT_ENDED


def test_a_task_does_not_end_by_being_open() -> None:
    with pytest.raises(ValueError, match="ends no task"):
        lack_to_close(State.OPEN, State.DOING, documents=0, evidence="", reason="")


def test_days_of_delay_are_counted_from_the_deadline() -> None:
    assert [closed_late(DEADLINE + timedelta(days=n), DEADLINE) for n in (-2, 0, 3)] == [0, 0, 3]
    assert closed_late(DEADLINE, None) == 0
