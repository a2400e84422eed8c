"""Facts about China's divisions that the history must have right. A2-1."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from xieshou.domain.places.history.continuity import History, Unit, Version
from xieshou.domain.places.history.sources import full_history

YEARS = range(1981, 2027)


@pytest.fixture(scope="module")
def history() -> History:
    return full_history()


def on(history: History, day: date, level: int | None = None) -> list[tuple[Unit, Version]]:
    return [
        (unit, version)
        for unit in history.units
        if level in (None, unit.level)
        for version in unit.versions
        if version.period.covers(day)
    ]


def by_code(history: History, code: str, day: date) -> tuple[Unit, Version]:
    (found,) = [(unit, version) for unit, version in on(history, day) if version.code == code]
    return found


def names_under(history: History, code: str, day: date) -> set[str]:
    parent, _ = by_code(history, code, day)
    return {version.name for _, version in on(history, day, 3) if version.parent is parent}


def heirs(history: History, unit: Unit) -> set[tuple[str, str, bool]]:
    return {(s.new.last.name, s.kind, s.whole) for s in history.inheritances if s.old is unit}


def test_qiandongnan_has_16_counties_in_2013(history: History) -> None:
    names = names_under(history, "522600", date(2013, 12, 31))
    assert len(names) == 16
    wanted = {"凯里市", "台江县", "镇远县", "岑巩县", "雷山县", "丹寨县", "黎平县", "从江县", "黄平县"}
    assert wanted <= names


def test_tongren_is_one_division_before_and_after_2011(history: History) -> None:
    before, then = by_code(history, "522200", date(2010, 12, 31))
    after, now = by_code(history, "520600", date(2012, 12, 31))
    assert before is after
    assert (then.name, now.name, str(now.start)) == ("铜仁地区", "铜仁市", "2011-10-22")
    assert by_code(history, "522201", date(2010, 1, 1))[0] is by_code(history, "520602", date(2013, 1, 1))[0]
    assert len(names_under(history, "522200", date(2010, 12, 31))) == 10
    assert names_under(history, "520600", date(2012, 12, 31)) >= {"碧江区", "万山区", "沿河土家族自治县"}


@pytest.mark.parametrize(
    ("old", "new", "year"),
    [
        ("522400", "520500", 2011),  # 毕节地区 → 毕节市
        ("520321", "520304", 2016),  # 遵义县 → 播州区
        ("522322", "522302", 2018),  # 兴仁县 → 兴仁市
        ("520221", "520204", 2020),  # 水城县 → 水城区
        ("520522", "520581", 2021),  # 黔西县 → 黔西市
        ("130823", "130881", 2017),  # 平泉县 → 平泉市
        ("520222", "520281", 2017),  # 盘县 → 盘州市
        ("152400", "150400", 1983),  # 昭乌达盟 → 赤峰市
    ],
)
def test_a_renamed_or_raised_unit_stays_one_division(history: History, old: str, new: str, year: int) -> None:
    assert by_code(history, old, date(year - 1, 12, 31))[0] is by_code(history, new, date(year + 1, 1, 1))[0]


def test_jianggan_ends_in_april_2021_and_goes_to_shangcheng_and_qiantang(history: History) -> None:
    unit, version = by_code(history, "330104", date(2021, 4, 8))
    assert (version.name, str(version.end)) == ("江干区", "2021-04-09")
    assert heirs(history, unit) == {("上城区", "merge", False), ("钱塘区", "merge", False)}
    assert "江干区" not in names_under(history, "330100", date(2021, 4, 9))
    today = "上城 拱墅 西湖 滨江 萧山 余杭 富阳 临安 临平 钱塘".split()
    expected = {f"{name}区" for name in today} | {"桐庐县", "淳安县", "建德市"}
    assert names_under(history, "330100", date(2022, 1, 1)) == expected


def test_chongqing_becomes_a_province_in_1997_and_its_counties_move_along(history: History) -> None:
    city, _ = by_code(history, "510200", date(1996, 12, 31))
    assert heirs(history, city) == {("重庆市", "merge", True)}
    fuling, _ = by_code(history, "517021", date(1996, 12, 31))
    assert fuling is by_code(history, "500231", date(1998, 1, 1))[0]


def test_danzhou_of_county_level_is_followed_by_the_city_of_prefecture_level(history: History) -> None:
    county, version = by_code(history, "469003", date(2014, 1, 1))
    assert (version.name, str(version.end)) == ("儋州市", "2015-02-19")
    assert heirs(history, county) == {("儋州市", "convert", True)}


def test_liangjiang_follows_jiangbei_and_yubei_without_an_invented_code(history: History) -> None:
    yubei, _ = by_code(history, "500112", date(2025, 1, 1))
    assert heirs(history, yubei) == {("两江新区", "merge", False), ("北碚区", "merge", False)}


def test_kunshan_was_kept_by_suzhou_while_its_code_lay_under_the_province(history: History) -> None:
    for year in YEARS:
        parents = [v.parent for _, v in on(history, date(year, 6, 1), 3) if v.name in ("昆山县", "昆山市")]
        assert len(parents) == 1
        if year >= 1984:
            assert parents[0] is not None
            assert parents[0].last.name == "苏州市"


def test_taiwan_is_there_throughout_and_hong_kong_and_macao_since_their_return(history: History) -> None:
    assert all(by_code(history, "710000", date(year, 1, 1)) for year in YEARS)
    assert str(by_code(history, "810000", date(2000, 1, 1))[1].start) == "1997-07-01"
    assert str(by_code(history, "820000", date(2000, 1, 1))[1].start) == "1999-12-20"


@pytest.mark.parametrize("year", YEARS)
def test_on_any_day_each_county_has_one_parent_in_force_and_no_code_repeats(
    history: History, year: int
) -> None:
    day = date(year, 1, 1)
    present = on(history, day)
    assert len({id(unit) for unit, _ in present}) == len(present)
    codes = [version.code for _, version in present]
    assert len(set(codes)) == len(codes)
    alive = {id(unit): unit for unit, _ in present}
    for unit, version in present:
        if unit.level > 1:
            assert version.parent is not None
            assert id(version.parent) in alive
            assert version.parent.level < unit.level


def test_versions_of_a_unit_follow_one_another_without_gap(history: History) -> None:
    for unit in history.units:
        for earlier, later in zip(unit.versions, unit.versions[1:], strict=False):
            assert earlier.end is not None
            assert earlier.period.meets(later.period), str(unit)


def test_the_number_of_counties_is_the_official_one(history: History) -> None:
    """民政部: 2,851 county-level units at the end of 2018, 2,844 of 2020, 2,843 of 2021."""
    assert len(on(history, date(2018, 12, 31), 3)) == 2851
    assert len(on(history, date(2020, 12, 31), 3)) == 2844
    assert len(on(history, date(2021, 12, 31), 3)) == 2843


def test_units_that_vanished_without_known_successor_are_few_and_no_county_since_2000(
    history: History,
) -> None:
    lost = history.without_successor()
    ended = [unit for unit in history.units if unit.last.end]
    assert len(lost) * 4 < len(ended)
    late = {str(unit) for unit in lost if unit.last.end and unit.last.end.day.year >= 2000}
    assert not [name for name in late if not name.endswith("区")]


def test_the_page_on_the_sources_states_the_numbers_that_come_out(history: History) -> None:
    page = (Path(__file__).parents[3] / "docs/data-sources/divisions.md").read_text("utf-8")
    ended = [unit for unit in history.units if unit.last.end]
    assert f"{len(ended)} units ended" in page
    assert f"**{len(history.without_successor())}**" in page
    for rule in (
        "same name",
        "like name",
        "same code",
        "moved province",
        "most counties",
        "lone pair",
        "told",
    ):
        assert f"| {history.rules[rule]:,} |" in page, rule
