"""数字: the programme's headline figures, as documents state them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xieshou.domain.evidence.claims import queries
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
    """The figures of one part of the year's work, those that reach furthest first."""

    part: IndicatorPart
    figures: tuple[Figure, ...]

    @property
    def first(self) -> tuple[Figure, ...]:
        """Those that the page shows at once."""
        return self.figures[:MOST_AT_ONCE]

    @property
    def rest(self) -> tuple[Figure, ...]:
        """Those behind a fold."""
        return self.figures[MOST_AT_ONCE:]


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
    marks = marks_of(actor, [each.claim for each in shown])
    figures = [figure_of(h.claim, marks.get(h.claim.pk, ()), rivals=h.rivals) for h in shown]
    return {
        "headline_parts": _by_part(figures),
        "headline_programmes": [(Programme(value), count) for value, count in counts.items() if count],
        "headline_total": len(found),
    }


def _by_part(figures: list[Figure]) -> list[Part]:
    parts = [
        Part(part, tuple(f for f in figures if f.claim.indicator.part == part.value))
        for part in IndicatorPart
    ]
    return [part for part in parts if part.figures]
