"""How people and households in and out of poverty are counted from the register, to stand beside claims.

A claim names whom it speaks of by its receivers; the day is the last that its as-of date can mean.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from xieshou.domain.evidence.claims import computing
from xieshou.domain.evidence.claims.computing import Computed, Records
from xieshou.domain.evidence.models import Claim
from xieshou.domain.households.models import Status
from xieshou.domain.households.queries.standing import Standing, standing
from xieshou.kernel.actor import Actor
from xieshou.kernel.quantity import Quantity

COUNTINGS: dict[str, Callable[[Standing], int]] = {
    "hh_lifted": lambda told: told.of(Status.OUT).households,
    "people_out_of_poverty": lambda told: told.of(Status.OUT).people,
    "poverty_pop": lambda told: told.poor.people,
}
_ASKED = {"hh_lifted": Status.OUT, "people_out_of_poverty": Status.OUT, "poverty_pop": Status.POOR}


def register() -> None:
    """Tell the catalogue of evidence; called when Django starts."""
    for code, counting in COUNTINGS.items():
        computing.register(code, partial(_count, code, counting))


def _count(code: str, counting: Callable[[Standing], int], actor: Actor, claim: Claim) -> Computed | None:
    """The number on the claim's day; None for a change, an open date, other than one place, or where the
    register has nobody.
    """
    day = claim.as_of.last_day if claim.as_of else None
    receivers, unit = list(claim.receivers.all()), claim.indicator.unit
    place = receivers[0].division if len(receivers) == 1 else None
    if day is None or claim.is_change or place is None or not unit:
        return None
    told = standing(actor, place, day)
    if not told.total.households and not told.waiting.households:
        return None
    asked = {"on": day.isoformat(), "place": place.code, "status": _ASKED[code].value}
    waiting = told.waiting.people if unit == "人" else told.waiting.households
    return Computed(Quantity.of(counting(told), unit), claim.as_of, Records("households", asked), waiting)
