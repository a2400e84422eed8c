"""Reads of pairings. Every one takes the actor first, so that scopes can join later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Prefetch, Q, QuerySet

from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import in_force
from xieshou.domain.pairings.models import Pairing, PairingSource, PairKind, Round, RoundRule
from xieshou.domain.parties.models import Party
from xieshou.domain.places.models import Division, DivisionVersion
from xieshou.domain.places.queries import ancestors
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import Containment, Period


def pairings(
    actor: Actor,
    *,
    on: date | None = None,
    round_code: str = "",
    programme: str = "",
    tier: str = "",
    kind: str = "",
) -> QuerySet[Pairing]:
    """The pairings in force on a day (or ever), with parties, round and sources at hand."""
    found = Pairing.objects.select_related(
        "round", "giver__division", "giver__organisation", "receiver__division", "receiver__organisation"
    ).prefetch_related(
        Prefetch("sources", PairingSource.objects.select_related("document").order_by("document__code"))
    )
    if on is not None:
        found = found.filter(in_force(on))
    wanted = {"round__code": round_code, "programme": programme, "tier": tier, "kind": kind}
    return found.filter(**{column: value for column, value in wanted.items() if value})


@dataclass(frozen=True, slots=True)
class PartyOn:
    """A party with the code and name that it had on a day."""

    party_id: int
    division_id: int | None
    organisation_id: int | None
    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Helper:
    """One answer to "who helped this place on that day?"."""

    pairing: Pairing
    giver: PartyOn
    receiver: PartyOn
    inherited: bool
    containment: Containment

    @property
    def sources(self) -> list[str]:
        """The codes of the documents that state it."""
        return [source.document.code for source in self.pairing.sources.all()]


def helpers(actor: Actor, place: Division, on: date, *, inherited: bool = False) -> list[Helper]:
    """Who helped ``place`` on a day: its own pairings, and on request those of the units above it.

    The units inside the place (a firm helping one of its villages) are not its helpers.
    """
    above = [place, *ancestors(actor, place, on)] if inherited else [place]
    found = list(pairings(actor, on=on).filter(receiver__division__in=[unit.pk for unit in above]))
    named = parties_on(actor, [party for pairing in found for party in (pairing.giver, pairing.receiver)], on)
    answers = [
        Helper(
            pairing,
            named[pairing.giver_id],
            named[pairing.receiver_id],
            pairing.receiver.division_id != place.pk,
            pairing.period.contains(on),
        )
        for pairing in found
    ]
    order = {unit.pk: depth for depth, unit in enumerate(above)}
    return sorted(answers, key=lambda a: (order[a.receiver.division_id or 0], a.giver.code, a.giver.name))


def receivers(actor: Actor, place: Division, on: date) -> list[Helper]:
    """Whom ``place`` helped on a day, by its own pairings."""
    found = list(pairings(actor, on=on).filter(giver__division=place))
    named = parties_on(actor, [party for pairing in found for party in (pairing.giver, pairing.receiver)], on)
    return [Helper(p, named[p.giver_id], named[p.receiver_id], False, p.period.contains(on)) for p in found]


def parties_on(actor: Actor, parties: Sequence[Party], on: date | None) -> dict[int, PartyOn]:
    """The parties' codes and names of a day, in one query; by party id.

    A division that did not exist on that day keeps its latest name. Organisations have no code.
    """
    divisions = {party.division_id for party in parties if party.division_id}
    versions: dict[int, DivisionVersion] = {}
    if divisions and on is not None:
        for version in DivisionVersion.objects.filter(in_force(on), division__in=divisions):
            versions[version.division_id] = version
    named = {}
    for party in parties:
        if party.division is not None:
            unit = versions.get(party.division.pk, party.division)
            named[party.pk] = PartyOn(party.pk, party.division.pk, None, unit.code, unit.name, unit.name_en)
        elif party.organisation is not None:
            unit_ = party.organisation
            named[party.pk] = PartyOn(party.pk, None, unit_.pk, "", unit_.name, unit_.name_en)
    return named


def rounds(actor: Actor) -> QuerySet[Round]:
    """All rounds in order, with rules and documents at hand."""
    rules = RoundRule.objects.select_related("area", "parent__giver__division", "parent__receiver__division")
    return Round.objects.prefetch_related("documents", Prefetch("rules", rules))


def pairing(actor: Actor, pairing_id: int) -> Pairing:
    """One pairing with everything its page shows.

    Raises:
        Pairing.DoesNotExist: when there is none of this id that the actor may see.
    """
    return (
        pairings(actor)
        .select_related("parent__giver", "parent__receiver", "successor")
        .prefetch_related("hand_over")
        .get(pk=pairing_id)
    )


def chain(actor: Actor, of: Pairing) -> list[Pairing]:
    """The pairing with all its parents, the uppermost first: county → town → village → firm (A3-10)."""
    found = [of]
    while found[0].parent_id is not None and len(found) < 12:
        found.insert(0, pairings(actor).get(pk=found[0].parent_id))
    return found


@dataclass(frozen=True, slots=True)
class Node:
    """A pairing in the tree, with those below it."""

    pairing: Pairing
    children: tuple[Node, ...]


def tree(actor: Actor, root: Pairing, on: date | None = None) -> Node:
    """The pairing with everything below it on a day (or ever), in one query per level (A3-7)."""
    by_parent: dict[int, list[Pairing]] = {}
    level = [root.pk]
    while level:
        below = list(pairings(actor, on=on).filter(parent__in=level))
        for child in below:
            by_parent.setdefault(child.parent_id or 0, []).append(child)
        level = [child.pk for child in below]

    def node(of: Pairing) -> Node:
        return Node(of, tuple(node(child) for child in by_parent.get(of.pk, ())))

    return node(root)


@dataclass(frozen=True, slots=True)
class Relation:
    """How long a place has been helped without a break, by whom in turn (A1-7).

    ``years`` are whole years from the first start to ``until``; ``hand_overs`` counts changes of the giver.
    """

    steps: tuple[Pairing, ...]
    years: int
    hand_overs: int

    @property
    def period(self) -> Period:
        """From the first start to the last end."""
        return Period(self.steps[0].period.start, self.steps[-1].period.end)


def relation(actor: Actor, last: Pairing, until: date) -> Relation:
    """The pairing with its predecessors in one line, back to the first, counted up to ``until``."""
    steps = [last]
    while True:
        before = (
            pairings(actor)
            .filter(successor=steps[0])
            .exclude(pk__in=[step.pk for step in steps])
            .order_by("start_on")
            .first()
        )
        if before is None:
            break
        steps.insert(0, before)
    first = steps[0].start_on
    years = (
        0
        if first is None
        else until.year - first.year - ((until.month, until.day) < (first.month, first.day))
    )
    changes = sum(a.giver_id != b.giver_id for a, b in pairwise(steps))
    return Relation(tuple(steps), max(years, 0), changes)


def history(actor: Actor, place: Division) -> list[Pairing]:
    """Every pairing that the place itself ever stood in, on either side, by start."""
    mine = Q(receiver__division=place) | Q(giver__division=place)
    return list(pairings(actor).filter(mine).order_by("start_on", "pk"))


def surest(sources: Sequence[PairingSource]) -> Certainty | None:
    """The best certainty among the sources."""
    return min((Certainty(source.certainty) for source in sources), key=lambda c: c.rank, default=None)


def seven_kinds(actor: Actor, of: Pairing, on: date | None = None) -> dict[PairKind, int]:
    """How many pairings of each of the seven kinds stand below ``of`` on a day (A3-7)."""
    counts = dict.fromkeys(PairKind, 0)

    def count(node: Node) -> None:
        for child in node.children:
            counts[PairKind(child.pairing.kind)] += 1
            count(child)

    count(tree(actor, of, on))
    counts.pop(PairKind.GOVERNMENT)
    return counts
