"""As-of questions: versions, children, ancestors, timelines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from xieshou.domain.places import queries
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import ANONYMOUS

pytestmark = pytest.mark.usefixtures("country")


def place(name: str) -> Division:
    return Division.objects.get(name=name)


def test_a_division_has_the_name_of_the_day() -> None:
    tongren = place("铜仁市")
    before, after = (queries.as_of(ANONYMOUS, tongren, date(y, 1, 1)) for y in (2011, 2012))
    assert before is not None
    assert after is not None
    assert (before.name, before.code, after.name, after.code) == ("铜仁地区", "522200", "铜仁市", "520600")


def test_a_division_that_had_ended_has_no_version() -> None:
    assert queries.as_of(ANONYMOUS, place("江干区"), date(2022, 1, 1)) is None


def test_children_are_those_of_the_day() -> None:
    hangzhou = place("杭州市")
    before, after = (
        [v.name for v in queries.children(ANONYMOUS, hangzhou, date(y, 1, 1))] for y in (2020, 2022)
    )
    assert before == ["上城区", "江干区"]
    assert after == ["上城区", "钱塘区"]


def test_children_of_a_level_are_found_through_the_tiers_between(django_assert_max_num_queries: Any) -> None:
    guizhou = place("贵州省")
    with django_assert_max_num_queries(2):
        counties = queries.children(ANONYMOUS, guizhou, date(2013, 1, 1), level=3)
    assert [v.name for v in counties] == ["遵义县", "碧江区", "凯里市", "台江县"]


def test_ancestors_stand_from_above(django_assert_max_num_queries: Any) -> None:
    village = Division.objects.get(code="520602101208")
    with django_assert_max_num_queries(2):
        above = queries.ancestors(ANONYMOUS, village, date(2010, 1, 1))
    assert [v.name for v in above] == ["贵州省", "铜仁地区", "铜仁市", "坝黄镇"]


def test_a_path_name_reads_from_above() -> None:
    assert queries.path_name(ANONYMOUS, place("台江县")) == "贵州省黔东南苗族侗族自治州台江县"


def test_a_timeline_tells_names_and_what_came_of_the_place() -> None:
    assert [v.name for v in queries.timeline(ANONYMOUS, place("铜仁市"))] == ["铜仁地区", "铜仁市"]
    ended = queries.timeline(ANONYMOUS, place("江干区"))
    assert {s.successor.name for s in ended.successors} == {"上城区", "钱塘区"}
    assert [s.predecessor.name for s in queries.timeline(ANONYMOUS, place("钱塘区")).predecessors] == [
        "江干区"
    ]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("黔东南", "黔东南苗族侗族自治州"),
        ("黔東南", "黔东南苗族侗族自治州"),
        ("qdn", "黔东南苗族侗族自治州"),
        ("Qiandongnan", "黔东南苗族侗族自治州"),
        ("銅仁地區", "铜仁市"),
        ("东南", "黔东南苗族侗族自治州"),
        ("yanbian", "延边朝鲜族自治州"),
        ("enshi", "恩施土家族苗族自治州"),
        ("xian", "西安市"),
        ("xas", "西安市"),
        ("恩施", "恩施土家族苗族自治州"),
        ("５２０６", "铜仁市"),
        ("坝黄", "坝黄镇"),
        ("播州", "播州区"),
        ("遵义县", "播州区"),
    ],
)
def test_the_search_box_folds_script_width_pinyin_and_old_names(typed: str, first: str) -> None:
    """A31-7."""
    assert queries.search_places(ANONYMOUS, typed)[0].name == first


def test_a_hit_on_an_old_name_says_so() -> None:
    assert "铜仁地区" in queries.search_places(ANONYMOUS, "铜仁地区")[0].reason


def test_search_keeps_to_its_limit_and_its_queries(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        assert len(queries.search_places(ANONYMOUS, "州", limit=2)) == 2
    assert queries.search_places(ANONYMOUS, "  ") == []
