"""Which claims are of one measure, and which of those deny one another."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from xieshou.domain.evidence.claims.measures import Measure, Stated, contradict
from xieshou.domain.evidence.models import Claim, ClaimStatus
from xieshou.kernel.quantity import Quantity


def measure_of(claim: Claim) -> Measure:
    """What the claim is a figure of."""
    return Measure(
        indicator_id=claim.indicator_id,
        givers=frozenset(party.pk for party in claim.givers.all()),
        receivers=frozenset(party.pk for party in claim.receivers.all()),
        nationwide=claim.nationwide,
        programme=claim.programme,
        scope=claim.scope,
        start=claim.start,
        as_of=claim.as_of,
        is_forecast=claim.is_forecast,
        is_change=claim.is_change,
        per=claim.per,
    )


def of_same_measure(claim: Claim, others: Iterable[Claim]) -> list[Claim]:
    """Those of ``others`` (parties at hand) that state the same thing as ``claim``, itself left out."""
    own = measure_of(claim)
    return [
        other
        for other in others
        if other.pk != claim.pk
        and other.indicator_id == claim.indicator_id
        and own.same_as(measure_of(other))
    ]


def disagreeing(claim: Claim, others: Iterable[Claim]) -> list[Claim]:
    """The claims of the same measure that cannot be true beside ``claim``; rejected ones no longer count."""
    own = stated(claim)
    if own is None:
        return []
    return [
        other
        for other in of_same_measure(claim, others)
        if other.status != ClaimStatus.REJECTED and (value := stated(other)) and contradict(own, value)
    ]


def stated(claim: Claim) -> Stated | None:
    """The value that a claim states; None where the text gives no number."""
    quantity = claim.quantity
    if quantity is None:
        return None
    high = claim.value_high
    return Stated(quantity, Quantity(Decimal(high), quantity.unit) if high is not None else None)
