"""Hold stored pairings against the rules of their rounds. Used by ``xieshou verify`` and by the pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch

from xieshou.domain.certainty import Certainty
from xieshou.domain.pairings.covering import links_under
from xieshou.domain.pairings.handover import PARTY_NAMES as _NAMES
from xieshou.domain.pairings.handover import link_of
from xieshou.domain.pairings.models import Pairing, RoundRule, RuleKind
from xieshou.domain.pairings.rules import (
    Capacity,
    Code,
    cardinality,
    check_nesting,
    check_shape,
    check_successor,
    over_capacity,
)
from xieshou.domain.parties.models import Party
from xieshou.domain.places import lineage
from xieshou.domain.places.models import Division, DivisionVersion
from xieshou.kernel.actor import Actor
from xieshou.kernel.finding import Finding
from xieshou.kernel.period import Period


def findings(actor: Actor) -> list[Finding]:
    """Everything that does not agree with the rules, dates, parents or parties of the stored pairings."""
    seen = Pairing.objects.seen_by(actor).select_related("round", *_NAMES)
    stored = list(seen.prefetch_related(Prefetch("parent", seen), Prefetch("successor", seen)))
    found = parties_valid(stored) + below_parents(stored)
    groups: dict[tuple[int, int | None, str], list[Pairing]] = defaultdict(list)
    for pairing in stored:
        groups[pairing.round_id, pairing.parent_id, pairing.kind].append(pairing)
    for pairing in stored:
        found += _one(pairing, groups[pairing.round_id, pairing.parent_id, pairing.kind])
    for rule in RoundRule.objects.filter(kind=RuleKind.CAPACITY).select_related("round"):
        found += capacity_findings(actor, rule)
    return found


def findings_of(actor: Actor, pairing: Pairing) -> list[Finding]:
    """What does not agree about one pairing, its parent, its successor and those it stands with.

    ``pairing`` as ``queries.pairing`` gives it: without a parent or successor that the actor does not see.
    """
    group = Pairing.objects.seen_by(actor).filter(
        round=pairing.round_id, parent=pairing.parent_id, kind=pairing.kind
    )
    found = parties_valid([pairing]) + below_parents([pairing])
    found += _one(pairing, list(group.select_related(*_NAMES)))
    both = frozenset({pairing.giver_id, pairing.receiver_id})
    for rule in RoundRule.objects.filter(round=pairing.round_id, kind=RuleKind.CAPACITY).select_related(
        "round"
    ):
        if not rule.tier or rule.tier == pairing.tier:
            found += capacity_findings(actor, rule, both)
    return found


def _one(pairing: Pairing, group: list[Pairing]) -> list[Finding]:
    """What can be judged from one pairing, its parent, its successor and those it stands with."""
    own = link_of(pairing)
    found = check_nesting(own, link_of(pairing.parent) if pairing.parent else None, pairing.round.period)
    if pairing.parent is not None and pairing.parent.programme != pairing.programme:
        facts = (("own", pairing.programme), ("parent", pairing.parent.programme))
        found.append(Finding(Code.OTHER_PROGRAMME, str(pairing), facts))
    if pairing.successor is not None:
        found += check_successor(own, link_of(pairing.successor))
    if pairing.shape:
        real = cardinality(own, [link_of(other) for other in group])
        found += check_shape(pairing.shape, real, str(pairing))
    return found


def capacity_findings(
    actor: Actor, rule: RoundRule, only: frozenset[int] | None = None, *, beyond_reach: bool = False
) -> list[Finding]:
    """The units over the capacity that a rule sets, by name; ``only`` among these parties.

    With ``beyond_reach`` pairings count that the actor does not see: for the refusal of a new one.
    """
    links = links_under(actor, rule, beyond_reach=beyond_reach)
    over = over_capacity(links, Capacity(rule.max_receivers, rule.max_givers))
    wanted = [f for f in over if only is None or int(f.subject) in only]
    named = Party.objects.unscoped("parties of pairings that are seen, or those that are to be paired")
    parties = named.select_related("division", "organisation").in_bulk([int(f.subject) for f in wanted])
    return [Finding(f.code, f"{rule.round.code} {parties[int(f.subject)]}", f.facts) for f in wanted]


def broken(actor: Actor) -> list[Finding]:
    """What can never be right, whatever a source says.

    A pairing that is its own ancestor or its own successor, one whose parent is of another round, and one
    that claims a source but cites none.
    """
    stored = {pairing.pk: pairing for pairing in Pairing.objects.seen_by(actor).prefetch_related("sources")}
    found = []
    for pairing in stored.values():
        label = f"#{pairing.pk}"
        for code, column in ((Code.PARENT_CIRCLE, "parent_id"), (Code.SUCCESSOR_CIRCLE, "successor_id")):
            if _returns(stored, pairing, column):
                found.append(Finding(code, label))
        parent = stored.get(pairing.parent_id or 0)
        if parent is not None and parent.round_id != pairing.round_id:
            found.append(Finding(Code.OTHER_ROUND, label))
        if pairing.certainty not in _NEEDS_NO_SOURCE and not pairing.sources.all():
            found.append(Finding(Code.NO_SOURCE, label, (("certainty", pairing.certainty),)))
    return found


_NEEDS_NO_SOURCE = frozenset({Certainty.MEMORY, Certainty.SAMPLE, Certainty.DERIVED})


def _returns(stored: dict[int, Pairing], start: Pairing, column: str) -> bool:
    """Does following ``column`` from a pairing lead back to it?"""
    seen = {start.pk}
    step = stored.get(getattr(start, column) or 0)
    while step is not None:
        if step.pk in seen:
            return step.pk == start.pk
        seen.add(step.pk)
        step = stored.get(getattr(step, column) or 0)
    return False


def parties_valid(stored: Sequence[Pairing]) -> list[Finding]:
    """Both parties exist on every day of the pairing, as far as its dates are known (C3, invariant 12)."""
    ids = {
        party.division_id
        for pairing in stored
        for party in (pairing.giver, pairing.receiver)
        if party.division_id
    }
    lives: dict[int, list[Period]] = defaultdict(list)
    for version in DivisionVersion.objects.filter(division__in=ids).order_by("start_on"):
        lives[version.division_id].append(version.period)
    found = []
    for pairing in stored:
        for party in (pairing.giver, pairing.receiver):
            if party.organisation is not None:
                life = party.organisation.period
            else:
                life = lifetime(lives[party.division_id or 0])
            if not pairing.period.may_lie_within(life):
                facts = (("party", str(party)), ("exists", str(life)), ("own", str(pairing.period)))
                found.append(Finding(Code.PARTY_NOT_VALID, str(pairing), facts))
    return found


def below_parents(stored: Sequence[Pairing]) -> list[Finding]:
    """Each party is the parent's party of its side or lies in its territory when the pairing begins.

    An organisation whose seat is known only to a unit around the parent's (a firm of 昆山市 under a pair of
    one of its villages, A3-10) is not held against it. Three queries, however many pairings.
    """
    steps = [
        (pairing, own, above)
        for pairing in stored
        if pairing.parent is not None
        for own, above in zip(_sides(pairing), _sides(pairing.parent), strict=True)
        if own.pk != above.pk
    ]
    bases = [base.pk for _, *parties in steps for party in parties if (base := _base(party)) is not None]
    around = lineage.load(bases)
    found = []
    for pairing, own, above in steps:
        on = pairing.start_on
        fits = _lies_in(around, own, above, on)
        if not fits and own.division is None:
            fits = _lies_in(around, above, own, on)
        if not fits:
            facts = (("unit", str(own)), ("above", str(above)))
            found.append(Finding(Code.NOT_BELOW_PARENT, str(pairing), facts))
    return found


def _sides(pairing: Pairing) -> tuple[Party, Party]:
    return pairing.giver, pairing.receiver


def _base(party: Party) -> Division | None:
    """The division that a party is or sits in."""
    return party.division or (party.organisation.division if party.organisation else None)


def _lies_in(around: lineage.Lineage, inner: Party, outer: Party, on: date | None) -> bool:
    base, target = _base(inner), _base(outer)
    if base is None or target is None:
        return False
    own = around.near(base.pk, on)
    line = [base.pk, *(version.division_id for version in (around.chain(own, on) if own else ()))]
    return target.pk in line


def lifetime(periods: list[Period]) -> Period:
    """From the first start to the last end; a unit's versions follow each other without a gap."""
    if not periods:
        return Period()
    starts, ends = [p.start for p in periods], [p.end for p in periods]
    first = min((s for s in starts if s), key=lambda s: s.day, default=None) if all(starts) else None
    last = max((e for e in ends if e), key=lambda e: e.day, default=None) if all(ends) else None
    return Period(first, last)
