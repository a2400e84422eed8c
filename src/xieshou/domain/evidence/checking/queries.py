"""Reads of recorded checks. Claims are published figures, so that all may read what comes of them."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from xieshou.domain.evidence.models import CheckOutcome, Claim, ClaimCheck, ClaimCheckTerm, Document
from xieshou.domain.parties.models import Party
from xieshou.kernel.actor import Actor


def checks(
    actor: Actor,
    *,
    outcome: CheckOutcome | None = None,
    claim: Claim | None = None,
    document: Document | None = None,
) -> QuerySet[ClaimCheck]:
    """Recorded checks with terms, claims and parties at hand (four queries), by formula and claims."""
    parties = Party.objects.seen_by(actor).select_related("division", "organisation")
    parties = parties.order_by("division__code", "pk")
    terms = ClaimCheckTerm.objects.select_related("claim__document", "claim__indicator").order_by("position")
    terms = terms.prefetch_related(Prefetch("claim__givers", parties), Prefetch("claim__receivers", parties))
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
