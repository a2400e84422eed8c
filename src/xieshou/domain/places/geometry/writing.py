"""Writing an atlas to disk: the sheets, the index and the points."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import Any

from xieshou.domain.places.geometry.atlas import Atlas
from xieshou.domain.places.geometry.geojson import compact, feature_collection
from xieshou.domain.places.geometry.grouping import children_file, prefecture_of
from xieshou.domain.places.geometry.points import bounding_box, representative_point
from xieshou.domain.places.geometry.source import Unit


def write_atlas(atlas: Atlas, folder: Path) -> dict[str, int]:
    """Write every file and its ``.gz`` twin; answers compressed bytes by file name."""
    sizes: dict[str, int] = {}
    hashes: dict[str, str] = {}
    for name, sheet in atlas.sheets.items():
        content = compact(feature_collection(sheet.units, sheet.lines))
        hashes[name] = hashlib.sha256(content).hexdigest()[:16]
        sizes[name] = _write(folder / name, content)
    codes = index_of(atlas)
    sizes["index.json"] = _write(folder / "index.json", compact({"files": hashes, "codes": codes}))
    outer = [unit.code for tier in ("province", "prefecture") for unit in atlas.tiers[tier]]
    points = {code: codes[code]["point"] for code in outer}
    sizes["points.json"] = _write(folder / "points.json", compact(points))
    return sizes


def index_of(atlas: Atlas) -> dict[str, dict[str, Any]]:
    """By code: ``point`` (longitude, latitude, inside), ``bbox``, ``file`` that draws it, ``inside``.

    ``inside`` names the file that draws its parts, or is None. A code on two tiers (110000, 419001) stands
    under the upper one.
    """
    sheets = [name.removesuffix(".json").split("/") for name in atlas.sheets if "/" in name]
    provinces = {code: True for kind, code in sheets if kind == "provinces"}
    counties = {code: True for kind, code in sheets if kind == "counties"}
    prefectures = {unit.code for unit in atlas.tiers["prefecture"]}
    index: dict[str, dict[str, Any]] = {}

    def enter(unit: Unit, file: str, inside: str | None) -> None:
        if unit.code not in index:
            point, bbox = representative_point(unit.shape), bounding_box(unit.shape)
            index[unit.code] = {"point": point, "bbox": bbox, "file": file, "inside": inside}

    for unit in atlas.tiers["province"]:
        enter(unit, "national.json", children_file(unit.code, provinces, counties))
    for unit in atlas.tiers["prefecture"]:
        enter(unit, "prefectures.json", children_file(unit.code, provinces, counties))
    for unit in atlas.tiers["county"]:
        enter(unit, f"counties/{prefecture_of(unit.code, prefectures)}.json", None)
    return index


def _write(path: Path, content: bytes) -> int:
    packed = gzip.compress(content, 6, mtime=0)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.with_name(f"{path.name}.gz").write_bytes(packed)
    return len(packed)
