"""Which step somebody may take with a record."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xieshou.domain.workflow.review.rules import FROM, TO, Standing, Step, Why, why_not

RECORDER, REVIEWER = 1, 2


def asked(
    step: Step, state: str, user: int | None = REVIEWER, reason: str = "差一个附件", **more
) -> Why | None:
    standing = Standing(state, frozenset({RECORDER}), version=7, seen=more.pop("seen", None))
    return why_not(step, standing, user_id=user, covered=more.pop("covered", True), reason=reason)


def test_who_recorded_it_reports_and_somebody_else_reviews() -> None:
    assert asked(Step.REPORT, "draft", RECORDER) is None
    assert asked(Step.REPORT, "returned", RECORDER) is None
    assert asked(Step.PASS, "reported") is None
    assert asked(Step.RETURN, "reported") is None


def test_nobody_reviews_what_went_through_their_hands() -> None:
    assert asked(Step.PASS, "reported", RECORDER) is Why.OWN
    assert asked(Step.RETURN, "reported", RECORDER) is Why.OWN


def test_a_return_needs_a_reason() -> None:
    assert asked(Step.RETURN, "reported", reason="  ") is Why.NO_REASON


def test_what_changed_since_it_was_looked_at_is_not_reviewed() -> None:
    assert asked(Step.PASS, "reported", seen=6) is Why.CHANGED
    assert asked(Step.PASS, "reported", seen=7) is None


def test_nothing_is_done_outside_a_scope_or_by_nobody() -> None:
    assert asked(Step.PASS, "reported", covered=False) is Why.OUTSIDE
    assert asked(Step.PASS, "reported", None) is Why.NOBODY


@given(st.sampled_from(Step), st.sampled_from(["draft", "reported", "reviewed", "returned"]))
def test_only_draft_to_reported_to_reviewed_or_returned(step: Step, state: str) -> None:
    assert (asked(step, state) is None) == (state in FROM[step])
    assert TO[step] != state or state not in FROM[step]
    assert state != "reviewed" or asked(step, state) is Why.STATE, "what is reviewed is locked"
