"""What of the pairings rests on documents."""

from __future__ import annotations

from collections.abc import Sequence

from xieshou.domain.evidence.models import Document
from xieshou.domain.pairings import queries
from xieshou.domain.pairings.models import Pairing, PairingSource, Round
from xieshou.kernel.actor import Actor


def rounds_resting_on(actor: Actor, documents: Sequence[Document]) -> list[Round]:
    """The rounds that any of the documents opened or governs, the earliest first."""
    return list(Round.objects.filter(documents__in=documents).distinct())


def pairings_stated_in(actor: Actor, documents: Sequence[Document]) -> list[Pairing]:
    """The pairings that any of the documents states, once each, by round and tier."""
    stated = PairingSource.objects.seen_by(actor).filter(document__in=documents).order_by().values("pairing")
    return list(queries.in_order(queries.pairings(actor, sources=False).filter(pk__in=stated), "round"))
