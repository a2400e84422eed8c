"""Names on the divisions that really are loaded: A2-1, A2-2, A2-3, A24-4, A31-7."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.support.exchanging import out_and_in
from xieshou.domain.places import queries
from xieshou.domain.places.checks import autonomy_findings, profile_findings
from xieshou.domain.places.designations import load_flags, load_profile
from xieshou.domain.places.exits import by_year, poverty_counties
from xieshou.domain.places.loading import load_divisions, load_villages
from xieshou.domain.places.models import Division, DivisionFlag, FlagKind, Measure
from xieshou.domain.places.resolution import Resolution
from xieshou.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
POOR = FlagKind.NATIONAL_POVERTY_COUNTY
Y2013, Y2017, Y2022 = (date(y, 12, 31) for y in (2013, 2017, 2022))


@pytest.fixture(scope="module", autouse=True)
def china(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Every division, the villages of 碧江 and 昆山, flags and figures; taken back after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_divisions(actor=SYSTEM)
        load_villages(("520602", "320583"), actor=SYSTEM)
        load_flags(actor=SYSTEM)
        load_profile(actor=SYSTEM)
        yield
        transaction.set_rollback(True)


def ask(name: str, on: date | None = Y2017, within: str | None = None) -> Resolution:
    return queries.resolve(ANONYMOUS, name, on=on, within=within)


def codes(name: str, on: date | None = Y2017, within: str | None = None) -> list[str]:
    return [match.code for match in ask(name, on, within).matches]


def names_below(code: str, on: date, level: int) -> list[str]:
    above = Division.objects.get(code=code)
    return [version.name for version in queries.children(ANONYMOUS, above, on, level)]


PROVINCES = "浙江 江苏 上海 广东 辽宁 山东 贵州 四川 湖北 云南"
PREFECTURES = "杭州 宁波 苏州 广州 深圳 青岛 大连 贵阳 黔东南 黔西南 延边 遵义 六盘水 安顺 铜仁 毕节 黔南"
COUNTIES = "昆山 碧江 恩施市 利川 建始 巴东 咸丰 宣恩 镇远 凯里 岑巩 雷山 丹寨 黎平 从江 黄平 布拖"
JILIN = "靖宇 通榆 安图 汪清"


@pytest.mark.parametrize("name", f"{PROVINCES} {PREFECTURES} {COUNTIES} {JILIN}".split())
def test_each_place_that_the_articles_name_is_one_place(name: str) -> None:
    """A2-1."""
    only = ask(name).only
    assert only is not None
    assert only.name.startswith(name.removesuffix("市"))


@pytest.mark.parametrize("name", ["吉林", "恩施", "台江", "大安", "西湖区"])
def test_names_that_several_places_bear_give_candidates(name: str) -> None:
    """A2-1."""
    assert len(codes(name)) == 2


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("张浦", None, "320583106"),
        ("周市", None, "320583102"),
        ("坝黄", None, "520602101"),
        ("瓦屋乡", None, "520602203"),
        ("六龙山", None, "520602204"),
        ("炉山", "522600", "522601105"),
        ("注溪", "岑巩县", "522626105"),
        ("加榜", None, "522633205"),
        ("丹江", "522600", "522634100"),
        ("高屯", "522600", "522631002"),
        ("七桥", None, "320583106204"),
        ("张浦镇七桥村", None, "320583106204"),
        ("坝黄镇高坝田村", None, "520602101208"),
        ("坪茶", None, "520602101202"),
    ],
)
def test_towns_and_villages_that_the_articles_name_are_found(
    name: str, within: str | None, code: str
) -> None:
    """A2-1."""
    assert codes(name, within=within) == [code]


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("铜仁地区", Y2013, ["520600"]),
        ("銅仁地區", date(2005, 12, 31), ["522200"]),
        ("毕节地区", Y2013, ["520500"]),
        ("遵义县", date(2020, 12, 31), ["520304"]),
        ("遵义县", date(2010, 12, 31), ["520321"]),
        ("水城县", Y2022, ["520204"]),
        ("黔西县", Y2022, ["520581"]),
        ("兴仁县", Y2022, ["522302"]),
        ("江干区", None, ["330104"]),
        ("江干区", Y2022, ["330102", "330114"]),
        ("重庆", date(1990, 12, 31), ["510200"]),
        ("重庆", Y2017, ["500000"]),
    ],
)
def test_a_name_leads_to_the_unit_of_the_day(name: str, on: date | None, expected: list[str]) -> None:
    """A2-1, A31-7."""
    assert codes(name, on) == expected


def test_thirty_county_names_repeat_and_none_is_guessed() -> None:
    assert len(codes("鼓楼区")) == 4
    assert len(codes("朝阳区")) == 2
    assert codes("朝阳区", within="220000") == ["220104"]


def test_yanbian_prefecture_is_not_yanbian_county_and_hezuo_is_no_town_in_running_text() -> None:
    assert codes("延边州") == ["222400"]
    assert codes("盐边县") == ["510422"]
    assert codes("合作") == []
    assert codes("合作市") == ["623001"]


def test_qiandongnan_had_sixteen_counties_in_2013() -> None:
    """A2-3."""
    assert len(names_below("522600", Y2013, 3)) == 16


def test_every_county_of_tongren_and_all_but_kaili_of_qiandongnan_were_poor() -> None:
    """A2-2: 2区8县 all; 15 of 16 in 黔东南, 8 of 8 in 恩施."""
    poor = set(Division.objects.filter(flags__kind=POOR).values_list("name", flat=True))
    tongren, qiandongnan, enshi = (
        set(names_below(code, Y2017, 3)) for code in ("520600", "522600", "422800")
    )
    assert (len(tongren), len(tongren - poor)) == (10, 0)
    assert qiandongnan - poor == {"凯里市"}
    assert (len(enshi), len(enshi - poor)) == (8, 0)


def test_five_counties_of_enshi_left_the_list_on_one_day() -> None:
    """A24-4."""
    left = Division.objects.filter(
        flags__end_on=date(2020, 4, 24), flags__kind=FlagKind.NATIONAL_POVERTY_COUNTY
    )
    assert set(left.values_list("name", flat=True)) == {"恩施市", "利川市", "建始县", "巴东县", "咸丰县"}


LAST_NINE = {
    *("紫云苗族布依族自治县", "纳雍县", "威宁彝族回族苗族自治县", "赫章县", "沿河土家族自治县"),
    *("榕江县", "从江县", "晴隆县", "望谟县"),
}


def test_the_last_nine_of_guizhou_alone_left_on_the_last_day() -> None:
    """A24-4; S60 names them."""
    left = Division.objects.filter(flags__end_on=date(2020, 11, 23), flags__kind=POOR)
    assert set(left.values_list("name", flat=True)) == LAST_NINE


def test_who_is_only_known_to_have_left_by_then_has_a_year_and_says_so() -> None:
    """A24-4: no source gives their day; they count in 2020, which the note calls provisional."""
    by_then = DivisionFlag.objects.filter(kind=POOR, end_on__year=2020, end_precision="year")
    assert by_then.count() == 24
    for flag in by_then:
        assert str(flag.period.end) == "2020"
        assert "至迟于2020-11-23" in flag.note, flag
        assert "实际可能更早" in flag.note, flag
        assert {"[001]", "S60"} <= set(flag.source.split("、")), flag
        assert flag.certainty == "partial", flag
    counties = poverty_counties(ANONYMOUS)
    assert [(each.year, each.left) for each in by_year(counties)] == [(2018, 1), (2019, 0), (2020, 43)]
    assert sum(not each.is_proven for each in counties) == 44


def test_of_five_exits_in_jilin_two_lie_in_yanbian() -> None:
    """A24-4."""
    left = Division.objects.filter(
        flags__end_on=date(2020, 4, 11), flags__kind=FlagKind.NATIONAL_POVERTY_COUNTY
    )
    inside = {d.name for d in left if "222400" in [v.code for v in queries.ancestors(ANONYMOUS, d, Y2022)]}
    assert left.count() == 5
    assert inside == {"安图县", "汪清县"}


def test_the_profile_of_tongren_is_stored_and_agrees() -> None:
    """A2-2."""
    figures = {f.measure: f.value for f in queries.profile(ANONYMOUS, Division.objects.get(code="520600"))}
    assert figures[Measure.POPULATION] == 4_400_000
    assert figures[Measure.DEEP_POOR_VILLAGES] == 319
    assert figures[Measure.POOR_VILLAGES] == 1565
    assert profile_findings(ANONYMOUS) == []


def test_names_and_flags_of_autonomy_agree_everywhere() -> None:
    """A2-2."""
    assert autonomy_findings(ANONYMOUS) == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("qdn", "黔东南苗族侗族自治州"),
        ("xian", "西安市"),
        ("las", "六安市"),
        ("遵义县", "播州区"),
        ("坝黄", "坝黄镇"),
    ],
)
def test_the_search_box_finds_the_obvious_first(typed: str, first: str) -> None:
    assert queries.search_places(ANONYMOUS, typed)[0].name == first


@pytest.mark.parametrize(
    ("register", "count"), [("place-flags", 225), ("poverty-county-exits", 44), ("place-profiles", 13)]
)
@pytest.mark.parametrize("end", ["xlsx", "csv"])
def test_what_ships_comes_back_unchanged(tmp_path: Path, register: str, count: int, end: str) -> None:
    unchanged = {"new": 0, "changed": 0, "unchanged": count, "wrong": 0}
    assert out_and_in(register, tmp_path / f"out.{end}") == unchanged
