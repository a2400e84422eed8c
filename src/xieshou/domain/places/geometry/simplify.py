"""From the source's outlines to light ones that still fit together.

Simplifying each polygon alone would open gaps between neighbours. ``coverage_simplify`` takes a shared edge
once, so both neighbours keep the very same points; rounding then maps equal points to equal points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from xieshou.domain.places.geometry.source import Unit


@dataclass(frozen=True)
class Detail:
    """How fine a map is.

    ``tolerance``: degrees; corners that span less than its square are dropped (Visvalingam–Whyatt).
    ``digits``: decimals of a degree that are kept; 3 is about 100 m, 4 about 10 m.
    """

    tolerance: float
    digits: int


def simplified(units: Sequence[Unit], detail: Detail) -> tuple[list[Unit], int]:
    """The units at ``detail``, and how many of them rounding had hurt and we mended.

    No island is ever lost: coverage_simplify keeps every ring, and one that rounding squeezes to nothing is
    drawn as the smallest square. Outer rings run counter-clockwise, holes clockwise (RFC 7946), which ECharts
    needs because a canvas fills by winding number.
    """
    valid = shapely.make_valid([unit.shape for unit in units], method="structure")
    light = shapely.coverage_simplify(valid, detail.tolerance)
    rounded = shapely.transform(light, lambda points: points.round(detail.digits))
    shapes: list[BaseGeometry] = []
    mended = 0
    for shape in rounded:
        if shape.is_valid:
            shapes.append(shape)
        else:
            shapes.append(mend(shape, 10.0**-detail.digits))
            mended += 1
    clean = shapely.orient_polygons(shapely.remove_repeated_points(shapes), exterior_cw=False)
    return [Unit(unit.code, unit.name, shape) for unit, shape in zip(units, clean, strict=True)], mended


def mend(shape: BaseGeometry, step: float) -> MultiPolygon:
    """A valid multi-polygon with as many islands at least as ``shape``; ``step`` is the rounding step."""
    parts: list[Polygon] = []
    for polygon in shapely.get_parts(shape):
        whole = shapely.make_valid(polygon, method="structure", keep_collapsed=False)
        kept = [part for part in shapely.get_parts(whole) if isinstance(part, Polygon) and part.area > 0]
        parts.extend(kept or [speck(polygon, step)])
    united = shapely.union_all(parts)
    return MultiPolygon([part for part in shapely.get_parts(united) if isinstance(part, Polygon)])


def speck(polygon: BaseGeometry, step: float) -> Polygon:
    """The smallest square on the grid around a polygon that rounding left without area."""
    west, south, east, north = polygon.bounds
    return box(west - step, south - step, east + step, north + step)
