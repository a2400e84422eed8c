"""Continuity between two published lists, on lists written by hand. A2-1."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from xieshou.domain.places.history.changes import Change, ChangesError, settle
from xieshou.domain.places.history.continuity import History, Unit, build
from xieshou.domain.places.history.repairs import mend
from xieshou.domain.places.history.snapshots import Row, Snapshot, province_of, step_date
from xieshou.kernel.period import PartialDate


def a_list(year: int, names: Mapping[str, str], month: int = 12) -> Snapshot:
    names = {"520000": "贵州省", **names}
    rows = {}
    for code, name in names.items():
        above = code[:4] + "00" if not code.endswith("00") else province_of(code)
        parent = "" if code.endswith("0000") else above if above in names else province_of(code)
        rows[code] = Row(code, name, parent)
    return Snapshot(year, month, f"{year} 年名单", rows)


def a_change(kind: str, old: str, new: str, on: str = "2011", *, ends: bool = True) -> Change:
    return Change(
        PartialDate.parse(on), kind, old[:6], old[6:], new[:6], new[6:], ends, ends, "测试", "source"
    )


def unit(history: History, name: str) -> Unit:
    (found,) = [unit for unit in history.units if any(version.name == name for version in unit.versions)]
    return found


TONGREN_2010 = {
    "522200": "铜仁地区",
    "522201": "铜仁市",
    "522222": "江口县",
    "522230": "万山特区",
}
TONGREN_2011 = {
    "520600": "铜仁市",
    "520602": "碧江区",
    "520603": "万山区",
    "520621": "江口县",
}


def test_a_prefecture_that_becomes_a_city_is_the_same_division_with_its_counties() -> None:
    history = build([a_list(2010, TONGREN_2010), a_list(2011, TONGREN_2011)], [])
    found = [[(v.code, v.name) for v in unit.versions] for unit in history.units]
    assert found == [
        [("520000", "贵州省")],
        [("522200", "铜仁地区"), ("520600", "铜仁市")],
        [("522201", "铜仁市"), ("520602", "碧江区")],
        [("522222", "江口县"), ("520621", "江口县")],
        [("522230", "万山特区"), ("520603", "万山区")],
    ]
    assert history.inheritances == []


def test_a_change_between_two_decembers_is_dated_to_the_year_and_one_of_a_month_to_the_month() -> None:
    yearly = build([a_list(2010, TONGREN_2010), a_list(2011, TONGREN_2011)], [])
    assert str(unit(yearly, "江口县").versions[0].end) == "2011"
    monthly = build([a_list(2011, TONGREN_2010, 9), a_list(2011, TONGREN_2011, 10)], [])
    assert str(unit(monthly, "江口县").versions[1].start) == "2011-10"
    assert str(step_date(a_list(2018, {}), a_list(2023, {}, 6))) == ">=2019-01-01"


def test_a_told_date_goes_for_the_counties_that_came_along() -> None:
    told = a_change("continue", "522200铜仁地区", "520600铜仁市", "2011-10-22")
    history = build([a_list(2010, TONGREN_2010), a_list(2011, TONGREN_2011)], [told])
    assert {str(unit(history, name).last.start) for name in ("铜仁地区", "碧江区", "江口县")} == {
        "2011-10-22"
    }


def test_how_sure_a_continuation_is_stands_with_it() -> None:
    history = build(
        [
            a_list(2010, {"520300": "遵义市", "520321": "遵义县", "520322": "桐梓县"}),
            a_list(2011, {"520300": "播州市", "520304": "播州区", "520322": "桐梓县"}),
        ],
        [],
    )
    assert (unit(history, "播州市").last.rule, unit(history, "播州市").last.certainty) == (
        "same code",
        "source",
    )
    assert (unit(history, "播州区").last.rule, unit(history, "播州区").last.certainty) == (
        "lone pair",
        "derived",
    )


def test_two_districts_of_a_city_are_no_pair_only_because_one_came_as_one_went() -> None:
    """贵阳 2012: 小河区 went into 花溪区 while 观山湖区 was cut out of 乌当区."""
    history = build(
        [
            a_list(2011, {"520100": "贵阳市", "520111": "花溪区", "520114": "小河区"}),
            a_list(2012, {"520100": "贵阳市", "520111": "花溪区", "520115": "观山湖区"}),
        ],
        [],
    )
    assert unit(history, "小河区") is not unit(history, "观山湖区")
    assert [str(one) for one in history.without_successor()] == ["520114 小河区"]


def test_a_code_given_to_another_place_does_not_carry_the_unit_along() -> None:
    history = build(
        [
            a_list(1990, {"520100": "甲市", "520121": "东山县", "520122": "西山县"}),
            a_list(1991, {"520100": "甲市", "520121": "西山县", "520122": "东山县"}),
        ],
        [],
    )
    assert [v.code for v in unit(history, "东山县").versions] == ["520121", "520122"]
    assert [v.code for v in unit(history, "西山县").versions] == ["520122", "520121"]


def test_a_county_whose_namesake_city_stays_was_merged_into_it() -> None:
    history = build(
        [
            a_list(1989, {"522500": "安顺地区", "522501": "安顺市", "522521": "安顺县"}),
            a_list(1990, {"522500": "安顺地区", "522501": "安顺市"}),
        ],
        [],
    )
    (step,) = history.inheritances
    assert (str(step.old), str(step.new), step.kind, step.whole) == (
        "522521 安顺县",
        "522501 安顺市",
        "merge",
        True,
    )


def test_a_prefecture_whose_counties_went_to_several_was_divided_among_them() -> None:
    before = {
        "521400": "巢湖市",
        "521421": "庐江县",
        "521422": "无为县",
        "520100": "合肥市",
        "520200": "芜湖市",
    }
    after = {"520100": "合肥市", "520200": "芜湖市", "520124": "庐江县", "520225": "无为县"}
    history = build([a_list(2010, before), a_list(2011, after)], [])
    assert {(str(s.old), str(s.new), s.kind, s.whole) for s in history.inheritances} == {
        ("521400 巢湖市", "520100 合肥市", "split", False),
        ("521400 巢湖市", "520200 芜湖市", "split", False),
    }


def test_a_told_merger_ends_the_unit_and_names_its_successor() -> None:
    lists = [
        a_list(2010, {"520100": "杭州市", "520104": "江干区", "520102": "上城区"}),
        a_list(2011, {"520100": "杭州市", "520102": "上城区"}),
    ]
    history = build(lists, [a_change("merge", "520104江干区", "520102上城区", "2011-04-09")])
    assert str(unit(history, "江干区").last.end) == "2011-04-09"
    assert [str(step.new) for step in history.inheritances] == ["520102 上城区"]


def test_a_row_of_the_table_that_fits_no_list_is_refused_with_its_words() -> None:
    lists = [a_list(2010, TONGREN_2010), a_list(2011, TONGREN_2011)]
    with pytest.raises(ChangesError, match=r"铜陵地区.*has 铜仁地区 under 522200"):
        build(lists, [a_change("continue", "522200铜陵地区", "520600铜仁市")])
    with pytest.raises(ChangesError, match="no list is that old"):
        build(lists, [a_change("continue", "522200铜仁地区", "520600铜仁市", "1975")])


def test_a_list_that_lags_behind_a_told_change_is_put_right() -> None:
    lists = [{"520121": "甲县"}, {"520121": "甲县"}, {"520181": "甲市"}]
    january = 2011 * 12 + 1
    told = [a_change("continue", "520121甲县", "520181甲市", "2011-01")]
    settle([january - 1, january, january + 1], lists, told, 2)
    assert lists == [{"520121": "甲县"}, {"520181": "甲市"}, {"520181": "甲市"}]


def test_a_row_missing_from_one_list_between_two_is_put_back() -> None:
    whole = {"520000": "贵州省", "520100": "贵阳市", "520121": "开阳县"}
    holed = {"520000": "贵州省", "520100": "贵阳市"}
    assert mend([((1986, 12), whole), ((1987, 12), holed), ((1988, 12), whole)])[1] == whole


def test_a_unit_gone_for_two_years_was_gone() -> None:
    whole = {"520000": "贵州省", "520100": "贵阳市", "520121": "开阳县"}
    holed = {"520000": "贵州省", "520100": "贵阳市"}
    lists = [((1986, 12), whole), ((1987, 12), holed), ((1988, 12), holed), ((1989, 12), whole)]
    assert mend(lists)[1] == holed
