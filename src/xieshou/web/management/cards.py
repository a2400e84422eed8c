"""A card of 管理: the number first, a sentence on what it is, and the way to do something about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Mark(Enum):
    """How something stands: the class of its badge and its shape, beside which a word always stands."""

    GOOD = ("good", "✓")
    LOOK = ("caution", "△")
    BAD = ("bad", "✕")


@dataclass(frozen=True, slots=True)
class Fact:
    """A smaller number below the first, with its label; ``url`` lists what it counts.

    ``wide`` for values that are no numbers and want a line of their own.
    """

    label: str
    value: str
    url: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Where something is done."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """One matter. ``mark`` judges with the words of ``standing``; None where there is nothing to judge."""

    key: str
    title: str
    icon: str
    value: str
    unit: str
    sentence: str
    links: Sequence[Link]
    facts: Sequence[Fact] = ()
    mark: Mark | None = None
    standing: str = ""


def number(value: int) -> str:
    """With thousands marks."""
    return f"{value:,}"
