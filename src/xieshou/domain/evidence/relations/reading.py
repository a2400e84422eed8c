"""Stored claims as plain values for the rules. A handful of queries, however many claims."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from xieshou.domain.evidence.models import Claim, ClaimOrigin, ClaimStatus, ClaimTier, Indicator, Reliability
from xieshou.domain.evidence.relations.figure import Figure, figure_of
from xieshou.domain.evidence.relations.statement import Nature, Place, Scope, Source, Statement
from xieshou.domain.parties.models import Organisation, Party
from xieshou.domain.places import lineage
from xieshou.domain.places.models import Division


def statements() -> list[Statement]:
    """Every claim that can stand in a relation: not the noise of web pages, nor what people rejected."""
    claims = list(
        Claim.objects.exclude(tier=ClaimTier.NOISE)
        .exclude(status=ClaimStatus.REJECTED)
        .select_related("document__reprint_of", "indicator")
        .order_by("code")
    )
    families = _families()
    givers, receivers = _parties("givers"), _parties("receivers")
    places = _places({party for each in (givers, receivers) for found in each.values() for party in found})
    return [
        Statement(
            id=claim.pk,
            code=claim.code,
            source=_source(claim),
            indicator=claim.indicator.code,
            figure=_figure(claim),
            family=families[claim.indicator_id],
            nature=Nature(claim.indicator.nature),
            label=claim.label,
            scope=Scope(claim.scope),
            start=claim.start,
            as_of=claim.as_of,
            period_text=claim.period_text,
            givers=frozenset(places[party] for party in givers.get(claim.pk, ())),
            receivers=frozenset(places[party] for party in receivers.get(claim.pk, ())),
            nationwide=claim.nationwide,
            programme=claim.programme,
            per=claim.per,
            span=_span(claim),
            context=claim.tier == ClaimTier.CONTEXT,
            forecast=claim.is_forecast,
            change=claim.is_change,
            counted=claim.origin == ClaimOrigin.COUNTED,
        )
        for claim in claims
    ]


def _source(claim: Claim) -> Source:
    document = claim.document
    original = document.reprint_of or document
    return Source(original.code, document.code, document.dated, document.reliability == Reliability.WEAK)


def _figure(claim: Claim) -> Figure | None:
    quantity = claim.quantity
    if quantity is None:
        return None
    high = claim.value_high
    most = Fraction(high) * quantity.unit.factor if high is not None else None
    return figure_of(quantity, claim.surface, most)


def _span(claim: Claim) -> tuple[int, int] | None:
    if claim.span_start is None or claim.span_end is None:
        return None
    return claim.span_start, claim.span_end


def _families() -> dict[int, str]:
    """Of each indicator the topmost one above it. A circle, which nothing should make, ends somewhere."""
    rows = {pk: (code, parent) for pk, code, parent in Indicator.objects.values_list("pk", "code", "parent")}
    found = {}
    for pk in rows:
        seen, top = {pk}, pk
        while (above := rows[top][1]) is not None and above not in seen:
            seen.add(above)
            top = above
        found[pk] = rows[top][0]
    return found


def _parties(side: str) -> dict[int, list[int]]:
    """The parties of one side by claim."""
    found: dict[int, list[int]] = {}
    pairs = Claim.objects.filter(**{f"{side}__isnull": False}).values_list("pk", side)
    for claim, party in pairs:
        found.setdefault(claim, []).append(party)
    return found


def _places(parties: Iterable[int]) -> dict[int, Place]:
    """Each party with all that it lies in: the divisions above it as they are at their latest."""
    named = Party.objects.unscoped("relations are found among all claims, and tell no name")
    stored = named.select_related("division", "organisation").in_bulk(list(parties))
    organisations = Organisation.objects.unscoped("of bodies above a party only the keys count").in_bulk()
    bases = {pk: _base(party) for pk, party in stored.items()}
    around = lineage.load(base.pk for base in bases.values() if base is not None)
    found = {}
    for pk, party in stored.items():
        own = f"d{party.division_id}" if party.division_id else f"o{party.organisation_id}"
        base, above = bases[pk], list[str]()
        if base is not None:
            version = around.near(base.pk, None)
            chain = around.chain(version, None) if version else []
            above = [f"d{base.pk}", *(f"d{each.division_id}" for each in chain)]
        found[pk] = Place.of(own, *above, *_bodies_above(party, organisations))
    return found


def _base(party: Party) -> Division | None:
    """The division that a party is or has its seat in."""
    return party.division or (party.organisation.division if party.organisation else None)


def _bodies_above(party: Party, organisations: dict[int, Organisation]) -> list[str]:
    """The organisations above an organisation."""
    found: list[str] = []
    body = organisations.get(party.organisation_id or 0)
    while body is not None and body.parent_id is not None and f"o{body.parent_id}" not in found:
        found.append(f"o{body.parent_id}")
        body = organisations.get(body.parent_id)
    return found
