"""Who carried on what an ended pairing left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from xieshou.domain.pairings.models import EndReason, Pairing
from xieshou.domain.pairings.rules import Link, pick_successor

# What a link's label is made of: with these at hand, naming pairings costs no query each.
PARTY_NAMES = (
    "giver__division",
    "giver__organisation__division",
    "receiver__division",
    "receiver__organisation__division",
)


def link_of(pairing: Pairing) -> Link:
    """The pairing as the rules see it."""
    return Link(pairing.giver_id, pairing.receiver_id, pairing.period, str(pairing))


def link_successors(pairings: Iterable[Pairing]) -> int:
    """Set successor and end reason of every ended pairing that has neither; returns how many were set.

    A pairing is carried on by the one of the same receiver and tier that starts on the day it ends.
    """
    by_receiver: dict[tuple[int, str], list[tuple[Pairing, Link]]] = defaultdict(list)
    for pairing in pairings:
        by_receiver[pairing.receiver_id, pairing.tier].append((pairing, link_of(pairing)))
    changed = 0
    for group in by_receiver.values():
        for pairing, link in group:
            if pairing.successor_id is not None or pairing.end_on is None or pairing.end_reason:
                continue
            heir = pick_successor(link, group)
            if heir is None:
                continue
            pairing.successor = heir
            same = heir.giver_id == pairing.giver_id
            pairing.end_reason = EndReason.ROUND_ENDED if same else EndReason.HANDED_OVER
            pairing.save(update_fields=["successor", "end_reason"])
            changed += 1
    return changed
