"""What waits for somebody on their first page. An area registers its provider when Django starts.

A provider asks one query, or none for people whom it does not concern: the page asks all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from xieshou.kernel.actor import Actor


class Urgency(IntEnum):
    """How much it presses; the page shows the most pressing first."""

    NOW = 0
    """Something is late, wrong or stands still."""
    SOON = 1
    LATER = 2


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many of one kind wait: ``title`` and ``hint`` in the language of the page, ``url`` lists them."""

    title: str
    count: int
    url: str
    urgency: Urgency
    hint: str = ""


Provider = Callable[[Actor, date], list[Waiting]]

_providers: dict[str, tuple[int, Provider]] = {}


def register(key: str, provider: Provider, *, order: int) -> None:
    """Add a provider, or replace the one of that key. Among equally urgent ones the lower order is first."""
    _providers[key] = (order, provider)


def waiting_for(actor: Actor, on: date) -> list[Waiting]:
    """All that waits for the actor on a day, the most pressing first; what counts none is left out."""
    found = [
        (each.urgency, order, place, each)
        for order, provider in _providers.values()
        for place, each in enumerate(provider(actor, on))
        if each.count
    ]
    return [each for *_order, each in sorted(found, key=lambda entry: entry[:3])]
