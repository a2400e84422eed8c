"""The small decisions behind the maps: names of files, grouping, joining, simplifying, distance."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import shapely

from xieshou.domain.places.geometry import (
    UnknownGeometryFileError,
    compare_codes,
    geometry_path,
    great_circle_km,
)
from xieshou.domain.places.geometry.grouping import by_province, prefecture_of
from xieshou.domain.places.geometry.simplify import Detail, mend, simplified
from xieshou.domain.places.geometry.source import Unit


@pytest.mark.parametrize(
    "name",
    ["../secret-key", "counties/../../secret-key", "/etc/passwd", "counties/5226000.json", "stamp.json",
     "counties/522600.json\n", "counties\\522600.json", "provinces/５２００００.json", "", "counties"],
)  # fmt: skip
def test_no_other_file_can_be_asked_for(tmp_path: Path, name: str) -> None:
    (tmp_path / "geometry/counties").mkdir(parents=True)
    (tmp_path / "secret-key").write_text("secret")
    (tmp_path / "geometry/stamp.json").write_text("{}")
    with pytest.raises(UnknownGeometryFileError):
        geometry_path(tmp_path, name)


def test_a_file_that_was_not_built_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(UnknownGeometryFileError):
        geometry_path(tmp_path, "counties/999900.json")
    (tmp_path / "geometry").mkdir()
    (tmp_path / "geometry/national.json").write_text("{}")
    assert geometry_path(tmp_path, "national.json").read_text() == "{}"


def test_codes_are_compared_both_ways() -> None:
    found = compare_codes({"520600", "629700"}, {"520600", "460323"})
    assert found.without_division == ["629700"]
    assert found.without_geometry == ["460323"]


def test_counties_go_to_their_prefecture_or_their_province() -> None:
    prefectures = {"520600", "110000", "419001"}
    assert prefecture_of("520602", prefectures) == "520600"
    assert prefecture_of("110101", prefectures) == "110000"
    assert prefecture_of("419001", prefectures) == "410000"


def test_a_municipality_has_no_map_of_prefectures() -> None:
    square = shapely.box(0, 0, 1, 1)
    units = [Unit("110000", "北京市", square), Unit("520600", "铜仁市", square)]
    assert list(by_province(units)) == ["520000"]


def test_simplifying_keeps_shared_edges_shared() -> None:
    wave = [(0.5 + 0.003 * math.sin(y / 3), y / 100) for y in range(101)]
    west = Unit("1", "west", shapely.Polygon([(0, 0), *wave, (0, 1)]))
    east = Unit("2", "east", shapely.Polygon([(1, 1), *reversed(wave), (1, 0)]))
    (left, right), mended = simplified([west, east], Detail(tolerance=0.02, digits=3))
    assert mended == 0
    assert shapely.get_num_coordinates(left.shape) < 60
    assert shapely.coverage_is_valid([left.shape, right.shape])


def test_an_islet_that_rounding_squeezes_to_nothing_is_drawn_as_the_smallest_square() -> None:
    squeezed = shapely.MultiPolygon(
        [shapely.box(0, 0, 1, 1), shapely.Polygon([(5, 5), (5, 5), (5, 5), (5, 5)])]
    )
    mended = mend(squeezed, 0.001)
    assert mended.is_valid
    assert len(mended.geoms) == 2
    assert min(part.area for part in mended.geoms) == pytest.approx(0.002**2)


def test_great_circle_distance_agrees_with_known_arcs() -> None:
    """A quarter of the meridian is 10 007.6 km on the mean sphere; the distance is symmetric."""
    assert great_circle_km((0, 0), (0, 90)) == pytest.approx(10_007.557, abs=0.01)
    assert great_circle_km((116.4, 39.9), (116.4, 39.9)) == 0
    there, back = (
        great_circle_km((121.5, 31.2), (106.6, 26.6)),
        great_circle_km((106.6, 26.6), (121.5, 31.2)),
    )
    assert there == back
    assert 1500 < there < 1560  # 上海 to 贵阳
