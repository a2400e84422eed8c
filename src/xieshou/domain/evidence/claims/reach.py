"""What each party lies in: the ground on which a part of a place is told from the whole."""

from __future__ import annotations

from collections.abc import Iterable

from xieshou.domain.parties.models import Party
from xieshou.domain.places import lineage


def reach_of(parties: Iterable[Party]) -> dict[int, frozenset[int]]:
    """For each party (by id) the ids of itself and of the parties of all divisions above it at its latest.

    An organisation lies in its division. A handful of queries, however many parties.
    """
    named = Party.objects.unscoped("arithmetic is done on all claims, and keys tell no name")
    wanted = named.filter(pk__in=[party.pk for party in parties]).select_related("organisation")
    bases = {
        party.pk: party.division_id or (party.organisation.division_id if party.organisation else None)
        for party in wanted
    }
    around = lineage.load([division_id for division_id in bases.values() if division_id])
    known = dict(named.filter(division__in=around.versions).values_list("division_id", "pk"))
    reach = {}
    for party_id, division_id in bases.items():
        own = around.near(division_id, None) if division_id else None
        line = [division_id, *(v.division_id for v in around.chain(own, None))] if own else []
        reach[party_id] = frozenset({party_id, *(known[each] for each in line if each in known)})
    return reach
