"""Everything that the page of a place says of who helps whom, in few queries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.db.models import Q

from xieshou.domain.dated import in_force
from xieshou.domain.pairings.models import Pairing
from xieshou.domain.pairings.queries import Helper, PartyOn, pairings, parties_on
from xieshou.domain.pairings.structure import Relation
from xieshou.domain.parties.models import Party
from xieshou.domain.places.models import Division, DivisionVersion
from xieshou.domain.reviewed import REVIEWED
from xieshou.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """A pairing of a place's past: the parties under the names that they bore when it began."""

    pairing: Pairing
    giver: PartyOn
    receiver: PartyOn
    given: bool

    @property
    def partner(self) -> PartyOn:
        """The other party."""
        return self.receiver if self.given else self.giver


@dataclass(frozen=True, slots=True)
class Book:
    """The pairings of one place: all that ever were, and those of a day.

    ``inherited`` are helpers of the units above it on that day. ``relations`` follow each pairing that helped
    the place on that day, or else the last one before, back to its first predecessor.
    """

    entries: tuple[Entry, ...] = ()
    helpers: tuple[Helper, ...] = ()
    receivers: tuple[Helper, ...] = ()
    inherited: tuple[Helper, ...] = ()
    relations: tuple[Relation, ...] = ()


def book(actor: Actor, place: Division, on: date, above: Sequence[int] = ()) -> Book:
    """The book of a place on a day; ``above`` are the divisions whose helpers count too. Five queries."""
    mine = Q(giver__division=place) | Q(receiver__division=place)
    wanted = mine | Q(receiver__division__in=above) if above else mine
    found = list(pairings(actor).filter(wanted).order_by("start_on", "pk"))
    of_place = [p for p in found if place.pk in (p.giver.division_id, p.receiver.division_id)]
    then = names_then(actor, found)
    now = [p for p in found if p.period.covers(on)]
    named = parties_on(actor, _parties(now), on)
    answers = [
        Helper(
            p,
            named[p.giver_id],
            named[p.receiver_id],
            p.receiver.division_id != place.pk,
            p.period.contains(on),
        )
        for p in now
    ]
    nearest = {division_id: depth for depth, division_id in enumerate(reversed(above))}
    return Book(
        entries=tuple(Entry(p, *then[p.pk], given=p.giver.division_id == place.pk) for p in of_place),
        helpers=tuple(a for a in answers if a.receiver.division_id == place.pk),
        receivers=tuple(a for a in answers if a.giver.division_id == place.pk),
        inherited=tuple(
            sorted(
                (a for a in answers if a.receiver.division_id in nearest),
                key=lambda a: nearest[a.receiver.division_id or 0],
            )
        ),
        relations=tuple(relations([p for p in of_place if p.receiver.division_id == place.pk], on)),
    )


def names_then(actor: Actor, found: Collection[Pairing]) -> dict[int, tuple[PartyOn, PartyOn]]:
    """Giver and receiver of each pairing under their names of its first day, by pairing id. One query."""
    divisions = {party.division_id for party in _parties(found) if party.division_id}
    versions: dict[int, list[DivisionVersion]] = {}
    for version in DivisionVersion.objects.filter(division__in=divisions) if divisions else ():
        versions.setdefault(version.division_id, []).append(version)

    def named(party: Party, day: date | None) -> PartyOn:
        if party.organisation is not None:
            unit = party.organisation
            return PartyOn(party.pk, None, unit.pk, "", unit.name, unit.name_en)
        covering = (v for v in versions.get(party.division_id or 0, ()) if day and v.period.covers(day))
        division = next(covering, party.division)
        assert division is not None  # noqa: S101  (a party is one or the other, by constraint)
        return PartyOn(party.pk, party.division_id, None, division.code, division.name, division.name_en)

    return {p.pk: (named(p.giver, p.start_on), named(p.receiver, p.start_on)) for p in found}


def relations(received: Sequence[Pairing], on: date) -> list[Relation]:
    """How long one place has been helped without a break, for each line of pairings up to a day (A1-7).

    ``received`` are all pairings that ever helped it. A line ends with a pairing in force on the day; where
    there is none, with those that ended last.
    """
    begun = [p for p in received if p.start_on is not None and p.start_on <= on]
    last = [p for p in begun if p.period.covers(on)]
    if not last and begun:
        end = max(p.end_on or on for p in begun)
        last = [p for p in begun if p.end_on == end]
    before = {p.successor_id: p for p in begun if p.successor_id is not None}
    found = []
    for pairing in last:
        steps = [pairing]
        while (earlier := before.get(steps[0].pk)) is not None and earlier not in steps:
            steps.insert(0, earlier)
        first, until = steps[0].start_on, min(on, pairing.end_on or on)
        if first is None:
            continue
        years = until.year - first.year - ((until.month, until.day) < (first.month, first.day))
        changes = sum(a.giver_id != b.giver_id for a, b in pairwise(steps))
        found.append(Relation(tuple(steps), max(years, 0), changes))
    return found


@dataclass(slots=True)
class Partners:
    """The units with which a division was paired on a day, and the pairings that say so."""

    helpers: list[tuple[PartyOn, Pairing]] = field(default_factory=list)
    receivers: list[tuple[PartyOn, Pairing]] = field(default_factory=list)


def partners(actor: Actor, divisions: Collection[int], on: date) -> dict[int, Partners]:
    """Who helped each division, and whom each helped, on a day; by division id. Two queries."""
    if not divisions:
        return {}
    mine = Q(giver__division__in=divisions) | Q(receiver__division__in=divisions)
    found = list(pairings(actor, on=on).filter(mine).prefetch_related(None))
    named = parties_on(actor, _parties(found), on)
    answer: dict[int, Partners] = {division_id: Partners() for division_id in divisions}
    for pairing in found:
        giver, receiver = named[pairing.giver_id], named[pairing.receiver_id]
        if receiver.division_id in answer:
            answer[receiver.division_id].helpers.append((giver, pairing))
        if giver.division_id in answer:
            answer[giver.division_id].receivers.append((receiver, pairing))
    return answer


@dataclass(frozen=True, slots=True)
class Balance:
    """How many pairings in force on a day a province's units gave and received."""

    given: int = 0
    received: int = 0


def balance_by_province(actor: Actor, on: date) -> dict[str, Balance]:
    """By the first two digits of the code: the pairings across provinces that its units stood in. One query.

    Divisions count by the code that they have now or had last, organisations by that of their place.
    """
    sides = [
        f"{side}__{path}"
        for side in ("giver", "receiver")
        for path in ("division__code", "organisation__division__code")
    ]
    totals: dict[str, Balance] = {}
    rows = Pairing.objects.seen_by(actor).filter(in_force(on), REVIEWED).order_by().values_list(*sides)
    for giver, giver_body, receiver, receiver_body in rows:
        east, west = (giver or giver_body or "")[:2], (receiver or receiver_body or "")[:2]
        if east == west:
            continue
        before = totals.get(east, Balance())
        totals[east] = Balance(before.given + 1, before.received)
        before = totals.get(west, Balance())
        totals[west] = Balance(before.given, before.received + 1)
    totals.pop("", None)
    return totals


def _parties(found: Collection[Pairing]) -> list[Party]:
    return [party for pairing in found for party in (pairing.giver, pairing.receiver)]
