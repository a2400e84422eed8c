"""Which steps a household's status may take, and when it may be watched.

Source: domain.md C 21 (status moves only by allowed steps with evidence), S68 for the classes of monitoring.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xieshou.domain.households.rules.faults import Code, Fault, Severity
from xieshou.kernel.period import PartialDate, Period

ORDINARY = ""
"""The status of a household that is not registered (普通农户)."""

STEPS: dict[str, frozenset[str]] = {
    ORDINARY: frozenset({"poor", "out", "returned"}),
    "poor": frozenset({"out", ORDINARY}),
    "out": frozenset({"returned"}),
    "returned": frozenset({"out"}),
}
"""From a status to the next. A register that begins late meets households in any status: the first row;
未脱贫 → 普通农户 is the removal of who was registered wrongly (清退)."""
LATER_STEPS = STEPS | {ORDINARY: frozenset({"poor"})}
"""The same for a household that had a status before: once removed, it begins anew."""

WATCHED: dict[str, frozenset[str]] = {
    "unstable": frozenset({"out"}),
    "marginal": frozenset({ORDINARY}),
    "sudden": frozenset({"out", ORDINARY, "returned", "poor"}),
}
"""The status of a household of each class of monitoring (S68): 脱贫不稳定户 are 脱贫户,
边缘易致贫户 are 一般农户, 突发严重困难户 either; we let the poor be watched for that too."""


def step_faults(
    before: Sequence[tuple[str, Period]], now: str, since: PartialDate, today: date, note: str
) -> list[Fault]:
    """What speaks against a household's going over to ``now`` (empty: ordinary) from ``since``.

    ``before`` are its statuses so far with their periods, in any order; the last may be open.
    """
    found = []
    last = max(before, key=lambda each: each[1].start.day if each[1].start else date.min, default=None)
    current = last[0] if last and last[1].end is None else ORDINARY
    steps = LATER_STEPS if before else STEPS
    if now not in steps[current]:
        found.append(
            Fault(
                Code.STATUS_STEP,
                Severity.ERROR,
                "status",
                facts=(("was", current), ("now", now)),
                source="C 21",
            )
        )
    if not note.strip():
        found.append(Fault(Code.STATUS_WITHOUT_BASIS, Severity.ERROR, "note", source="C 21"))
    if since.day > today:
        found.append(Fault(Code.IN_FUTURE, Severity.ERROR, "since"))
    if last is not None:
        bound = last[1].end or last[1].start
        opened = last[1].end is None
        if bound is not None and (since.day < bound.day or (opened and since.day == bound.day)):
            facts = (("own", str(since)), ("last", str(bound)))
            found.append(Fault(Code.STATUS_BEFORE_LAST, Severity.ERROR, "since", facts=facts))
    return found


def overlapping(periods: Sequence[Period]) -> list[tuple[Period, Period]]:
    """The pairs of periods that share a day."""
    ordered = sorted(periods, key=lambda each: each.start.day if each.start else date.min)
    return [
        (one, other)
        for index, one in enumerate(ordered)
        for other in ordered[index + 1 :]
        if one.overlaps(other)
    ]
