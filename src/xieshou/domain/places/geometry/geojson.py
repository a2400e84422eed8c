"""GeoJSON (RFC 7946) as ECharts takes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from xieshou.domain.places.geometry.lines import Line
from xieshou.domain.places.geometry.source import Unit


def feature_collection(units: Iterable[Unit], lines: Iterable[Line] = ()) -> dict[str, Any]:
    """Areas first, then lines. Properties are ``code`` and ``name`` alone; a line's code is empty."""
    features = [feature(unit.code, unit.name, unit.shape) for unit in units]
    features += [feature("", line.name, line.shape) for line in lines]
    return {"type": "FeatureCollection", "features": features}


def feature(code: str, name: str, shape: BaseGeometry) -> dict[str, Any]:
    """One GeoJSON feature."""
    return {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": mapping(shape)}


def compact(value: object) -> bytes:
    """JSON without blanks, UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
