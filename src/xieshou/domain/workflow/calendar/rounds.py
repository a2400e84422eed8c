"""The rounds of the programme as the calendar needs them. Their area lies higher and says them downward."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from xieshou.kernel.period import Period


@dataclass(frozen=True, slots=True)
class KnownRound:
    """A round by its code, with its names and when it holds."""

    code: str
    name: str
    name_en: str
    period: Period


_source: list[Callable[[], Sequence[KnownRound]]] = []


def register_rounds(source: Callable[[], Sequence[KnownRound]]) -> None:
    """Say where the rounds are read; called once when Django starts."""
    _source[:] = [source]


def known_rounds() -> Sequence[KnownRound]:
    """All of them, in the order in which they began. One query."""
    return _source[0]() if _source else ()


def in_force(on: date) -> list[KnownRound]:
    """Those that hold on a day, the latest first."""
    return [each for each in reversed(known_rounds()) if each.period.covers(on)]
