"""Claims on one measure over time, for charts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xieshou.domain.evidence.models import Claim, Indicator
from xieshou.domain.parties.models import Party
from xieshou.kernel.quantity import Kind, Unit


@dataclass(frozen=True, slots=True)
class Series:
    """The values that claims give one indicator for the same parties, by the day up to which they count.

    Values of another programme, scope, kind of unit, or of other parties are another series, and so are
    forecasts, changes and rates per year. All ``points`` have a value and a day.
    """

    indicator: Indicator
    programme: str
    scope: str
    unit: Unit
    givers: tuple[Party, ...]
    receivers: tuple[Party, ...]
    nationwide: bool
    is_forecast: bool
    is_change: bool
    per: str
    points: tuple[Claim, ...]

    def value_of(self, claim: Claim) -> Decimal:
        """The value of one of its points in ``unit``; six decimals where it never ends in it."""
        quantity = claim.quantity
        assert quantity is not None  # noqa: S101  (series() keeps such claims only)
        if quantity.unit == self.unit:
            return quantity.value
        return Decimal(f"{quantity.to(self.unit, 6).value.normalize():f}")


def series(claims: Iterable[Claim]) -> list[Series]:
    """Group claims (with parties and indicator at hand); those without a value or a day are left out.

    The unit is the indicator's where that is of the kind stated, else the first claim's. No queries.
    """
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        quantity = claim.quantity
        if quantity is not None and claim.as_of_on is not None:
            groups[_key(claim, quantity.unit.kind)].append(claim)
    return [_of(sorted(each, key=lambda c: (c.as_of_on or date.min, c.pk))) for each in groups.values()]


def _key(claim: Claim, kind: Kind) -> tuple[object, ...]:
    return (
        claim.indicator_id,
        claim.programme,
        claim.scope,
        kind,
        frozenset(party.pk for party in claim.givers.all()),
        frozenset(party.pk for party in claim.receivers.all()),
        claim.nationwide,
        claim.is_forecast,
        claim.is_change,
        claim.per,
    )


def _of(points: list[Claim]) -> Series:
    first = points[0]
    assert first.quantity is not None  # noqa: S101
    own, usual = first.quantity.unit, first.indicator.measured_in
    return Series(
        indicator=first.indicator,
        programme=first.programme,
        scope=first.scope,
        unit=usual if usual is not None and usual.kind is own.kind else own,
        givers=tuple(first.givers.all()),
        receivers=tuple(first.receivers.all()),
        nationwide=first.nationwide,
        is_forecast=first.is_forecast,
        is_change=first.is_change,
        per=first.per,
        points=tuple(points),
    )
