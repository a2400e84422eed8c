"""Reads of claims. Published figures are public; the actor is taken so that scopes can join later."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from xieshou.domain.evidence.claims.asking import (
    FLAGS,
    ORDERS,
    ClaimFilter,
    asked_claims,
    in_order,
    with_names,
)
from xieshou.domain.evidence.claims.comparing import disagreeing, measure_of, of_same_measure
from xieshou.domain.evidence.claims.headlines import Headline, headlines
from xieshou.domain.evidence.claims.series import Series, series
from xieshou.domain.evidence.models import Claim
from xieshou.kernel.actor import Actor

__all__ = [
    "FLAGS",
    "ORDERS",
    "ClaimFilter",
    "Headline",
    "Series",
    "claim",
    "claims",
    "disagreeing",
    "headlines",
    "in_order",
    "measure_of",
    "on_same_measure",
    "series",
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
    return with_names(Claim.objects.select_related("decided_by", "indicator__parent")).get(pk=claim_id)


def on_same_measure(actor: Actor, one: Claim) -> list[Claim]:
    """The other claims that state the same thing, by document: what ``one`` is to be compared with."""
    near = Claim.objects.filter(
        indicator=one.indicator_id,
        programme=one.programme,
        scope=one.scope,
        as_of_on=one.as_of_on,
        nationwide=one.nationwide,
    )
    return of_same_measure(one, in_order(with_names(near.filter(~Q(pk=one.pk))), "document"))


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
