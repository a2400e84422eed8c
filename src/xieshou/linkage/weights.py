"""How much each sign says: the probability among true duplicates (m) and among other pairs (u).

The shipped ones are our judgement and serve registers that are too small to learn from. What speaks within
one household is always judged, never learnt: true duplicates there are too few.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log2

Levels = tuple[tuple[float, float], ...]
"""(m, u) of each level of a comparison, from the strongest to the weakest."""

SHIPPED: Mapping[str, Levels] = {
    # same characters, same sound, alike in sound or order, one character off, same surname, other
    "name": ((0.75, 3e-5), (0.10, 5e-5), (0.05, 2e-4), (0.08, 1e-3), (0.01, 0.05), (0.01, 0.949)),
    # same day, day and month exchanged, one digit off, same year, other
    "birth": ((0.85, 4.5e-5), (0.03, 1.6e-5), (0.06, 1e-3), (0.02, 0.015), (0.04, 0.984)),
    # same village, town, county, other: u is counted, not taken from here
    "place": ((0.75, 1e-3), (0.10, 0.01), (0.05, 0.1), (0.10, 0.889)),
    "sex": ((0.98, 0.5), (0.02, 0.5)),
}
"""What a large register is able to teach, and a small one gets."""

JUDGED: Mapping[str, Levels] = {
    # ID number: the same pairs are certain anyway; two numbers that differ mean two people, or a slip
    "identity": ((0.90, 1e-6), (0.05, 1.0)),
    # telephone in two households: a number of kin or of a cadre stands with many
    "phone": ((0.30, 1e-4), (0.70, 1.0)),
    "disability": ((0.90, 1e-6), (0.10, 1.0)),
    # within a household: brothers share the surname, often a character, twins the birthday too
    "name_within": ((0.80, 2e-4), (0.07, 0.01), (0.03, 0.01), (0.06, 0.15), (0.02, 0.6), (0.02, 0.23)),
    "birth_within": ((0.85, 0.01), (0.03, 5e-4), (0.06, 0.01), (0.02, 0.03), (0.04, 0.95)),
}
"""Never learnt."""

FELLOWS_ODDS = 0.001
"""The odds that two fellow members of a household are one person, before anything is compared."""
FELLOWS: Mapping[str, float] = {"same_relation": 1.5, "unknown": 1.0, "other_relation": 0.3}
"""What their relations to the head make of these odds."""

ENTERED_TWICE = 0.01
"""The share of people who stand in a register twice, where nothing is known of it."""


_VILLAGE = 300
_SHIPPED_SHARE = 0.2
_SLACK = 0.05


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of a search: ``levels`` of the comparisons of ``SHIPPED``, ``people`` those learnt from."""

    levels: Mapping[str, Levels] = field(default_factory=lambda: dict(SHIPPED))
    people: int = 0
    share: float = ENTERED_TWICE

    def __post_init__(self) -> None:
        if {name: len(levels) for name, levels in self.levels.items()} != {
            name: len(levels) for name, levels in SHIPPED.items()
        }:
            raise ValueError("weights have other comparisons or levels than this version")

    def prior(self, people: int) -> float:
        """The probability that two rows out of so many are one person; a few rows count as a village."""
        return 2 * self.share / (max(people, _VILLAGE) - 1)

    def to_json(self) -> str:
        """As text, to keep beside what was found with them."""
        return json.dumps({"people": self.people, "share": self.share, "levels": dict(self.levels)})

    @classmethod
    def from_json(cls, text: str) -> Weights:
        """Raises ValueError where the text is not what ``to_json`` wrote."""
        try:
            read = json.loads(text)
            levels = {name: tuple((float(m), float(u)) for m, u in of) for name, of in read["levels"].items()}
            return cls(levels, int(read["people"]), float(read["share"]))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not weights: {error}") from error


def accepted(shipped: Levels, learnt: Levels, *, ordered: bool = False) -> Levels:
    """What was learnt, a fifth of it shipped, so that nothing that a sample missed becomes impossible.

    Where more agreement would speak less for one person than less of it, estimation has found something else
    than duplicates (brothers, say); then m stays as shipped. Of the first three any may say the most: few
    share the sound alone. ``ordered`` levels never say more than the stronger before them.
    """
    mixed = tuple(
        ((1 - _SHIPPED_SHARE) * m + _SHIPPED_SHARE * old_m, max(u, 1e-9))
        for (m, u), (old_m, _) in zip(learnt, shipped, strict=True)
    )
    mixed = falling(mixed) if ordered else mixed
    bits = [log2(m / u) for m, u in mixed]
    # Levels that training never met keep their shipped m; then the learnt ones are of something else.
    whole = ordered or abs(sum(m for m, _ in mixed) - 1) < _SLACK
    if whole and bits[0] > 0 and bits[-1] < 0 and max(bits) == max(bits[:3]):
        return mixed
    return tuple((m, u) for (m, _), (_, u) in zip(shipped, mixed, strict=True))


def falling(levels: Levels) -> Levels:
    """The levels with m lowered where a weaker one would say more than a stronger."""
    found: list[tuple[float, float]] = []
    most = float("inf")
    for m, u in levels:
        most = min(most, m / u)
        found.append((most * u, u))
    return tuple(found)
