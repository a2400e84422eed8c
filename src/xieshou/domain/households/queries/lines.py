"""Reads of the lines that households are held against. They are public."""

from __future__ import annotations

from django.db.models import QuerySet

from xieshou.domain.households.models import LinePurpose, PovertyLine
from xieshou.domain.places import lineage
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import Actor


def poverty_lines(
    actor: Actor, *, purpose: LinePurpose | None = None, year: int | None = None
) -> QuerySet[PovertyLine]:
    """Every line, of one purpose or year if given."""
    found = PovertyLine.objects.select_related("place")
    if purpose is not None:
        found = found.filter(purpose=purpose)
    return found if year is None else found.filter(year=year)


def line_for(actor: Actor, place: Division, year: int, purpose: LinePurpose) -> PovertyLine | None:
    """The line that holds in a place: its own, else that of the nearest unit above it, else the country's.

    None where none of them set one for that year and purpose. Four queries.
    """
    around = lineage.load([place.pk])
    own = around.near(place.pk, None)
    above = [v.division_id for v in reversed(around.chain(own, None))] if own else []
    found = {line.place_id: line for line in poverty_lines(actor, purpose=purpose, year=year)}
    return next((found[each] for each in (place.pk, *above, None) if each in found), None)
