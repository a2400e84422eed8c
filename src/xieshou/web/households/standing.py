"""A place, what is above it and the units right below, each with its standing: for list and sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from xieshou.domain.households.queries import PlaceStanding, Standing, standing_below
from xieshou.domain.places.models import Division
from xieshou.domain.places.queries import ancestors
from xieshou.kernel.actor import Actor
from xieshou.web.households.asking import Asked
from xieshou.web.shell import words


@dataclass(frozen=True, slots=True)
class Part:
    """A unit right below, as templates take it."""

    code: str
    name: str
    standing: Standing

    @property
    def households(self) -> int:
        """Reviewed and waiting ones."""
        return self.standing.total.households + self.standing.waiting.households


@dataclass(frozen=True, slots=True)
class Tree:
    """The chosen place with the path that leads to it; ``parts`` add up to ``total``."""

    place: Division | None
    above: tuple[Any, ...]
    parts: tuple[Part, ...]
    total: Standing

    @property
    def households(self) -> int:
        """All of the place, reviewed or not."""
        return self.total.total.households + self.total.waiting.households

    @property
    def people(self) -> int:
        """Their people."""
        return self.total.total.people + self.total.waiting.people


def tree(actor: Actor, place: Division | None, on: date) -> Tree:
    """The standing of a place and of its parts. Six queries."""
    below = standing_below(actor, place, on)
    total = sum((each.standing for each in below), Standing())
    path = [each.division for each in ancestors(actor, place, on)] if place is not None else []
    own = place is not None and [each.code for each in below] == [_start(place)]
    parts = () if own else tuple(_part(each) for each in below)
    return Tree(place, (*path, *([place] if place is not None else [])), parts, total)


def figures_of(asked: Asked, found: Tree) -> list[dict[str, Any]]:
    """What the head of the list shows of the place; each number opens the households that it counts."""
    bare = Asked(
        {**dict.fromkeys(asked.values, ""), "place": asked.values["place"]},
        asked.filter,
        asked.order,
        asked.place,
    )
    total = found.total
    rows = (
        ("registered", total.registered, {"status": "registered", "state": "reviewed"}),
        ("poor", total.of("poor"), {"status": "poor", "state": "reviewed"}),
        ("returned", total.of("returned"), {"status": "returned", "state": "reviewed"}),
        ("out", total.of("out"), {"status": "out", "state": "reviewed"}),
        ("ordinary", total.ordinary, {"status": "ordinary", "state": "reviewed"}),
        ("monitored", total.watched, {"monitored": "any", "state": "reviewed"}),
        ("waiting", total.waiting, {"state": "waiting"}),
    )
    return [{"key": key, "number": number, "url": bare.url(**wanted)} for key, number, wanted in rows]


def _part(each: PlaceStanding) -> Part:
    name = words.name_of(each.division) if each.division is not None else each.code
    return Part(each.division.code if each.division is not None else each.code, name, each.standing)


def _start(place: Division) -> str:
    return place.code[: {1: 2, 2: 4, 3: 6, 4: 9, 5: 12}[place.level]]
