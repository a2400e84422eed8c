"""Map geometry (issue 2, places): built once, whole, light, and without gaps between neighbours."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from xieshou.domain.places.geometry import (
    Report,
    build,
    build_geometry,
    geometry_path,
    great_circle_km,
)
from xieshou.domain.places.geometry.source import read_layer

QIANDONGNAN = {
    "凯里市", "黄平县", "施秉县", "三穗县", "镇远县", "岑巩县", "天柱县", "锦屏县",
    "剑河县", "台江县", "黎平县", "榕江县", "从江县", "雷山县", "麻江县", "丹寨县",
}  # fmt: skip
# The source gives the islets 前三岛 to both provinces; nothing else overlaps.
CLAIMED_TWICE = {"江苏省", "山东省", "连云港市", "日照市", "连云区", "岚山区"}
# So far thinned out, four counties of 新疆 keep other corners along one edge; no gap is to be seen.
THINNED_APART = {"高昌区", "鄯善县", "尉犁县", "若羌县"}
PLACES_AT = {
    "台北": (121.5, 25.0, "710000"),
    "钓鱼岛": (123.47, 25.745, "710000"),
    "永暑礁": (112.89, 9.55, "460000"),
    "墨脱": (95.3, 29.3, "540000"),
    "错那以南": (93.5, 27.8, "540000"),
    "阿克赛钦": (79.5, 35.2, "650000"),
}


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("geometry-home")


@pytest.fixture(scope="session")
def report(home: Path) -> Report:
    return build_geometry(home / "geometry")


def read(home: Path, name: str) -> Any:
    return json.loads(geometry_path(home, name).read_text("utf-8"))


def areas(home: Path, name: str) -> dict[str, Any]:
    """Shapes of a file's divisions by code."""
    features = read(home, name)["features"]
    return {f["properties"]["code"]: shape(f["geometry"]) for f in features if f["properties"]["code"]}


def names(home: Path, name: str) -> set[str]:
    return {f["properties"]["name"] for f in read(home, name)["features"] if f["properties"]["code"]}


def all_areas(home: Path, folder: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted((home / "geometry" / folder).glob("*.json")):
        found |= areas(home, f"{folder}/{path.name}")
    return found


@pytest.mark.slow
class TestTheWholeBuild:
    def test_files_stay_within_their_budgets(self, home: Path, report: Report) -> None:
        assert report.built
        assert report.gzipped["national.json"] < 150_000
        assert report.gzipped["prefectures.json"] < 350_000
        assert report.gzipped["counties.json"] < 520_000
        rest = [size for name, size in report.gzipped.items() if "/" in name]
        assert len(rest) > 350
        assert max(rest) < 350_000
        for name, size in report.gzipped.items():
            plain = geometry_path(home, name)
            packed = plain.with_name(f"{plain.name}.gz").read_bytes()
            assert len(packed) == size
            assert gzip.decompress(packed) == plain.read_bytes()

    def test_all_34_provinces_are_drawn_on_the_national_map(self, home: Path, report: Report) -> None:
        provinces = areas(home, "national.json")
        assert len(provinces) == 34
        assert {"710000", "810000", "820000"} <= set(provinces)
        assert all(area.area > 0 for area in provinces.values())

    @pytest.mark.parametrize("place", PLACES_AT)
    def test_all_territory_is_kept(self, home: Path, report: Report, place: str) -> None:
        east, north, code = PLACES_AT[place]
        # The coarsest map may shift an islet's shore by its tolerance.
        assert areas(home, "national.json")[code].distance(shapely.Point(east, north)) < 0.02

    @pytest.mark.parametrize(
        ("layer", "drawn"), [("province", "national.json"), ("city", "prefectures.json"), ("district", "")]
    )
    def test_no_island_of_the_source_is_lost(
        self, home: Path, report: Report, layer: str, drawn: str
    ) -> None:
        source = {
            unit.code: shapely.make_valid(unit.shape, method="structure") for unit in read_layer(layer).units
        }
        ours = areas(home, drawn) if drawn else all_areas(home, "counties")
        assert set(ours) == set(source)
        for code, area in source.items():
            assert len(shapely.get_parts(ours[code])) >= len(shapely.get_parts(area)), code

    @pytest.mark.parametrize(
        "drawn", ["national.json", "prefectures.json", "counties.json", "provinces", "counties"]
    )
    def test_neighbours_share_their_edges(self, home: Path, report: Report, drawn: str) -> None:
        """Across all files of a tier, so that two prefectures' county maps fit as well."""
        shapes = areas(home, drawn) if drawn.endswith("json") else all_areas(home, drawn)
        titles = {
            unit.code: unit.name
            for tier in ("province", "city", "district")
            for unit in read_layer(tier).units
        }
        edges = shapely.coverage_invalid_edges(list(shapes.values()))
        loose = {titles[code] for code, edge in zip(shapes, edges, strict=True) if edge.length}
        assert loose <= CLAIMED_TWICE | (THINNED_APART if drawn == "counties.json" else set())
        together = shapely.union_all(list(shapes.values())).area
        overlap = sum(area.area for area in shapes.values()) - together
        assert overlap < 3e-5  # square degrees: the islets, 0.3 km²

    def test_every_county_of_qiandongnan_is_on_its_map(self, home: Path, report: Report) -> None:
        assert names(home, "counties/522600.json") == QIANDONGNAN

    def test_what_has_no_prefecture_stands_under_its_province(self, home: Path, report: Report) -> None:
        assert len(areas(home, "counties/110000.json")) == 16
        assert len(areas(home, "counties/500000.json")) == 38
        assert set(areas(home, "counties/410000.json")) == {"419001"}
        assert "659001" in areas(home, "counties/650000.json")
        assert {"469001", "469030"} <= set(areas(home, "counties/460000.json"))
        assert {"460100", "460300", "469001"} <= set(areas(home, "provinces/460000.json"))
        assert len(areas(home, "counties/810000.json")) == 18

    @pytest.mark.parametrize(
        "name",
        ["national.json", "prefectures.json", "counties.json", "boundary-lines.json", "provinces/460000.json",
         "counties/460300.json"],
    )  # fmt: skip
    def test_the_south_china_sea_line_is_drawn_with_ten_dashes(
        self, home: Path, report: Report, name: str
    ) -> None:
        lines = [f for f in read(home, name)["features"] if f["properties"]["name"] == "南海断续线"]
        assert len(lines) == 1
        assert lines[0]["geometry"]["type"] == "MultiLineString"
        assert len(lines[0]["geometry"]["coordinates"]) == 10

    def test_all_boundary_lines_of_the_source_are_kept(self, home: Path, report: Report) -> None:
        kept = shapely.union_all(
            [shape(f["geometry"]) for f in read(home, "boundary-lines.json")["features"]]
        )
        # The province layer draws the sea border of 香港 itself up to 0.9 km off the finer layers.
        for layer, tolerance in (("province", 0.01), ("city", 1e-4), ("district", 1e-4)):
            for line in read_layer(layer).lines:
                assert shapely.hausdorff_distance(kept.union(line), kept) < tolerance, (layer, line.bounds)

    def test_every_file_is_geojson_that_echarts_fills_rightly(self, home: Path, report: Report) -> None:
        """Outer rings counter-clockwise, holes clockwise: a canvas fills by winding number."""
        for name in report.gzipped:
            if name in {"index.json", "points.json"}:
                continue
            collection = read(home, name)
            assert collection["type"] == "FeatureCollection"
            for feature in collection["features"]:
                assert feature["type"] == "Feature"
                assert set(feature["properties"]) == {"code", "name"}
                area = shape(feature["geometry"])
                assert area.is_valid, (name, feature["properties"])
                west, south, east, north = area.bounds
                assert 73 < west <= east < 136
                assert 3 < south <= north < 54
                for part in shapely.get_parts(area):
                    if isinstance(part, shapely.Polygon):
                        assert part.exterior.is_ccw
                        assert not any(ring.is_ccw for ring in part.interiors)

    def test_the_index_finds_each_code_and_a_point_inside_it(self, home: Path, report: Report) -> None:
        index = read(home, "index.json")
        drawn = {name: areas(home, name) for name in index["files"]}
        assert {code for shapes in drawn.values() for code in shapes} == set(index["codes"])
        for code, entry in index["codes"].items():
            area = drawn[entry["file"]][code]
            assert area.contains(shapely.Point(entry["point"])), code
            assert entry["bbox"] == pytest.approx(area.bounds, abs=1e-4)
            assert entry["inside"] is None or entry["inside"] in drawn
        assert index["codes"]["522600"]["inside"] == "counties/522600.json"
        assert index["codes"]["520000"]["inside"] == "provinces/520000.json"
        assert index["codes"]["110000"]["inside"] == "counties/110000.json"

    def test_points_hold_provinces_and_prefectures(self, home: Path, report: Report) -> None:
        points = read(home, "points.json")
        assert {"520000", "522600", "330100", "320500", "419001"} <= set(points)
        assert "522601" not in points
        # The documents say 「相距1500余公里」 of a journey; the straight line must be shorter.
        assert 1000 < great_circle_km(points["320500"], points["520600"]) < 1500

    def test_a_second_build_is_skipped(self, home: Path, report: Report) -> None:
        before = geometry_path(home, "national.json").stat().st_mtime_ns
        again = build_geometry(home / "geometry")
        assert not again.built
        assert again.gzipped == report.gzipped
        assert again.seconds < 1
        assert geometry_path(home, "national.json").stat().st_mtime_ns == before

    def test_a_changed_recipe_replaces_the_folder_whole(
        self, tmp_path: Path, report: Report, home: Path
    ) -> None:
        target = tmp_path / "geometry"
        target.mkdir()
        (target / build.STAMP).write_text('{"stamp": "older", "gzipped": {}, "units": {}, "mended": 0}')
        (target / "left-over.json").write_text("{}")
        assert build_geometry(target).built
        assert not (target / "left-over.json").exists()
        assert geometry_path(tmp_path, "national.json").read_bytes() == (
            geometry_path(home, "national.json").read_bytes()
        )
        assert [path.name for path in tmp_path.iterdir()] == ["geometry"]


def test_a_build_that_fails_leaves_the_former_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "geometry"
    target.mkdir()
    (target / "national.json").write_text("former")

    def full_disk(*_: object) -> dict[str, int]:
        raise OSError("no space left on device")

    monkeypatch.setattr(build, "draw_atlas", full_disk)
    with pytest.raises(OSError, match="no space"):
        build_geometry(target)
    assert (target / "national.json").read_text() == "former"
    assert [path.name for path in tmp_path.iterdir()] == ["geometry"]
