"""Writes of pairings by people. What breaks a rule of the round is refused; history loaded only warns."""

from __future__ import annotations

from datetime import date
from typing import Any

from xieshou.domain.access import OutsideScopeError, beyond, require_reach
from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import period_columns
from xieshou.domain.evidence.models import Document
from xieshou.domain.pairings.checks import below_parents, capacity_findings, parties_valid
from xieshou.domain.pairings.handover import PARTY_NAMES, link_of
from xieshou.domain.pairings.labelling import labels
from xieshou.domain.pairings.models import (
    EndReason,
    HandOverItem,
    Pairing,
    PairingSource,
    Round,
    RoundRule,
    RuleKind,
    Shape,
)
from xieshou.domain.pairings.rules import Code, Link, check_nesting, check_successor
from xieshou.domain.pairings.tiers import Standing, kind_of, tier_of
from xieshou.domain.parties.models import Organisation, OrganisationKind
from xieshou.domain.parties.services import party_of
from xieshou.domain.places.models import Division, Level
from xieshou.domain.programme import Programme
from xieshou.domain.recorded import act
from xieshou.domain.recorded.versions import require_version
from xieshou.domain.reviewed import REVIEW_COLUMNS, when_changed, when_recorded
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.finding import Finding
from xieshou.kernel.period import PartialDate, Period


class PairingRefusedError(ValueError):
    """A pairing would break rules of its round; ``findings`` says which."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(str(finding) for finding in findings))
        self.findings = findings


class AlreadyEndedError(ValueError):
    """The pairing has ended before; an end is not moved silently."""


@act("登记结对")
def record_pairing(
    *,
    actor: Actor,
    round_: Round,
    programme: Programme,
    giver: Division | Organisation,
    receiver: Division | Organisation,
    period: Period,
    source: Document | None,
    parent: Pairing | None = None,
    shape: Shape | None = None,
    formal: bool = True,
    certainty: Certainty = Certainty.SOURCE,
    note: str = "",
) -> Pairing:
    """Record a pairing made by people, checked before it is kept: a draft until it is reviewed.

    Raises:
        NotAllowedError: when the actor may not record, or neither side lies in a scope of theirs.
        UnknownTierError: when the two parties make no known tier.
        PairingRefusedError: when the two are one, or are paired then already; when a party does not exist
            throughout, the parent does not stand above it, is of another round or has other dates, or a unit
            would have more partners than its round allows. Nothing is then stored.
    """
    actor.require(Permission.RECORD, "登记结对")
    if giver == receiver:
        raise PairingRefusedError([Finding(Code.SAME_PARTY, str(giver))])
    tier = tier_of(standing_of(giver), standing_of(receiver))
    who: dict[str, Any] = {
        "round": round_,
        "programme": programme,
        "kind": kind_of(tier),
        "giver": party_of(giver),
        "receiver": party_of(receiver),
    }
    known = _already_recorded(actor, who, period)
    if known:
        raise PairingRefusedError(known)
    pairing = Pairing.objects.create(
        **who,
        tier=tier,
        parent=parent,
        shape=shape or "",
        formal=formal,
        certainty=certainty,
        note=note,
        **period_columns(period),
        **when_recorded(actor),
    )
    require_reach(actor, pairing, Permission.RECORD, "登记结对")
    if source is not None:
        PairingSource.objects.create(pairing=pairing, document=source, certainty=certainty)
    findings = _refusals(actor, pairing)
    if findings:
        raise PairingRefusedError(findings)
    return pairing


def _refusals(actor: Actor, pairing: Pairing) -> list[Finding]:
    parent, label = pairing.parent, str(pairing)
    found = check_nesting(link_of(pairing), link_of(parent) if parent else None, pairing.round.period)
    if parent is not None and parent.round_id != pairing.round_id:
        found.append(Finding(Code.OTHER_ROUND, label))
    found += parties_valid([pairing]) + below_parents([pairing])
    for rule in RoundRule.objects.filter(round=pairing.round, kind=RuleKind.CAPACITY).select_related("round"):
        if not rule.tier or rule.tier == pairing.tier:
            found += capacity_findings(
                actor, rule, frozenset({pairing.giver_id, pairing.receiver_id}), beyond_reach=True
            )
    return found


def _already_recorded(actor: Actor, facts: dict[str, Any], period: Period) -> list[Finding]:
    """The pairings of the same two at the same time: another source joins those, it makes no new one."""
    every = Pairing.objects.unscoped("no pairing twice, seen or not; both parties are the actor's own words")
    same = list(every.filter(**facts).select_related(*PARTY_NAMES))
    if beyond(actor, Pairing, {other.pk for other in same}, Permission.RECORD):
        # Of the same two parties: what is there is not told to who may not record it.
        raise OutsideScopeError("登记结对")
    return [
        Finding(Code.ALREADY_RECORDED, str(other), (("own", str(other.period)),))
        for other in same
        if other.period.overlaps(period) or other.start_on == (period.start.day if period.start else None)
    ]


_ENDED = ("end_on", "end_precision", "end_reason", "successor", "note")


@act("终止结对")
def end_pairing(
    *,
    actor: Actor,
    pairing: Pairing,
    end: PartialDate,
    reason: EndReason,
    successor: Pairing | None = None,
    note: str = "",
    seen: int | None = None,
) -> Pairing:
    """End a pairing, and name the one that carries on. The row and its history stay.

    ``seen`` is the version that was looked at; None where nobody looked.

    Raises:
        NotAllowedError: when the actor may not record it.
        AlreadyEndedError: when it has an end reason already.
        StaleRecordError: when somebody changed it since it was looked at.
        PairingRefusedError: when the successor helps another unit or does not start when this one ends, when
            the end is after the parent's or the round's, or pairings below would stay in force after it.
        BadPeriodError: when the end is before the start.
    """
    kept = Pairing.objects.select_for_update().get(pk=pairing.pk)
    require_reach(actor, kept, Permission.RECORD, "终止结对")
    if kept.end_reason:
        raise AlreadyEndedError(str(kept))
    if seen is not None:
        require_version(kept, seen)
    period = Period(kept.period.start, end)
    ended = Link(kept.giver_id, kept.receiver_id, period, str(kept))
    findings = _end_outside(kept, end) + children_after(actor, kept, end)
    if successor is not None:
        findings += check_successor(ended, link_of(successor))
    if findings:
        raise PairingRefusedError(findings)
    for column, value in (period_columns(period) | when_changed(actor)).items():
        setattr(kept, column, value)
    kept.end_reason, kept.successor = reason, successor
    kept.note = note or kept.note
    kept.save(update_fields=[*_ENDED, *REVIEW_COLUMNS])
    return kept


def _end_outside(pairing: Pairing, end: PartialDate) -> list[Finding]:
    """Would it end after what it stands in? How it began is history, which its end does not judge."""
    outer = pairing.parent.period if pairing.parent else pairing.round.period
    upto = Period(None, end)
    if upto.may_lie_within(Period(None, outer.end)):
        return []
    code = Code.OUTSIDE_PARENT if pairing.parent else Code.OUTSIDE_ROUND
    return [Finding(code, str(pairing), (("own", str(upto)), ("outer", str(outer))))]


def children_after(actor: Actor, pairing: Pairing, end: PartialDate) -> list[Finding]:
    """The pairings below that would stay in force when this one is not; unnamed where the actor sees none."""
    upto = Period(None, end)
    below = list(pairing.children.select_related(*PARTY_NAMES))
    named = labels(actor, below)
    return [
        Finding(Code.CHILD_OUTLIVES, named[child.pk], (("own", str(child.period)),))
        for child in below
        if not Period(None, child.period.end).may_lie_within(upto)
    ]


@act("登记交接事项")
def list_for_hand_over(
    *, actor: Actor, pairing: Pairing, kind: HandOverItem.Kind, description: str, note: str = ""
) -> HandOverItem:
    """Put something on the list that the giver of an ending pairing leaves to its successor (A3-12)."""
    require_reach(actor, pairing, Permission.RECORD, "登记交接事项")
    return HandOverItem.objects.create(pairing=pairing, kind=kind, description=description, note=note)


@act("办理交接事项")
def close_hand_over(
    *, actor: Actor, item: HandOverItem, state: HandOverItem.State, on: date, note: str = ""
) -> HandOverItem:
    """Say what became of an item of the hand-over list."""
    require_reach(actor, item, Permission.RECORD, "办理交接事项")
    item.state, item.done_on, item.note = state, on, note or item.note
    item.save(update_fields=["state", "done_on", "note"])
    return item


def require_open(pairing: Pairing, on: date) -> None:
    """Let new work begin under a pairing only while it is in force (A3-12: no new project on a closed pair).

    Raises:
        AlreadyEndedError: when it has ended by that day or not begun.
    """
    if not pairing.period.covers(on):
        raise AlreadyEndedError(f"{pairing}: {pairing.period}")


def standing_of(unit: Division | Organisation) -> Standing:
    """What a unit is, for the tier of its pairings."""
    if isinstance(unit, Division):
        return Standing(level=Level(unit.level), code=unit.code)
    return Standing(kind=OrganisationKind(unit.kind))
