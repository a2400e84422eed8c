"""The figures that stand for a programme at a glance: one for each indicator, and never a sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from xieshou.domain.evidence.claims.asking import ClaimFilter, asked_claims
from xieshou.domain.evidence.claims.comparing import disagreeing
from xieshou.domain.evidence.models import Claim, ClaimStatus, ClaimTier, IndicatorPart, Scope
from xieshou.domain.parties.models import Party
from xieshou.domain.parties.queries import parties_at
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import Actor
from xieshou.kernel.text import fold

_SHOWN = frozenset({ClaimStatus.ACCEPTED, ClaimStatus.ADOPTED})
# Of values that reach equally far and to the same day, the one that counts most stands for the others.
_SCOPES = [Scope.CUMULATIVE, Scope.INSTANT, Scope.ANNUAL, Scope.UNSTATED]
_NOT_A_DIVISION = 9  # an organisation reaches less far than any division


@dataclass(frozen=True, slots=True)
class Headline:
    """One indicator of one programme: the claim that stands for it, and how many others deny it.

    ``rivals`` counts claims of the same measure that cannot be true beside ``claim``, rejected ones left out.
    """

    part: IndicatorPart
    programme: str
    claim: Claim
    rivals: int


def headlines(
    actor: Actor, *, place: Division | None = None, programme: str | None = None, on: date
) -> list[Headline]:
    """For each indicator and programme the accepted figure that reaches furthest, by part.

    Only ledger figures with a value, no forecasts, changes or rates per year. Nationwide beats provinces,
    provinces beat prefectures; the whole of the receivers (or, where none are named, of the givers) lies in
    ``place``. Then an adopted figure goes first, then the latest, then the cumulative one. ``on`` leaves out
    what counts up to a later day. Five queries at most.
    """
    asked = ClaimFilter(place=place, below=True, programme=programme or "", tier=ClaimTier.LEDGER)
    known = Q(as_of_on__lte=on) | Q(as_of_on__isnull=True)
    claims = list(asked_claims(actor, asked).filter(known).exclude(status=ClaimStatus.REJECTED))
    inside = frozenset(parties_at(actor, place, below=True).values_list("pk", flat=True)) if place else None
    groups: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    of_indicator: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_indicator[claim.indicator_id].append(claim)
        if _may_lead(claim) and _lies_in(claim, inside):
            groups[claim.indicator_id, claim.programme].append(claim)
    leading = [min(group, key=_precedence) for group in groups.values()]
    found = [
        Headline(
            IndicatorPart(claim.indicator.part),
            claim.programme,
            claim,
            len(disagreeing(claim, of_indicator[claim.indicator_id])),
        )
        for claim in leading
    ]
    return sorted(found, key=_place_on_page)


def _may_lead(claim: Claim) -> bool:
    level = not (claim.is_forecast or claim.is_change or claim.per)
    return level and claim.status in _SHOWN and claim.quantity is not None


def _lies_in(claim: Claim, inside: frozenset[int] | None) -> bool:
    if inside is None:
        return True
    receivers = list(claim.receivers.all())
    named = receivers or list(claim.givers.all())
    return not claim.nationwide and bool(named) and all(party.pk in inside for party in named)


def _precedence(claim: Claim) -> tuple[object, ...]:
    return (
        _reach(claim),
        claim.status != ClaimStatus.ADOPTED,
        -(claim.as_of_on or date.min).toordinal(),
        _SCOPES.index(Scope(claim.scope)),
        claim.pk,
    )


def _reach(claim: Claim) -> tuple[int, ...]:
    """How far a claim reaches, the furthest first: whom it is for, and then from whom."""
    if claim.nationwide:
        return (0, 0, *_side(claim.givers.all()))
    return (*_side(claim.receivers.all(), none=_NOT_A_DIVISION + 1), *_side(claim.givers.all()))


def _side(parties: Iterable[Party], none: int = 0) -> tuple[int, int]:
    """The highest level among parties, and how many of them there are (more go first)."""
    levels = [party.division.level if party.division else _NOT_A_DIVISION for party in parties]
    return (min(levels), -len(levels)) if levels else (none, 0)


def _place_on_page(headline: Headline) -> tuple[object, ...]:
    parts = list(IndicatorPart)
    return (
        parts.index(headline.part),
        _reach(headline.claim),
        fold(headline.claim.indicator.code),
        headline.programme,
    )
