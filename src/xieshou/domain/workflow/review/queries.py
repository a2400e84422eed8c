"""Reads of what waits for review. A query or two for each kind, whatever the number of records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from xieshou.domain.access import seen_by
from xieshou.domain.recorded.versions import versions
from xieshou.domain.reviewed import ReviewState
from xieshou.domain.workflow.review.differences import Differences, differences
from xieshou.domain.workflow.review.hands import hands, in_own_hands
from xieshou.domain.workflow.review.registry import Reviewable, kinds
from xieshou.domain.workflow.review.rules import Standing, Step, Why, why_not
from xieshou.kernel.actor import Actor, Permission


class Wanted(StrEnum):
    """Which records are listed."""

    FILL = "fill"
    """Drafts and returned ones within one's scopes of recording: to be mended and reported."""
    REVIEW = "review"
    """Reported ones that the actor may review: somebody else's, within one's scopes of review."""
    REPORTED = "reported"
    RETURNED = "returned"
    ALL = "all"
    """Whatever is not reviewed."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of one kind are on each list."""

    fill: int
    review: int
    reported: int
    returned: int
    all: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record on a list: in a line, by whom and when, what changed, what may be done."""

    pk: int
    line: str
    state: str
    recorded_by: str
    reported_at: datetime | None
    reviewed_by: str
    reviewed_at: datetime | None
    return_reason: str
    version: int
    differences: Differences
    why_not: dict[Step, Why]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that the actor may take."""
        return tuple(step for step in Step if step not in self.why_not)


@dataclass(frozen=True, slots=True)
class Passed:
    """A record that somebody passed, when, and in a line."""

    kind: Reviewable
    pk: int
    line: str
    by: str
    at: datetime


NEEDS = {Step.REPORT: Permission.RECORD, Step.PASS: Permission.REVIEW, Step.RETURN: Permission.REVIEW}
_OPEN = ~Q(review_state=ReviewState.REVIEWED)
_TO_FILL = Q(review_state__in=[ReviewState.DRAFT, ReviewState.RETURNED])


def waiting(actor: Actor, kind: Reviewable, wanted: Wanted) -> QuerySet[Any]:
    """The records of a list, the last recorded first."""
    rows = kind.model._default_manager.all()
    match wanted:
        case Wanted.FILL:
            found = seen_by(actor, rows, Permission.RECORD).filter(_TO_FILL)
        case Wanted.REVIEW:
            found = seen_by(actor, rows, Permission.REVIEW).filter(review_state=ReviewState.REPORTED)
            found = found.exclude(in_own_hands(kind.model, actor.user_id))
        case Wanted.REPORTED:
            found = seen_by(actor, rows).filter(review_state=ReviewState.REPORTED)
        case Wanted.RETURNED:
            found = seen_by(actor, rows).filter(review_state=ReviewState.RETURNED)
        case Wanted.ALL:
            found = seen_by(actor, rows).filter(_OPEN)
    return found.order_by("-reported_at", "-pk")


def counts(actor: Actor, kind: Reviewable) -> Counts:
    """How many there are on each list. Three queries."""
    seen = seen_by(actor, kind.model._default_manager.filter(_OPEN)).order_by()
    told = seen.aggregate(
        number=Count("pk"),
        reported=Count("pk", filter=Q(review_state=ReviewState.REPORTED)),
        returned=Count("pk", filter=Q(review_state=ReviewState.RETURNED)),
    )
    return Counts(
        fill=waiting(actor, kind, Wanted.FILL).order_by().count() if actor.may(Permission.RECORD) else 0,
        review=waiting(actor, kind, Wanted.REVIEW).order_by().count() if actor.may(Permission.REVIEW) else 0,
        reported=told["reported"],
        returned=told["returned"],
        all=told["number"],
    )


def described(actor: Actor, kind: Reviewable, keys: Sequence[int]) -> list[Waiting]:
    """Records as a list or a page shows them, in the order given; those that the actor may not see are left
    out. A handful of queries.
    """
    rows = kind.at_hand(kind.model._default_manager.all()).select_related("recorded_by", "reviewed_by")
    found = {record.pk: record for record in seen_by(actor, rows.filter(pk__in=keys))}
    records = [found[key] for key in keys if key in found]
    changed = differences(actor, kind, records)
    standings = standings_of(kind, records)
    covered = {permission: _covered(actor, kind, keys, permission) for permission in set(NEEDS.values())}
    return [
        Waiting(
            record.pk,
            kind.line(record),
            record.review_state,
            _name(record.recorded_by),
            record.reported_at,
            _name(record.reviewed_by),
            record.reviewed_at,
            record.return_reason,
            standings[record.pk].version,
            changed[record.pk],
            _against(actor, standings[record.pk], {p: record.pk in covered[p] for p in covered}),
        )
        for record in records
    ]


def standings_of(kind: Reviewable, records: Sequence[Any]) -> dict[int, Standing]:
    """The records as the rules see them. Two queries."""
    keys = [record.pk for record in records]
    handled, now = hands(kind.model, keys), versions(kind.model, keys)
    return {
        record.pk: Standing(
            record.review_state,
            handled.get(record.pk, frozenset()) | ({record.recorded_by_id} - {None}),
            now[record.pk],
        )
        for record in records
    }


def passed_lately(actor: Actor, most: int) -> list[Passed]:
    """What was last passed where the actor's scopes of viewing are, the latest first; a query for each kind.

    What is public elsewhere is left out: the reach of viewing is asked as a reach of review, which knows
    nothing of what is open to all.
    """
    asking = Actor(actor.user_id, actor.name, {Permission.REVIEW: actor.reach(Permission.VIEW)})
    found = []
    for kind in kinds():
        passed: QuerySet[Any] = kind.model._default_manager.filter(
            review_state=ReviewState.REVIEWED, reviewed_at__isnull=False
        )
        rows = kind.at_hand(seen_by(asking, passed, Permission.REVIEW)).select_related("reviewed_by")
        found += [
            Passed(kind, each.pk, kind.line(each), _name(each.reviewed_by), each.reviewed_at)
            for each in rows.order_by("-reviewed_at", "-pk")[:most]
        ]
    return sorted(found, key=lambda each: each.at, reverse=True)[:most]


def _against(actor: Actor, standing: Standing, covered: dict[Permission, bool]) -> dict[Step, Why]:
    found = {
        step: why_not(step, standing, user_id=actor.user_id, covered=covered[NEEDS[step]], reason="?")
        for step in Step
    }
    return {step: why for step, why in found.items() if why is not None}


def _covered(actor: Actor, kind: Reviewable, keys: Sequence[int], permission: Permission) -> set[int]:
    if not actor.may(permission):
        return set()
    rows: QuerySet[Model] = kind.model._default_manager.filter(pk__in=keys)
    return set(seen_by(actor, rows, permission).values_list("pk", flat=True))


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user is not None else ""


def waiting_in_all(actor: Actor) -> dict[str, Counts]:
    """The counts of every kind, by its name."""
    return {kind.name: counts(actor, kind) for kind in kinds()}
