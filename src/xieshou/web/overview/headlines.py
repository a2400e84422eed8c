"""数字: the programme's headline figures, as documents state them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xieshou.domain.evidence.claims import queries
from xieshou.domain.evidence.claims.queries import Headline
from xieshou.domain.evidence.models import IndicatorPart
from xieshou.domain.programme import Programme
from xieshou.kernel.actor import Actor
from xieshou.web.figures.figure import Figure, figure_of
from xieshou.web.figures.marks import marks_of
from xieshou.web.overview.filters import Asked
from xieshou.web.places.asking import place_of_code

# A row of them on a wide page.
MOST_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of one part of the year's work that reach furthest; ``more`` counts the others."""

    part: IndicatorPart
    figures: tuple[Figure, ...]
    more: int


def section(actor: Actor, asked: Asked) -> dict[str, Any]:
    """The figures by part, and the programmes among which the reader can choose, with their counts.

    All programmes are asked for at once and the choice is made here, so that each choice tells its count.
    """
    place = place_of_code(actor, asked.scope, asked.on) if asked.scope else None
    if asked.scope and place is None:
        return {"headline_parts": [], "headline_programmes": [], "headline_total": 0}
    found = queries.headlines(actor, place=place, on=asked.on)
    counts = {value: sum(each.claim.programme == value for each in found) for value in Programme.values}
    shown = [each for each in found if asked.programme in ("", each.claim.programme)]
    return {
        "headline_parts": _by_part(actor, shown),
        "headline_programmes": [(Programme(value), count) for value, count in counts.items() if count],
        "headline_total": len(found),
    }


def _by_part(actor: Actor, shown: Sequence[Headline]) -> list[Part]:
    """Only what is shown is put in words, because the page opens with this. One query."""
    by_part: dict[IndicatorPart, list[Headline]] = {}
    for headline in shown:
        by_part.setdefault(headline.part, []).append(headline)
    first = [headline.claim for members in by_part.values() for headline in members[:MOST_AT_ONCE]]
    marks = marks_of(actor, first)
    return [
        Part(
            part,
            tuple(
                figure_of(each.claim, marks.get(each.claim.pk, ()), rivals=each.rivals)
                for each in members[:MOST_AT_ONCE]
            ),
            max(len(members) - MOST_AT_ONCE, 0),
        )
        for part, members in by_part.items()
    ]
