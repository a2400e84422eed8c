"""A place's name, path and past, and which division a code means."""

from __future__ import annotations

from datetime import date

import pytest

from xieshou.domain.places.queries import UnknownDivisionError
from xieshou.domain.places.sheets import bearers, counts_by_province, provinces, sheet


def test_a_sheet_tells_the_version_and_the_path_of_the_day(anonymous, guizhou):
    (bijiang, *_) = bearers(anonymous, "520602", date(2020, 1, 1))
    told = sheet(anonymous, bijiang, date(2005, 1, 1))
    assert (told.version.name, [v.name for v in told.above]) == ("铜仁市", ["贵州省", "铜仁地区"])
    assert told.exists
    assert [parent.name for parent in told.parents] == ["铜仁地区", "铜仁市"]


def test_a_day_before_the_first_version_shows_the_nearest_and_says_so(anonymous, guizhou):
    (bijiang, *_) = bearers(anonymous, "520602", date(2020, 1, 1))
    told = sheet(anonymous, bijiang, date(1980, 1, 1))
    assert (told.version.name, told.exists) == ("铜仁市", False)


def test_what_came_out_of_a_division_stands_under_its_name_of_that_day(anonymous, country):
    (jianggan,) = bearers(anonymous, "330104", date(2026, 1, 1))
    told = sheet(anonymous, jianggan, date(2026, 1, 1))
    assert {descent.other.name for descent in told.went_to} == {"上城区", "钱塘区"}
    (qiantang,) = bearers(anonymous, "330114", date(2026, 1, 1))
    (origin,) = sheet(anonymous, qiantang, date(2026, 1, 1)).came_from
    assert (origin.other.name, origin.alive_on) == ("江干区", date(2021, 4, 8))


def test_a_sheet_costs_three_queries(anonymous, country, django_assert_num_queries):
    (jianggan,) = bearers(anonymous, "330104", date(2026, 1, 1))
    with django_assert_num_queries(3):
        sheet(anonymous, jianggan, date(2010, 1, 1))


def test_of_those_that_bore_a_code_the_one_of_the_day_comes_first(anonymous, atlas, guizhou):
    atlas.add("前山县", 3, "520699", guizhou, None, "1990-01-01")
    atlas.add("后山区", 3, "520699", guizhou, "2000-01-01")
    names = {
        day: [division.name for division in bearers(anonymous, "520699", date(day, 1, 1))]
        for day in (1985, 1995, 2005)
    }
    assert names == {1985: ["前山县", "后山区"], 1995: ["后山区", "前山县"], 2005: ["后山区", "前山县"]}


@pytest.mark.parametrize("code", ["999999", "", "nonsense"])
def test_a_code_that_nobody_bore_is_named_in_the_error(anonymous, guizhou, code):
    with pytest.raises(UnknownDivisionError, match=code or "代码"):
        bearers(anonymous, code, date(2020, 1, 1))


def test_provinces_count_what_lies_in_them(anonymous, country):
    on = date(2020, 1, 1)
    named = {version.division_id: version.name for version in provinces(anonymous, on)}
    counts = {named[pk]: held for pk, held in counts_by_province(anonymous, on).items()}
    assert counts["贵州省"] == (3, 4)
    # A municipality's districts lie in it directly.
    assert counts["北京市"] == (0, 1)
