"""What changed around somebody, for their first page. The area of history registers its provider."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from xieshou.kernel.actor import Actor

MOST = 10


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed something, and when: ``record`` leads on, ``what`` says more; in the page's language."""

    at: datetime
    who: str
    what: str
    record: str
    url: str = ""


Provider = Callable[[Actor, int], Sequence[Change]]
"""The latest changes in what an actor reaches, the newest first, at most so many."""

_providers: dict[str, Provider] = {}


def register(key: str, provider: Provider) -> None:
    """Add a provider, or replace the one of the same key."""
    _providers[key] = provider


def known() -> bool:
    """Does anybody tell of changes?"""
    return bool(_providers)


def changes_for(actor: Actor) -> list[Change]:
    """The latest changes of all providers, the newest first."""
    found = [change for provider in _providers.values() for change in provider(actor, MOST)]
    return sorted(found, key=lambda change: change.at, reverse=True)[:MOST]
