"""What speaks against claims, asked for many at once."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from xieshou.domain.evidence.models import ClaimRelation, RelationKind, RelationState
from xieshou.kernel.actor import Actor


def doubts_about(
    actor: Actor, claims: Collection[int], kinds: Collection[RelationKind]
) -> dict[int, set[RelationKind]]:
    """The relations of these kinds in which each claim (by id) stands, found or confirmed but not dismissed.

    Claims without any are left out. One query; none for no claims.
    """
    if not claims:
        return {}
    found = (
        ClaimRelation.objects.filter(Q(claim__in=claims) | Q(other__in=claims), kind__in=kinds)
        .exclude(state=RelationState.DISMISSED)
        .order_by()
        .values_list("claim_id", "other_id", "kind")
    )
    doubts: dict[int, set[RelationKind]] = {}
    for claim, other, kind in found:
        for end in {claim, other} & set(claims):
            doubts.setdefault(end, set()).add(RelationKind(kind))
    return doubts
