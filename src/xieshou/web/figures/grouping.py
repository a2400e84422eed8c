"""Figures under the headings of a table: by indicator, or by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xieshou.domain.evidence.models import Indicator, IndicatorPart
from xieshou.web.figures.figure import Figure, year_of

# The catalogue's order.
PARTS = {value: place for place, value in enumerate(IndicatorPart.values)}


@dataclass(frozen=True, slots=True)
class OfIndicator:
    """The figures on one indicator, in time order."""

    indicator: Indicator
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class OfYear:
    """The figures of one year (None: the document does not tell), by indicator."""

    year: int | None
    figures: tuple[Figure, ...]


def by_indicator(figures: Iterable[Figure]) -> list[OfIndicator]:
    """Part after part in the catalogue's order; what has no date comes last."""
    groups: dict[int, list[Figure]] = {}
    for figure in sorted(figures, key=_by_part_then_time):
        groups.setdefault(figure.claim.indicator_id, []).append(figure)
    return [OfIndicator(members[0].claim.indicator, tuple(members)) for members in groups.values()]


def by_year(figures: Iterable[Figure]) -> list[OfYear]:
    """The latest year first, the undated last."""
    groups: dict[int | None, list[Figure]] = {}
    for figure in sorted(figures, key=_by_part_then_time):
        groups.setdefault(year_of(figure.claim), []).append(figure)
    dated = sorted((year for year in groups if year is not None), reverse=True)
    return [OfYear(year, tuple(groups[year])) for year in (*dated, *([None] if None in groups else []))]


def _by_part_then_time(figure: Figure) -> tuple[int, str, date, int]:
    claim = figure.claim
    known = claim.as_of or claim.start
    return (PARTS[claim.indicator.part], claim.indicator.code, known.day if known else date.max, claim.pk)
