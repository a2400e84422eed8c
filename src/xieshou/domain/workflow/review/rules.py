"""Who may take which step with a record. Pure: states and numbers of accounts in, a reason or None out.

Whoever recorded a record, or changed it since it was last reviewed, does not review it: four eyes
(domain.md D1, design section 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DRAFT, REPORTED, REVIEWED, RETURNED = "draft", "reported", "reviewed", "returned"


class Step(StrEnum):
    """What can be done with a record on its way into the figures."""

    REPORT = "report"
    PASS = "pass"  # noqa: S105  (no password)
    RETURN = "return"


class Why(StrEnum):
    """Why a step is not taken."""

    STATE = "state"
    OUTSIDE = "outside"
    OWN = "own"
    NO_REASON = "no_reason"
    CHANGED = "changed"
    GONE = "gone"
    NOBODY = "nobody"


FROM = {
    Step.REPORT: frozenset({DRAFT, RETURNED}),
    Step.PASS: frozenset({REPORTED}),
    Step.RETURN: frozenset({REPORTED}),
}
TO = {Step.REPORT: REPORTED, Step.PASS: REVIEWED, Step.RETURN: RETURNED}


@dataclass(frozen=True, slots=True)
class Standing:
    """A record as the rules see it.

    ``hands`` are the accounts that recorded or changed it since it was last reviewed. ``version`` is its last
    row of history, ``seen`` the one that the actor looked at (None where that is not asked).
    """

    state: str
    hands: frozenset[int]
    version: int = 0
    seen: int | None = None


def why_not(
    step: Step, standing: Standing, *, user_id: int | None, covered: bool, reason: str = ""
) -> Why | None:
    """Why somebody may not take a step, the first that speaks against it; None where they may.

    ``covered``: does the permission that the step takes (RECORD to report, REVIEW else) reach the record?
    """
    if user_id is None:
        return Why.NOBODY
    if not covered:
        return Why.OUTSIDE
    if standing.state not in FROM[step]:
        return Why.STATE
    if standing.seen is not None and standing.seen != standing.version:
        return Why.CHANGED
    if step is not Step.REPORT and user_id in standing.hands:
        return Why.OWN
    if step is Step.RETURN and not reason.strip():
        return Why.NO_REASON
    return None
