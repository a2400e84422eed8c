"""The steps of review: one record or many in one act, set-based; the answer says which were not taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_noop

from xieshou.domain.access import beyond
from xieshou.domain.recorded import acting
from xieshou.domain.reviewed import ReviewState
from xieshou.domain.workflow.review.queries import NEEDS, standings_of
from xieshou.domain.workflow.review.registry import Reviewable, kind_named
from xieshou.domain.workflow.review.rules import TO, Step, Why, why_not
from xieshou.kernel.actor import Actor

WHAT = {
    Step.REPORT: gettext_noop("上报"),
    Step.PASS: gettext_noop("审核通过"),
    Step.RETURN: gettext_noop("审核退回"),
}
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Left:
    """A record with which a step was not taken, in a line, and why."""

    pk: int
    line: str
    why: Why


@dataclass(frozen=True, slots=True)
class Outcome:
    """The records with which a step was taken, and those with which it was not."""

    done: tuple[int, ...]
    left: tuple[Left, ...]


def report(*, actor: Actor, kind: str, keys: Iterable[int]) -> Outcome:
    """Report drafts and returned records, so that they wait for review.

    Raises:
        UnknownKindError: when no area registered the kind.
        NotAllowedError: for who records nothing anywhere.
    """
    return take(actor=actor, kind=kind, step=Step.REPORT, seen=dict.fromkeys(keys))


def review(*, actor: Actor, kind: str, seen: Mapping[int, int | None], note: str = "") -> Outcome:
    """Pass reported records into the figures; ``seen`` has the version of each that was looked at.

    Raises:
        UnknownKindError: when no area registered the kind.
        NotAllowedError: for who reviews nothing anywhere.
    """
    return take(actor=actor, kind=kind, step=Step.PASS, seen=seen, reason=note)


def return_to(*, actor: Actor, kind: str, seen: Mapping[int, int | None], reason: str) -> Outcome:
    """Return reported records to who recorded them, with a reason.

    Raises:
        UnknownKindError: when no area registered the kind.
        NotAllowedError: for who reviews nothing anywhere.
    """
    return take(actor=actor, kind=kind, step=Step.RETURN, seen=seen, reason=reason)


def take(*, actor: Actor, kind: str, step: Step, seen: Mapping[int, int | None], reason: str = "") -> Outcome:
    """Take one step with many records in one act; each is judged for itself, and only then written.

    ``seen`` are the versions that were looked at, by primary key; None where that does not matter.

    Raises:
        UnknownKindError: when no area registered the kind.
        NotAllowedError: for who may take the step nowhere.
    """
    found = kind_named(kind)
    actor.require(NEEDS[step], translated(WHAT[step]))
    keys = sorted(seen)
    done: list[int] = []
    left: list[Left] = []
    with acting(actor, WHAT[step], reason.strip()):
        for at in range(0, len(keys), _AT_ONCE):
            some = {key: seen[key] for key in keys[at : at + _AT_ONCE]}
            taken, refused = _judged(actor, found, step, some, reason)
            found.model._default_manager.filter(pk__in=taken).update(**_columns(actor, step, reason))
            done += taken
            left += refused
    return Outcome(tuple(done), tuple(left))


def _judged(
    actor: Actor, kind: Reviewable, step: Step, seen: Mapping[int, int | None], reason: str
) -> tuple[list[int], list[Left]]:
    locked = kind.model._default_manager.filter(pk__in=seen).select_for_update().order_by("pk")
    keys = list(locked.values_list("pk", flat=True))
    records = list(kind.at_hand(kind.model._default_manager.filter(pk__in=keys)).order_by("pk"))
    outside = beyond(actor, kind.model, keys, NEEDS[step])
    standings = standings_of(kind, records)
    taken, left = (
        [],
        [Left(key, _("第 %(id)s 号") % {"id": key}, Why.GONE) for key in seen if key not in keys],
    )
    for record in records:
        why = why_not(
            step,
            replace(standings[record.pk], seen=seen[record.pk]),
            user_id=actor.user_id,
            covered=record.pk not in outside,
            reason=reason,
        )
        if why is None:
            taken.append(record.pk)
        else:
            # Of what lies outside one's scopes not even the name is told.
            hidden = why is Why.OUTSIDE
            line = _("第 %(id)s 号") % {"id": record.pk} if hidden else kind.line(record)
            left.append(Left(record.pk, line, why))
    return taken, left


def _columns(actor: Actor, step: Step, reason: str) -> dict[str, Any]:
    now = timezone.now()
    state = ReviewState(TO[step])
    if step is Step.REPORT:
        return {"review_state": state, "reported_at": now, "return_reason": ""}
    if step is Step.PASS:
        return {"review_state": state, "reviewed_at": now, "reviewed_by_id": actor.user_id}
    return {"review_state": state, "return_reason": reason.strip()[:300]}
