"""Boundary lines that no division owns, the South China Sea line (南海断续线) first among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely import MultiLineString, box

from xieshou.domain.places.geometry.source import Unit

SOUTH_CHINA_SEA = "南海断续线"
OTHER = "境界线"
# Hainan's southernmost cape lies at 18.1° N: of all lines only the South China Sea line runs south of it.
SOUTHERN_CAPE = 18.0
# Sansha and its districts hold the islands that the line encloses; whoever draws them draws the line.
SANSHA = "4603"


@dataclass(frozen=True)
class Line:
    """A boundary line; ``name`` is 南海断续线 or 境界线."""

    name: str
    shape: MultiLineString


def named_lines(lines: Sequence[MultiLineString], digits: int) -> list[Line]:
    """The lines rounded, never simplified, the South China Sea line first."""
    named = [
        Line(
            SOUTH_CHINA_SEA if line.bounds[1] < SOUTHERN_CAPE else OTHER,
            shapely.remove_repeated_points(shapely.transform(line, lambda points: points.round(digits))),
        )
        for line in lines
    ]
    return sorted(named, key=lambda line: (line.name != SOUTH_CHINA_SEA, line.shape.bounds))


def lines_beside(lines: Sequence[Line], units: Sequence[Unit]) -> list[Line]:
    """The parts of lines that belong on a map of ``units``.

    A part belongs when it meets the rectangle around the units. A map with Sansha, or with Hainan as a whole,
    takes the South China Sea line in full.
    """
    frame = box(*shapely.total_bounds([unit.shape for unit in units]))
    sansha = any(unit.code.startswith(SANSHA) or unit.code == "460000" for unit in units)
    found: list[Line] = []
    for line in lines:
        if sansha and line.name == SOUTH_CHINA_SEA:
            found.append(line)
        elif parts := [part for part in line.shape.geoms if part.intersects(frame)]:
            found.append(Line(line.name, MultiLineString(parts)))
    return found
