"""Which rounds ask for which indicators."""

from __future__ import annotations

from xieshou.domain.pairings.models import RoundIndicator
from xieshou.kernel.actor import Actor


def uses_by_indicator(actor: Actor, indicator_id: int | None = None) -> dict[int, list[RoundIndicator]]:
    """The rounds that ask for each indicator (or for one), in time order, by its id. One query."""
    uses = RoundIndicator.objects.select_related("round").order_by("round__start_on", "round__code")
    if indicator_id is not None:
        uses = uses.filter(indicator=indicator_id)
    found: dict[int, list[RoundIndicator]] = {}
    for use in uses:
        found.setdefault(use.indicator_id, []).append(use)
    return found
