"""The areas on the left. An area registers its entry when Django starts; see docs/howto/pages.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from xieshou.kernel.actor import Actor


def everybody(actor: Actor) -> bool:
    """An entry that all may see."""
    return True


def writers(actor: Actor) -> bool:
    """An entry for those who may change records."""
    return actor.may_write


@dataclass(frozen=True, slots=True)
class Entry:
    """One area: ``label`` is a lazy translation, ``icon`` a name of shell/icons.py, ``route`` a URL name."""

    key: str
    label: Any
    icon: str
    route: str
    order: int
    allowed: Callable[[Actor], bool] = everybody


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as one reader sees it."""

    key: str
    label: Any
    icon: str
    url: str
    current: bool


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Add an area, or replace the one of the same key."""
    _entries[entry.key] = entry


def shown_to(actor: Actor, request: HttpRequest) -> list[Shown]:
    """The entries that the actor may see, in order; the one of the present page is marked."""
    allowed = sorted((e for e in _entries.values() if e.allowed(actor)), key=lambda entry: entry.order)
    return [
        Shown(e.key, e.label, e.icon, url := reverse(e.route), is_within(request.path, url)) for e in allowed
    ]


def is_within(path: str, url: str) -> bool:
    """Does ``path`` lie in the area that starts at ``url``?"""
    return path == url if url == "/" else path.startswith(url)
