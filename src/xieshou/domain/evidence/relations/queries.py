"""Reads of relations. They are about published figures, and public; the actor is taken for later scopes."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, Prefetch, Q, QuerySet

from xieshou.domain.evidence.catalogue.queries import with_members
from xieshou.domain.evidence.models import (
    Claim,
    ClaimRelation,
    Document,
    Indicator,
    RelationKind,
    RelationState,
)
from xieshou.domain.parties.models import Party
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import Actor

_JOINED = ("claim__document", "claim__indicator", "other__document", "other__indicator", "decided_by")
_ENDS = tuple(f"{end}__{side}" for end in ("claim", "other") for side in ("givers", "receivers"))


def relations(
    actor: Actor,
    *,
    kinds: Collection[RelationKind | str] | None = None,
    state: RelationState | str | None = None,
    place: Division | None = None,
    document: Document | None = None,
    indicator: Indicator | None = None,
    claim: Claim | None = None,
    programme: str = "",
) -> QuerySet[ClaimRelation]:
    """Relations with their claims, documents, indicators and parties: of some kinds, in one state, about one.

    Five queries however many relations.

    ``place``, ``document``, ``indicator`` (its family members too), ``claim`` and ``programme`` are those of
    either claim.
    """
    found = ClaimRelation.objects.select_related(*_JOINED).prefetch_related(*_with_names(actor))
    if kinds is not None:
        found = found.filter(kind__in=kinds)
    if state:
        found = found.filter(state=state)
    if place is not None:
        of_place = Claim.objects.filter(Q(givers__division=place) | Q(receivers__division=place)).values("pk")
        found = found.filter(Q(claim__in=of_place) | Q(other__in=of_place))
    if document is not None:
        found = found.filter(Q(claim__document=document) | Q(other__document=document))
    if indicator is not None:
        members = with_members(indicator)
        found = found.filter(Q(claim__indicator__in=members) | Q(other__indicator__in=members))
    if claim is not None:
        found = found.filter(Q(claim=claim) | Q(other=claim))
    if programme:
        found = found.filter(Q(claim__programme=programme) | Q(other__programme=programme))
    return found.order_by("kind", "claim__code", "other__code")


def _with_names(actor: Actor) -> list[Prefetch[str]]:
    parties = Party.objects.seen_by(actor).select_related("division", "organisation")
    parties = parties.order_by("division__code", "pk")
    return [Prefetch(end, parties) for end in _ENDS]


def relations_of(actor: Actor, claim: Claim) -> list[ClaimRelation]:
    """The relations in which a claim stands and the doubts about it; dismissed ones too."""
    return list(relations(actor, claim=claim))


def relation(actor: Actor, relation_id: int) -> ClaimRelation:
    """One relation.

    Raises:
        ClaimRelation.DoesNotExist: when there is none of that id.
    """
    return relations(actor).get(pk=relation_id)


def undecided_conflicts(actor: Actor) -> int:
    """How many conflicts there are that nobody confirmed or dismissed. One query."""
    return ClaimRelation.objects.filter(kind=RelationKind.CONFLICTS, state=RelationState.FOUND).count()


def tally(actor: Actor) -> dict[tuple[str, str], int]:
    """How many relations there are of each kind and state. One query."""
    counted = ClaimRelation.objects.order_by().values_list("kind", "state").annotate(Count("pk"))
    return {(kind, state): count for kind, state, count in counted}
