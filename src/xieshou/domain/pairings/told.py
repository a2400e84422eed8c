"""What the areas below are told of rounds and pairings, which they know by code and key alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from xieshou.domain.bilingual import name_in_language
from xieshou.domain.pairings.models import Pairing, Round
from xieshou.domain.workflow.calendar.rounds import KnownRound, register_rounds
from xieshou.domain.workflow.tasks.subjects import PAIRING, register_subject
from xieshou.kernel.actor import Actor


def register() -> None:
    """Tell the calendar which rounds there are, and tasks how pairings are called."""
    register_rounds(rounds)
    register_subject(PAIRING, pairing_names)


def rounds() -> Sequence[KnownRound]:
    """All rounds, in the order in which they began. One query."""
    return [
        KnownRound(each.code, each.name, each.name_en, each.period)
        for each in Round.objects.order_by("start_on", "code")
    ]


def pairing_names(actor: Actor, keys: Collection[int]) -> Mapping[int, str]:
    """Both sides of pairings, the giver first."""
    both = ("giver__division", "giver__organisation", "receiver__division", "receiver__organisation")
    return {
        each.pk: f"{name_in_language(each.giver.unit)} → {name_in_language(each.receiver.unit)}"
        for each in Pairing.objects.seen_by(actor).filter(pk__in=keys).select_related(*both)
    }
