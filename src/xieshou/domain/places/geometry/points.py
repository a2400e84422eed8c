"""Where a division's arc starts and its label stands, and the rectangle around it."""

from __future__ import annotations

import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

DIGITS = 4


def representative_point(shape: BaseGeometry) -> tuple[float, float]:
    """Longitude and latitude of a point inside ``shape``, on its largest part.

    The part's centre of area when that lies inside, which looks right on a map; else a point that does. It is
    no seat of government.
    """
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    for point in (largest.centroid, largest.representative_point()):
        rounded = Point(round(point.x, DIGITS), round(point.y, DIGITS))
        if largest.contains(rounded):
            return rounded.x, rounded.y
    inside = largest.representative_point()
    return inside.x, inside.y


def bounding_box(shape: BaseGeometry) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees."""
    west, south, east, north = shape.bounds
    return round(west, DIGITS), round(south, DIGITS), round(east, DIGITS), round(north, DIGITS)
