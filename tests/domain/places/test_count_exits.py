"""When poverty counties left: each county once, under its name of then, counted by year and province."""

from __future__ import annotations

import pytest

from tests.domain.places.conftest import Atlas
from xieshou.domain.dated import period_columns
from xieshou.domain.places.exits import by_province, by_year, poverty_counties
from xieshou.domain.places.models import Division, DivisionFlag, Succession
from xieshou.kernel.actor import ANONYMOUS
from xieshou.kernel.period import Period

pytestmark = pytest.mark.django_db


def poor(division: Division, start: str, end: str) -> None:
    DivisionFlag.objects.create(
        division=division,
        kind="national_poverty_county",
        source="示例",
        certainty="sample",
        **period_columns(Period.parse(start, end)),
    )


@pytest.fixture
def atlas(db: None) -> Atlas:
    atlas = Atlas()
    guizhou = atlas.add("贵州省", 1, "520000")
    bijie = atlas.add("毕节市", 2, "520500", guizhou)
    qianxi = atlas.add("黔西县", 3, "520522", bijie, None, "2021-03-04")
    atlas.version(qianxi, "黔西市", "520581", bijie, "2021-03-04")
    poor(qianxi, "1994", "2001")
    poor(qianxi, "2011", "2017")
    poor(atlas.add("纳雍县", 3, "520525", bijie), "2011", "2020-11-23")
    yunnan = atlas.add("云南省", 1, "530000")
    gone = atlas.add("示例县", 3, "530198", yunnan, None, "2021")
    heir = atlas.add("示例市", 3, "530197", yunnan)
    Succession.objects.create(
        predecessor=gone, successor=heir, on="2021-01-01", precision="year", kind="merge", whole=True,
        source="示例", certainty="sample",
    )  # fmt: skip
    poor(gone, "2011", "2017-11")
    poor(atlas.add("镇雄县", 3, "530627", yunnan), "2011", "")
    return atlas


def test_each_county_stands_once_as_it_was_when_it_left(atlas: Atlas) -> None:
    found = {county.version.name: county for county in poverty_counties(ANONYMOUS)}
    assert {name: (str(county.exit or ""), county.province.name) for name, county in found.items()} == {
        "黔西县": ("2017", "贵州省"),
        "纳雍县": ("2020-11-23", "贵州省"),
        "示例县": ("2017-11", "云南省"),
        "镇雄县": ("", "云南省"),
    }
    assert found["黔西县"].outlines == ("520581",)
    assert found["示例县"].outlines == ("530198", "530197")
    assert [above.name for above in found["纳雍县"].above] == ["贵州省", "毕节市"]


def test_counts_by_year_add_up_and_leave_out_no_year_between(atlas: Atlas) -> None:
    years = by_year(poverty_counties(ANONYMOUS))
    assert [(each.year, each.left, each.by_then, each.remaining) for each in years] == [
        (2017, 2, 2, 2),
        (2018, 0, 2, 2),
        (2019, 0, 2, 2),
        (2020, 1, 3, 1),
    ]
    assert by_year([]) == []


def test_counts_by_province_tell_who_has_not_left(atlas: Atlas) -> None:
    provinces = by_province(poverty_counties(ANONYMOUS))
    assert [(p.province.code, dict(p.left), p.total, p.remaining) for p in provinces] == [
        ("520000", {2017: 1, 2020: 1}, 2, 0),
        ("530000", {2017: 1}, 2, 1),
    ]


def test_it_can_be_narrowed_to_a_territory_a_year_and_those_that_have_not_left(atlas: Atlas) -> None:
    def names(**asked: object) -> list[str]:
        return [county.version.name for county in poverty_counties(ANONYMOUS, **asked)]

    assert names(within="52") == ["纳雍县", "黔西县"]
    assert names(year=2017) == ["黔西县", "示例县"]
    assert names(left=False) == ["镇雄县"]
    assert names(within="53", left=True) == ["示例县"]


def test_many_counties_take_as_many_queries_as_few(
    atlas: Atlas, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(4):
        poverty_counties(ANONYMOUS)
