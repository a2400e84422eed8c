"""How far apart two places lie."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

# Mean radius of the earth (IUGG).
EARTH_KM = 6371.0088


def great_circle_km(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Kilometres in a straight line over the globe between two (longitude, latitude) points in degrees.

    By haversine on a sphere, within 0.6 % of the ellipsoid. It is *not* the distance that documents state:
    「相距1500余公里」 counts a road or railway, which is longer, and runs from town to town rather than
    between the middles of two divisions.
    """
    (west, south), (east, north) = start, end
    half_lat = radians(north - south) / 2
    half_lon = radians(east - west) / 2
    part = sin(half_lat) ** 2 + cos(radians(south)) * cos(radians(north)) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(part)))
