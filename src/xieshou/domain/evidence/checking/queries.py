"""Reads of recorded checks. Claims are published figures, so that all may read what comes of them."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from xieshou.domain.evidence.claims.asking import with_names
from xieshou.domain.evidence.models import CheckOutcome, Claim, ClaimCheck, ClaimCheckTerm, Document
from xieshou.kernel.actor import Actor


def checks(
    actor: Actor,
    *,
    outcome: CheckOutcome | None = None,
    claim: Claim | None = None,
    document: Document | None = None,
) -> QuerySet[ClaimCheck]:
    """Recorded checks with their terms, claims and parties at hand (five queries), by formula and claims."""
    claims = with_names(Claim.objects.all())
    terms = ClaimCheckTerm.objects.prefetch_related(Prefetch("claim", claims)).order_by("position")
    found = ClaimCheck.objects.prefetch_related(Prefetch("terms", terms)).order_by("formula", "key")
    if outcome is not None:
        found = found.filter(outcome=outcome)
    if claim is not None:
        found = found.filter(pk__in=ClaimCheckTerm.objects.filter(claim=claim).values("check_of"))
    if document is not None:
        found = found.filter(
            pk__in=ClaimCheckTerm.objects.filter(claim__document=document).values("check_of")
        )
    return found
