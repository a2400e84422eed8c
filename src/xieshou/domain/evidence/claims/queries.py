"""Reads of claims. Published figures are public; of their parties those are named that the actor sees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import Coalesce, ExtractYear

from xieshou.domain.evidence.claims.asking import (
    FLAGS,
    ORDERS,
    ClaimFilter,
    asked_claims,
    in_order,
    parties_prefetched,
    with_names,
)
from xieshou.domain.evidence.claims.comparing import disagreeing, measure_of, of_same_measure
from xieshou.domain.evidence.claims.headlines import Headline, headlines
from xieshou.domain.evidence.claims.series import Series, series
from xieshou.domain.evidence.models import Claim, ClaimTier, Document, Indicator
from xieshou.domain.parties.models import Party
from xieshou.kernel.actor import Actor

__all__ = [
    "FLAGS",
    "ORDERS",
    "ClaimFilter",
    "Headline",
    "Mentioned",
    "Series",
    "claim",
    "claim_and_rivals",
    "claims",
    "disagreeing",
    "headlines",
    "in_order",
    "measure_of",
    "mentioned",
    "on_same_measure",
    "series",
    "tally_by_indicator",
    "tally_by_programme",
    "years",
]


def claims(actor: Actor, asked: ClaimFilter | None = None) -> QuerySet[Claim]:
    """The claims that answer a filter, with document, indicator and the parties' names at hand.

    Three queries however many claims (the rows, givers, receivers).
    """
    return asked_claims(actor, asked or ClaimFilter())


def claim(actor: Actor, claim_id: int) -> Claim:
    """One claim, noise too.

    Raises:
        Claim.DoesNotExist: when there is none of this id that the actor may see.
    """
    return with_names(actor, Claim.objects.select_related("decided_by", "indicator__parent")).get(pk=claim_id)


def claim_and_rivals(actor: Actor, claim_id: int) -> tuple[Claim, list[Claim]]:
    """One claim, and the others that state the same thing: ``claim`` and ``on_same_measure`` in four queries.

    Raises:
        Claim.DoesNotExist: when there is none of this id that the actor may see.
    """
    one = Claim.objects.select_related("document", "decided_by", "indicator__parent").get(pk=claim_id)
    near = list(in_order(_near(one).select_related("document", "indicator"), "document"))
    prefetch_related_objects([one, *near], *parties_prefetched(actor))
    return one, of_same_measure(one, near)


def on_same_measure(actor: Actor, one: Claim) -> list[Claim]:
    """The other claims that state the same thing, by document: what ``one`` is to be compared with."""
    return of_same_measure(one, in_order(with_names(actor, _near(one)), "document"))


def _near(one: Claim) -> QuerySet[Claim]:
    near = Claim.objects.filter(
        indicator=one.indicator_id, programme=one.programme, scope=one.scope, nationwide=one.nationwide
    )
    return near.exclude(pk=one.pk)


def years(actor: Actor) -> list[int]:
    """The years in which some claim stands, the latest first; see ``ClaimFilter.year``."""
    found = Claim.objects.annotate(day=Coalesce("as_of_on", "start_on")).filter(day__gt=date.min)
    return list(
        found.order_by()
        .annotate(year=ExtractYear("day"))
        .values_list("year", flat=True)
        .distinct()
        .order_by("-year")
    )


def tally_by_programme(actor: Actor, asked: ClaimFilter) -> dict[str, int]:
    """How many claims of each programme answer the filter, its own left aside. Counts, never sums."""
    found = asked_claims(actor, replace(asked, programme="")).order_by().values_list("programme")
    return dict(found.annotate(number=Count("pk", distinct=True)))


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What claims speak of: all that a filter can offer."""

    documents: list[Document]
    indicators: list[Indicator]
    parties: list[Party]
    years: list[int]


def mentioned(actor: Actor) -> Mentioned:
    """The documents, indicators, parties and years of which there are claims, in order. Four queries."""
    sides = (Claim.givers.through, Claim.receivers.through)
    with_claims = Q(pk__in=sides[0].objects.values("party")) | Q(pk__in=sides[1].objects.values("party"))
    parties = Party.objects.seen_by(actor).filter(with_claims).select_related("division", "organisation")
    return Mentioned(
        documents=list(Document.objects.filter(pk__in=Claim.objects.values("document"))),
        indicators=list(Indicator.objects.filter(pk__in=Claim.objects.values("indicator"))),
        parties=sorted(parties, key=lambda party: (party.division is None, _code(party), party.name)),
        years=years(actor),
    )


def _code(party: Party) -> str:
    return party.division.code if party.division else ""


def tally_by_indicator(actor: Actor) -> dict[int, int]:
    """How many claims there are on each indicator, by its id; noise left out."""
    found = Claim.objects.exclude(tier=ClaimTier.NOISE).order_by().values_list("indicator")
    return dict(found.annotate(number=Count("pk")))
