"""Store all divisions of China, twice, and prove what is stored. A2-1."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from xieshou.domain.dated import in_force
from xieshou.domain.places.history_checks import check_history
from xieshou.domain.places.loading import LoadError, LoadReport, load_divisions, load_villages
from xieshou.domain.places.models import Division, DivisionVersion, Level, Succession
from xieshou.kernel.actor import ANONYMOUS, SYSTEM, NotAllowedError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LoadReport]:
    """The whole country, loaded once for this file and taken away after it."""
    with django_db_blocker.unblock():
        report = load_divisions(actor=SYSTEM)
        yield report
        Succession.objects.all().delete()
        DivisionVersion.objects.all().delete()
        Division.objects.all().delete()


PLACES = {
    Level.PROVINCE: "浙江省 江苏省 上海市 广东省 辽宁省 山东省 贵州省 四川省 湖北省 吉林省 云南省",
    Level.PREFECTURE: "杭州市 宁波市 苏州市 广州市 深圳市 青岛市 大连市 贵阳市 黔东南苗族侗族自治州"
    " 黔西南布依族苗族自治州 恩施土家族苗族自治州 延边朝鲜族自治州 遵义市 六盘水市 安顺市 铜仁市 铜仁地区"
    " 毕节市 毕节地区 黔南布依族苗族自治州",
    Level.COUNTY: "昆山市 碧江区 台江县 恩施市 利川市 建始县 巴东县 咸丰县 宣恩县 镇远县 凯里市 岑巩县"
    " 雷山县 丹寨县 黎平县 从江县 黄平县 布拖县 西湖区 靖宇县 大安市 通榆县 安图县 汪清县",
    Level.TOWN: "张浦镇 周市镇 坝黄镇 瓦屋侗族乡 六龙山侗族土家族乡 炉山镇 注溪镇 加榜乡 丹江镇"
    " 兴仁镇 龙泉镇 高屯街道 拉达乡",
}


@pytest.mark.parametrize(("level", "names"), PLACES.items(), ids=lambda value: str(value)[:6])
def test_every_place_that_the_articles_name_is_there(
    loaded: LoadReport, db: None, level: Level, names: str
) -> None:
    """A2-1."""
    wanted = set(names.split())
    found = set(
        DivisionVersion.objects.filter(division__level=level, name__in=wanted).values_list("name", flat=True)
    )
    assert wanted - found == set()


def test_all_levels_down_to_towns_are_loaded(loaded: LoadReport, db: None) -> None:
    today = DivisionVersion.objects.filter(in_force(date(2023, 7, 1)))
    assert today.filter(division__level=Level.PROVINCE).count() == 34
    assert today.filter(division__level=Level.PREFECTURE).count() == 333
    assert today.filter(division__level=Level.TOWN).count() == 41_352
    assert loaded.created == loaded.divisions == Division.objects.count()


def test_loading_again_changes_nothing_and_keeps_primary_keys(loaded: LoadReport, db: None) -> None:
    before = set(DivisionVersion.objects.values_list("pk", "division_id"))
    again = load_divisions(actor=SYSTEM)
    assert (again.created, again.changed, again.removed) == (0, 0, 0)
    assert set(DivisionVersion.objects.values_list("pk", "division_id")) == before


def test_a_division_that_was_altered_is_mended_under_its_key(loaded: LoadReport, db: None) -> None:
    row = DivisionVersion.objects.get(code="520304")
    DivisionVersion.objects.filter(pk=row.pk).update(name="播洲区")
    again = load_divisions(actor=SYSTEM)
    assert (again.created, again.changed, again.removed) == (0, 1, 0)
    mended = DivisionVersion.objects.get(code="520304")
    assert (mended.name, mended.division_id) == ("播州区", row.division_id)


def test_a_division_that_left_the_sources_goes_unless_others_stand_on_it(
    loaded: LoadReport, db: None
) -> None:
    lone = Division.objects.create(level=Level.COUNTY, code="529999", name="测试县")
    assert load_divisions(actor=SYSTEM).removed == 1
    assert not Division.objects.filter(pk=lone.pk).exists()
    held = Division.objects.create(level=Level.TOWN, code="529999001", name="测试镇")
    village = Division.objects.create(level=Level.VILLAGE, code="529999001001", name="测试村")
    DivisionVersion.objects.create(
        division=village,
        code=village.code,
        name=village.name,
        parent=held,
        name_key="",
        stem="",
        source="测试",
    )
    with pytest.raises(LoadError, match="测试镇"):
        load_divisions(actor=SYSTEM)


def test_only_who_may_write_loads(db: None) -> None:
    with pytest.raises(NotAllowedError):
        load_divisions(actor=ANONYMOUS)
    with pytest.raises(NotAllowedError):
        load_villages(["520602"], actor=ANONYMOUS)


def test_villages_of_given_counties_are_added_once(loaded: LoadReport, db: None) -> None:
    added = load_villages(["520602", "522622"], actor=SYSTEM)
    villages = Division.objects.filter(level=Level.VILLAGE)
    assert added == villages.count() > 200
    assert set(villages.values_list("code", flat=True)) == {
        code for code in villages.values_list("code", flat=True) if code[:6] in ("520602", "522622")
    }
    assert load_villages(["520602"], actor=SYSTEM) == 0


def test_the_villages_that_the_articles_name_are_there_except_the_group_below_one(
    loaded: LoadReport, db: None
) -> None:
    """A2-1. 兴龙社区龙田组 is a group below a community; the community is the lowest unit that has a code."""
    load_villages(["320583", "520602", "522601", "522626", "513429"], actor=SYSTEM)
    villages = Division.objects.filter(level=Level.VILLAGE)
    for stem in ("七桥", "高坝田", "坪茶", "伟勇", "周坪", "特尔", "兴龙社区"):
        assert villages.filter(name__startswith=stem).exists(), stem
    assert not villages.filter(name__contains="龙田组").exists()


def test_towns_of_yubei_go_where_their_part_of_it_went(loaded: LoadReport, db: None) -> None:
    """2025-11-06: five towns to 北碚区, the rest to 两江新区."""
    day = date(2026, 1, 1)
    moved = DivisionVersion.objects.filter(in_force(day), division__level=Level.TOWN)
    names = dict(moved.filter(parent__name="北碚区").values_list("name", "parent__name"))
    assert {"大湾镇", "统景镇", "大盛镇", "兴隆镇", "茨竹镇"} <= names.keys()
    assert not {"水土街道", "蔡家岗街道"} & names.keys()
    assert moved.filter(parent__name="两江新区").count() > 30
    assert not moved.filter(parent__name__in=["渝北区", "江北区"], parent__code__startswith="5001").exists()


def test_the_stored_history_passes_its_own_checks(loaded: LoadReport, db: None) -> None:
    checks = check_history()
    assert [check.failures for check in checks] == [[], [], [], []]
    assert all(check.checked for check in checks)
    assert "不知后继" in checks[-1].warnings[0]


def test_the_checks_find_each_kind_of_damage(loaded: LoadReport, db: None) -> None:
    bijiang = DivisionVersion.objects.get(code="520602")
    DivisionVersion.objects.filter(pk=bijiang.pk).update(
        code="520603", start_on=date(2009, 1, 1), parent=bijiang.division
    )
    Succession.objects.filter(predecessor__name="江干区").update(on=date(2030, 1, 1))
    overlap, code, parent, succession = (check.failures for check in check_history())
    assert any("重叠" in reason and "碧江区" in reason for reason in overlap)
    assert any("同时使用一个代码" in reason and "万山区" in reason for reason in code)
    assert any("碧江区" in reason for reason in parent)
    assert any("江干区" in reason for reason in succession)
