"""Names of records that lie higher and that tasks point to by (kind, id); their areas register them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from xieshou.kernel.actor import Actor

PAIRING = "pairing"
CALENDAR_ITEM = "calendar_item"

Names = Callable[[Actor, Collection[int]], Mapping[int, str]]
"""The names, in the language of now, of those of the records that the actor may see."""

_names: dict[str, Names] = {}


def register_subject(kind: str, names: Names) -> None:
    """Make a kind of record known, or replace it."""
    _names[kind] = names


def names_of(actor: Actor, kind: str, keys: Collection[int]) -> Mapping[int, str]:
    """The names of records of a kind; of one that no area registered, or that the actor may not see, none."""
    return _names[kind](actor, keys) if kind in _names and keys else {}
