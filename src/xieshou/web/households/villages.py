"""The villages among which a recorder chooses, where they are few enough to be chosen from."""

from __future__ import annotations

from django.db.models import Q

from xieshou.domain.places.models import Division, Level
from xieshou.kernel.actor import Actor, Permission

MOST_OFFERED = 300


def villages_of(actor: Actor) -> list[Division]:
    """The villages over which the actor records, by code; none where there are too many for a list."""
    reach = actor.reach(Permission.RECORD)
    if reach.everywhere or not reach.codes:
        return []
    wanted = Q()
    for code in sorted(reach.codes):
        wanted |= Q(code__gte=code, code__lt=str(int(code) + 1).zfill(len(code)))
    found = list(Division.objects.filter(wanted, level=Level.VILLAGE).order_by("code")[: MOST_OFFERED + 1])
    return found if len(found) <= MOST_OFFERED else []
