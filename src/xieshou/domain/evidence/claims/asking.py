"""What may be asked of claims, and the rows that answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, ExtractYear

from xieshou.domain.evidence.catalogue.queries import with_members
from xieshou.domain.evidence.models import (
    Claim,
    ClaimTier,
    Document,
    Indicator,
    IndicatorAlias,
    IndicatorPart,
)
from xieshou.domain.parties.models import Party
from xieshou.domain.parties.queries import parties_at
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import Actor
from xieshou.kernel.text import fold

FLAGS = {"forecast": Q(is_forecast=True), "change": Q(is_change=True), "per": ~Q(per="")}


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What a list of claims may be narrowed to; a field left empty asks for nothing.

    ``place``: claims with that division on either side, with ``below`` also units in its territory.
    ``indicator``: with the members of its family. ``document``: with its reprints. ``flag``: one of FLAGS.
    ``year``: the year of the day up to which a value is counted, else of the day from which.
    ``text`` stands in the figure, in the document's or the indicator's name, or in a note. Noise is left out
    unless it is asked for.
    """

    place: Division | None = None
    below: bool = False
    giver: Party | None = None
    receiver: Party | None = None
    indicator: Indicator | None = None
    part: str = ""
    programme: str = ""
    document: Document | None = None
    tier: str = ""
    status: str = ""
    origin: str = ""
    scope: str = ""
    flag: str = ""
    year: int | None = None
    text: str = ""
    noise: bool = False


def asked_claims(actor: Actor, asked: ClaimFilter) -> QuerySet[Claim]:
    """The claims that answer, with document, indicator and the parties' names at hand."""
    found = with_names(actor, Claim.objects.all()).filter(**_columns(asked))
    if not asked.noise and asked.tier != ClaimTier.NOISE:
        found = found.exclude(tier=ClaimTier.NOISE)
    if asked.place is not None:
        found = found.filter(_has_party(parties_at(actor, asked.place, below=asked.below)))
    if asked.indicator is not None:
        found = found.filter(indicator__in=with_members(asked.indicator))
    if asked.document is not None:
        found = found.filter(Q(document=asked.document) | Q(document__reprint_of=asked.document))
    if asked.flag:
        found = found.filter(FLAGS[asked.flag])
    if asked.year is not None:
        found = found.annotate(counted_in=ExtractYear(Coalesce("as_of_on", "start_on")))
        found = found.filter(counted_in=asked.year)
    if asked.text.strip():
        found = found.filter(_holds(asked.text.strip()))
    return found


def with_names(actor: Actor, found: QuerySet[Claim]) -> QuerySet[Claim]:
    """With everything that a row shows; four queries however many rows."""
    return found.select_related("document", "indicator").prefetch_related(*parties_prefetched(actor))


def parties_prefetched(actor: Actor) -> tuple[Prefetch[str], Prefetch[str]]:
    """Both sides with their names, by code; without the parties that the actor does not see."""
    parties = Party.objects.seen_by(actor).select_related("division", "organisation")
    parties = parties.order_by("division__code", "pk")
    return Prefetch("givers", parties), Prefetch("receivers", parties)


def _columns(asked: ClaimFilter) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "indicator__part": asked.part,
        "programme": asked.programme,
        "tier": asked.tier,
        "status": asked.status,
        "origin": asked.origin,
        "scope": asked.scope,
        "givers": asked.giver,
        "receivers": asked.receiver,
    }
    return {column: value for column, value in wanted.items() if value}


def _has_party(parties: QuerySet[Party]) -> Q:
    """By sub-query and not by join, so that a claim with two such parties comes once."""
    return Q(pk__in=Claim.givers.through.objects.filter(party__in=parties).values("claim")) | Q(
        pk__in=Claim.receivers.through.objects.filter(party__in=parties).values("claim")
    )


def _holds(text: str) -> Q:
    wanted = Q()
    for words in {text, fold(text)}:
        for column in (
            "code", "surface", "label", "note", "document__title", "document__code",
            "indicator__name", "indicator__name_en", "indicator__code",
        ):  # fmt: skip
            wanted |= Q(**{f"{column}__icontains": words})
    # By sub-query and not by join, so that a claim comes once however many aliases its indicator has.
    called = IndicatorAlias.objects.filter(key=fold(text)).values("indicator")
    return wanted | Q(indicator__in=called)


def _rank(column: str, values: Sequence[str]) -> Case:
    """The place of a choice in the order in which its class lists it."""
    ranks = (When(**{column: value}, then=Value(rank)) for rank, value in enumerate(values))
    return Case(*ranks, default=Value(len(values)), output_field=IntegerField())


# Said outright, because SQLite puts nulls first and PostgreSQL last: what has no day comes first.
_DAY = Coalesce("as_of_on", "start_on", Value(date.min), output_field=DateField())
_SPAN = Coalesce("span_start", 0)
_KEYS: dict[str, tuple[Any, ...]] = {
    "document": (F("document__code"), _SPAN),
    "indicator": (_rank("indicator__part", IndicatorPart.values), F("indicator__code"), _DAY),
    "as_of": (_DAY, F("document__code"), _SPAN),
    "scope": (F("scope"), _DAY),
    "programme": (F("programme"), _DAY),
    "status": (F("status"), F("document__code"), _SPAN),
    "tier": (F("tier"), F("document__code"), _SPAN),
}
ORDERS = tuple(_KEYS)


def in_order(found: QuerySet[Claim], order: str) -> QuerySet[Claim]:
    """Sorted by one of ORDERS, ``-`` before it for the reverse.

    There is no order by value: 亿元, 户 and % have none among them.
    """
    keys = _KEYS.get(order.removeprefix("-"), _KEYS["document"])
    return found.order_by(*(key.desc() if order.startswith("-") else key.asc() for key in keys), "pk")
