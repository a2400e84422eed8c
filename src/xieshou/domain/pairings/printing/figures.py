"""The figures that documents state between the two parties of a pairing, as rows of a printed book."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from xieshou.domain.bilingual import name_in_language
from xieshou.domain.evidence.claims.queries import ClaimFilter, claims, disagreeing, in_order
from xieshou.domain.evidence.claims.series import Series, series
from xieshou.domain.evidence.claims.wording import value_in_words, when_in_words
from xieshou.domain.evidence.models import Claim, ClaimStatus, Scope
from xieshou.domain.pairings.models import Pairing
from xieshou.kernel.actor import Actor

# Two bars beside one another show at a glance what grew; one bar says no more than the table.
FEWEST_YEARS = 2


def figures_between(actor: Actor, of: Pairing, as_of: date) -> list[Claim]:
    """What documents say went from the giver to the receiver up to a day, in whichever round.

    The rejected are left out, and figures whose own day comes later.
    """
    asked = ClaimFilter(giver=of.giver, receiver=of.receiver)
    found = in_order(claims(actor, asked).exclude(status=ClaimStatus.REJECTED), "indicator")
    return [claim for claim in found if claim.as_of_on is None or claim.as_of_on <= as_of]


def rows_of(found: Collection[Claim]) -> list[dict[str, Any]]:
    """The figures in words, in the order given."""
    return [
        {
            "indicator": name_in_language(claim.indicator),
            "value": value_in_words(claim),
            "when": when_in_words(claim),
            "scope": claim.get_scope_display(),
            "status": claim.get_status_display(),
            "document": claim.document.citation,
            "note": gettext("与另一文献不一致") if disagreeing(claim, found) else "",
        }
        for claim in found
    ]


def longest_series(found: Sequence[Claim]) -> Series | None:
    """The yearly values with most years, one for each; None where none has FEWEST_YEARS."""
    yearly = [each for each in series(found) if each.scope == Scope.ANNUAL and not each.is_change]
    told = [each for each in yearly if len(years_of(each)) >= FEWEST_YEARS]
    return max(told, key=lambda each: (len(years_of(each)), -each.indicator.pk), default=None)


def years_of(of: Series) -> dict[int, Claim]:
    """A claim for each year: the adopted before the accepted before the proposed, then the first recorded."""
    order = [ClaimStatus.ADOPTED, ClaimStatus.ACCEPTED, ClaimStatus.PROPOSED]
    best: dict[int, Claim] = {}
    for claim in sorted(of.points, key=lambda c: (order.index(ClaimStatus(c.status)), c.pk)):
        if claim.as_of is not None:
            best.setdefault(claim.as_of.day.year, claim)
    return dict(sorted(best.items()))
