"""Search over everything. An area registers a provider; the results page groups what they return."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from xieshou.kernel.actor import Actor
from xieshou.web.shell.actors import actor_of

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. ``kind`` is a word for the badge beside the title, such as 地级 or 战略类."""

    title: str
    subtitle: str
    url: str
    kind: str = ""


Provider = Callable[[Actor, str], list[Hit]]


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one provider; ``label`` is a lazy translation."""

    key: str
    label: Any
    hits: list[Hit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Registered:
    label: Any
    provider: Provider
    order: int


_providers: dict[str, _Registered] = {}


def register(key: str, label: Any, provider: Provider, *, order: int = 100) -> None:
    """Add a provider, or replace the one of the same key."""
    _providers[key] = _Registered(label, provider, order)


def search(actor: Actor, text: str) -> list[Group]:
    """What every provider finds, in order, without empty groups."""
    wanted = text.strip()[:LONGEST]
    if not wanted:
        return []
    ordered = sorted(_providers.items(), key=lambda item: item[1].order)
    groups = [Group(key, found.label, found.provider(actor, wanted)) for key, found in ordered]
    return [group for group in groups if group.hits]


def labels() -> list[Any]:
    """What can be searched, in words."""
    return [found.label for found in sorted(_providers.values(), key=lambda found: found.order)]


def results(request: HttpRequest) -> HttpResponse:
    """The results page; a single hit whose title is exactly the text opens at once."""
    text = request.GET.get("q", "").strip()
    groups = search(actor_of(request), text)
    hits = [hit for group in groups for hit in group.hits]
    if len(hits) == 1 and hits[0].title == text and "stay" not in request.GET:
        return redirect(hits[0].url)
    context = {
        "text": text,
        "search_text": text,
        "groups": groups,
        "total": len(hits),
        "searchable": labels(),
    }
    return render(request, "web/shell/search.html", context)
