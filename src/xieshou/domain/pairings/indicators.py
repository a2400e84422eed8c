"""How the numbers of paired units are counted from the pairings, to stand beside what documents say.

A claim names whom it speaks of: pairings count whose giver lies in one of its givers and whose receiver lies
in one of its receivers, on the last day that its as-of date can mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from django.db.models import Q, QuerySet

from xieshou.domain.evidence.claims import computing
from xieshou.domain.evidence.claims.computing import Computed, Records
from xieshou.domain.evidence.models import Claim
from xieshou.domain.pairings.models import Pairing, Tier
from xieshou.domain.pairings.queries import pairings
from xieshou.domain.parties.models import Party
from xieshou.domain.parties.queries import parties_in
from xieshou.domain.reviewed import REVIEWED
from xieshou.kernel.actor import Actor
from xieshou.kernel.quantity import Quantity

Counted = Literal["giver", "receiver", "pair"]


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted, distinct, in which tiers."""

    counted: Counted
    tiers: tuple[Tier, ...]


COUNTINGS = {
    "giver_provinces": Counting("giver", (Tier.PROVINCE,)),
    "giver_cities": Counting("giver", (Tier.PREFECTURE,)),
    "giver_counties": Counting("giver", (Tier.COUNTY,)),
    "giver_towns": Counting("giver", (Tier.TOWN,)),
    "receiver_provinces": Counting("receiver", (Tier.PROVINCE,)),
    "receiver_prefectures": Counting("receiver", (Tier.PREFECTURE, Tier.PROVINCE_PREFECTURE)),
    "receiver_counties": Counting("receiver", (Tier.COUNTY, Tier.ZONE_COUNTY)),
    "receiver_towns": Counting("receiver", (Tier.TOWN,)),
    "county_pairs": Counting("pair", (Tier.COUNTY,)),
    "town_pairs": Counting("pair", (Tier.TOWN,)),
    "village_pairs": Counting("pair", (Tier.VILLAGE,)),
    "firm_village_pairs": Counting("pair", (Tier.FIRM_VILLAGE,)),
    "society_pairs": Counting("pair", (Tier.SOCIETY_VILLAGE,)),
    "school_pairs": Counting("pair", (Tier.SCHOOL,)),
    "hospital_pairs": Counting("pair", (Tier.HOSPITAL,)),
}


def register() -> None:
    """Tell the catalogue of evidence; called when Django starts."""
    for code, counting in COUNTINGS.items():
        computing.register(code, partial(_count, counting))


def _count(counting: Counting, actor: Actor, claim: Claim) -> Computed | None:
    """The number on the claim's day; None for a change, an open date, or a claim that names no party."""
    as_of = claim.as_of
    day = as_of.last_day if as_of else None
    givers, receivers = list(claim.givers.all()), list(claim.receivers.all())
    unit = claim.indicator.unit
    if day is None or claim.is_change or not (givers or receivers or claim.nationwide) or not unit:
        return None
    every = pairings(actor, on=day, programme=claim.programme, sources=False).filter(tier__in=counting.tiers)
    every = every.filter(_within(actor, "giver", givers) & _within(actor, "receiver", receivers))
    asked = {"on": day.isoformat(), "programme": claim.programme}
    if len(counting.tiers) == 1:
        asked["tier"] = counting.tiers[0].value
    of = receivers or givers
    if len(of) == 1 and of[0].division:
        asked["scope"] = of[0].division.code
    number = _distinct(every.filter(REVIEWED), counting.counted)
    waiting = every.exclude(REVIEWED).order_by().count()
    return Computed(Quantity.of(number, unit), as_of, Records("pairings", asked), waiting)


def _within(actor: Actor, side: str, parties: Iterable[Party]) -> Q:
    """The pairings whose party on that side is one of these or lies in one; all, where none is named."""
    wanted = Q()
    for party in parties:
        wanted |= Q(**{side: party})
        if party.division:
            wanted |= Q(**{f"{side}__in": parties_in(actor, party.division.code)})
    return wanted


def _distinct(found: QuerySet[Pairing], counted: Counted) -> int:
    ids = found.order_by() if counted == "pair" else found.order_by().values(counted).distinct()
    return ids.count()
