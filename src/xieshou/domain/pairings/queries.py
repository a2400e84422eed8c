"""Reads of pairings, within what the actor reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    DateField,
    IntegerField,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from xieshou.domain.access import reaches
from xieshou.domain.as_recorded import as_recorded
from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import in_force
from xieshou.domain.evidence.models import Indicator
from xieshou.domain.pairings.handover import PARTY_NAMES
from xieshou.domain.pairings.models import Pairing, PairingSource, Round, RoundIndicator, RoundRule, Tier
from xieshou.domain.parties.models import Party
from xieshou.domain.parties.queries import parties_in
from xieshou.domain.places.models import Division, DivisionVersion
from xieshou.domain.places.queries import ancestors
from xieshou.domain.reviewed import Standing, of_standing
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.period import Containment
from xieshou.kernel.text import fold

_AT_HAND = ("round", "giver__division", "giver__organisation", "receiver__division", "receiver__organisation")


def pairings(
    actor: Actor,
    *,
    on: date | None = None,
    round_code: str = "",
    programme: str = "",
    tier: str = "",
    kind: str = "",
    certainty: str = "",
    scope: str | None = None,
    text: str = "",
    state: str = "",
    recorded: date | None = None,
    sources: bool = True,
) -> QuerySet[Pairing]:
    """The pairings in force on a day (or ever), with parties, round and (unless declined) sources at hand.

    ``scope`` is a division code: pairings with a party in its territory. ``text`` stands in a party's name
    of any time, in either script. ``state`` is a standing in review: figures count what is reviewed.
    With ``recorded`` they are as they stood on record when that day ended: give them to ``at_hand``.
    """
    found: QuerySet[Pairing]
    if recorded is not None:
        found, sources = as_recorded(actor, Pairing, recorded), False
    else:
        found = Pairing.objects.seen_by(actor).select_related(*_AT_HAND)
    if sources:
        cited = PairingSource.objects.unscoped("the pairings that they belong to are seen")
        cited = cited.select_related("document").order_by("document__code")
        found = found.prefetch_related(Prefetch("sources", cited))
    if on is not None:
        found = found.filter(in_force(on))
    named = _named(actor, text) if text.strip() else None
    for parties in (parties_in(actor, scope) if scope else None, named):
        if parties is not None:
            found = found.filter(Q(giver__in=parties) | Q(receiver__in=parties))
    wanted = {
        "round__code": round_code,
        "programme": programme,
        "tier": tier,
        "kind": kind,
        "certainty": certainty,
    }
    return found.filter(of_standing(state), **{column: value for column, value in wanted.items() if value})


def at_hand(found: Iterable[Pairing]) -> list[Pairing]:
    """Pairings as they stood on record, with parties, round and the sources of now at hand; seven queries."""
    known = list(found)
    prefetch_related_objects(known, *_AT_HAND, "sources__document")
    return known


def waiting_number(actor: Actor, **asked: Any) -> int:
    """How many of the pairings asked for the actor may see that figures leave out until they are reviewed."""
    if actor.user_id is None and not actor.reaches:
        return 0
    return pairings(actor, **asked, state=Standing.WAITING, sources=False).order_by().count()


def _named(actor: Actor, text: str) -> QuerySet[Party]:
    """The parties that have or had ``text`` in their name."""
    key = fold(text)
    # Only divisions that are parties: there are few, while all the villages of the country are 620 thousand.
    divisions = DivisionVersion.objects.filter(division__party__isnull=False, name_key__contains=key)
    return Party.objects.seen_by(actor).filter(
        Q(division__in=divisions.values("division")) | Q(organisation__name_key__contains=key)
    )


def _rank(column: str, values: Sequence[str]) -> Case:
    """The place of a choice in the order in which its class lists it."""
    ranks = (When(**{column: value}, then=Value(rank)) for rank, value in enumerate(values))
    return Case(*ranks, default=Value(len(values)), output_field=IntegerField())


_BY_NAME = {
    side: Coalesce(f"{side}__division__code", f"{side}__organisation__name") for side in ("giver", "receiver")
}
_KEYS = {
    "giver": _BY_NAME["giver"],
    "receiver": _BY_NAME["receiver"],
    # Without a start it was there before our records, without an end it still is. Said outright, because
    # SQLite puts nulls first and PostgreSQL last.
    "since": Coalesce("start_on", Value(date.min), output_field=DateField()),
    "until": Coalesce("end_on", Value(date.max), output_field=DateField()),
    "opened": Coalesce("round__start_on", Value(date.min), output_field=DateField()),
    "level": _rank("tier", Tier.values),
    "sureness": _rank("certainty", Certainty.values),
}
ORDERS = {
    "giver": ("giver", "receiver"),
    "receiver": ("receiver", "giver"),
    "round": ("opened", "level", "receiver"),
    "since": ("since", "receiver"),
    "until": ("until", "receiver"),
    "tier": ("level", "receiver"),
    "certainty": ("sureness", "receiver"),
}


def in_order(found: QuerySet[Pairing], order: str) -> QuerySet[Pairing]:
    """Sorted by one of ORDERS, ``-`` before it for the reverse.

    Divisions by code and then organisations by name; tiers from the province down; the surest first.
    """
    keys = [_KEYS[key] for key in ORDERS.get(order.removeprefix("-"), ORDERS["receiver"])]
    return found.order_by(*(key.desc() if order.startswith("-") else key.asc() for key in keys), "pk")


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
        """The documents that state it, as they are cited: by number, else by code."""
        return [source.document.citation for source in self.pairing.sources.all()]


def helpers(actor: Actor, place: Division, on: date, *, inherited: bool = False) -> list[Helper]:
    """Who helped ``place`` on a day: its own pairings, and on request those of the units above it.

    The units inside the place (a firm helping one of its villages) are not its helpers.
    """
    line = [place.pk]
    if inherited:
        line += [above.division_id for above in reversed(ancestors(actor, place, on))]
    found = list(pairings(actor, on=on).filter(receiver__division__in=line))
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
    order = {division_id: depth for depth, division_id in enumerate(line)}
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
    """All rounds in order, with documents and rules at hand; of these, not those of a pairing not seen."""
    seen = Q(parent__isnull=True) | Q(parent__in=Pairing.objects.seen_by(actor).order_by())
    above = (f"parent__{name}" for name in PARTY_NAMES)
    rules = RoundRule.objects.filter(seen).select_related("area", *above)
    return Round.objects.prefetch_related("documents", Prefetch("rules", rules))


def pairing(actor: Actor, pairing_id: int) -> Pairing:
    """One pairing with everything its page shows; without a parent or successor that the actor does not see.

    Raises:
        Pairing.DoesNotExist: when there is none of this id that the actor may see.
    """
    beside = Pairing.objects.seen_by(actor).select_related("round", *PARTY_NAMES)
    return (
        pairings(actor)
        .select_related("giver__organisation__division", "receiver__organisation__division")
        .prefetch_related("hand_over", Prefetch("parent", beside), Prefetch("successor", beside))
        .get(pk=pairing_id)
    )


def may_record(actor: Actor, of: Pairing) -> bool:
    """May the actor change this pairing? One query, and none for those who record everywhere or nowhere."""
    reach = actor.reach(Permission.RECORD)
    return reach.everywhere or (not reach.is_empty and reaches(actor, of, Permission.RECORD))


def possible_heirs(actor: Actor, ended: Pairing) -> list[Pairing]:
    """The pairings that could carry on what ``ended`` leaves: same receiver and tier, begun no earlier."""
    found = pairings(actor, tier=ended.tier).filter(receiver=ended.receiver).exclude(pk=ended.pk)
    if ended.start_on is not None:
        found = found.filter(start_on__gte=ended.start_on)
    return list(found.order_by("start_on"))


def history(actor: Actor, place: Division) -> list[Pairing]:
    """Every pairing that the place itself ever stood in, on either side, by start."""
    mine = Q(receiver__division=place) | Q(giver__division=place)
    return list(pairings(actor).filter(mine).order_by("start_on", "pk"))


def history_of_organisation(actor: Actor, organisation_id: int) -> list[Pairing]:
    """Every pairing that an organisation ever stood in itself, on either side, by start."""
    mine = Q(receiver__organisation=organisation_id) | Q(giver__organisation=organisation_id)
    return list(pairings(actor, sources=False).filter(mine).order_by("start_on", "pk"))


def indicators_of(actor: Actor, round_: Round) -> list[RoundIndicator]:
    """The indicators that a round asks for or reports, each with its source, by part and code. One query."""
    found = round_.indicators.select_related("indicator__parent")
    return list(found.order_by("indicator__part", "indicator__code"))


def rounds_of(actor: Actor, indicator: Indicator) -> list[RoundIndicator]:
    """The rounds that ask for or report an indicator, each with its source, the earliest first. One query."""
    found = RoundIndicator.objects.filter(indicator=indicator).select_related("round")
    return list(found.order_by("round__start_on"))
