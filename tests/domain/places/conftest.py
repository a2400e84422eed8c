"""A small country, readably built: enough of China's divisions to meet every trap of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xieshou.domain.places.names import english_name, initials, name_key, stem
from xieshou.kernel.period import Period

if TYPE_CHECKING:  # this file is read before Django is ready
    from xieshou.domain.places.models import Division


class Atlas:
    """Builds divisions: ``atlas.add("铜仁市", 2, "520600", parent, "2011")``."""

    def add(
        self,
        name: str,
        level: int,
        code: str,
        parent: Division | None = None,
        start: str | None = None,
        end: str | None = None,
    ) -> Division:
        """A division with one version."""
        from xieshou.domain.places.models import Division

        division = Division.objects.create(
            level=level, code=code, name=name, name_en=english_name(name, level)
        )
        self.version(division, name, code, parent, start, end)
        return division

    def version(
        self,
        division: Division,
        name: str,
        code: str,
        parent: Division | None = None,
        start: str | None = None,
        end: str | None = None,
    ) -> None:
        """Another version of a division; the latest added names the division."""
        from xieshou.domain.dated import period_columns
        from xieshou.domain.places.models import DivisionVersion

        DivisionVersion.objects.create(
            division=division,
            code=code,
            name=name,
            name_en=english_name(name, division.level),
            parent=parent,
            name_key=name_key(name),
            stem=stem(name, division.level),
            initials=initials(name),
            source="测试",
            **period_columns(Period.parse(start, end)),
        )
        division.name, division.code = name, code
        division.save(update_fields=["name", "code"])

    def follow(
        self, old: Division, new: Division, on: str, *, kind: str = "merge", whole: bool = True
    ) -> None:
        """``new`` took over ``old`` or a part of it."""
        from xieshou.domain.places.models import ChangeKind, Succession

        Succession.objects.create(
            predecessor=old,
            successor=new,
            on=on,
            precision="day",
            kind=ChangeKind(kind),
            whole=whole,
            source="测试",
            certainty="source",
        )


@pytest.fixture
def atlas(db: None) -> Atlas:
    return Atlas()


@pytest.fixture
def guizhou(atlas: Atlas) -> Division:
    """贵州: 黔东南, 铜仁 (地区 until 2011), 遵义 with 遵义县 (播州区 since 2016)."""
    province = atlas.add("贵州省", 1, "520000")
    qiandongnan = atlas.add("黔东南苗族侗族自治州", 2, "522600", province)
    atlas.add("台江县", 3, "522630", qiandongnan)
    atlas.add("凯里市", 3, "522601", qiandongnan, "1983-09")
    tongren = atlas.add("铜仁地区", 2, "522200", province, None, "2011-10-22")
    atlas.version(tongren, "铜仁市", "520600", province, "2011-10-22")
    bijiang = atlas.add("铜仁市", 3, "522201", tongren, "1987-08-21", "2011-10-22")
    atlas.version(bijiang, "碧江区", "520602", tongren, "2011-10-22")
    bahuang = atlas.add("坝黄镇", 4, "520602101", bijiang)
    atlas.add("六龙山侗族土家族乡", 4, "520602204", bijiang)
    atlas.add("坝黄社区居民委员会", 5, "520602101002", bahuang)
    atlas.add("高坝田村村民委员会", 5, "520602101208", bahuang)
    zunyi = atlas.add("遵义市", 2, "520300", province, "1997-06-10")
    bozhou = atlas.add("遵义县", 3, "520321", zunyi, "1997-06-10", "2016-03-20")
    atlas.version(bozhou, "播州区", "520304", zunyi, "2016-03-20")
    return province


@pytest.fixture
def country(atlas: Atlas, guizhou: Division) -> Division:
    """贵州 and the rest: names that repeat, end, or are ordinary words."""
    zhejiang = atlas.add("浙江省", 1, "330000")
    hangzhou = atlas.add("杭州市", 2, "330100", zhejiang)
    jianggan = atlas.add("江干区", 3, "330104", hangzhou, None, "2021-04-09")
    shangcheng = atlas.add("上城区", 3, "330102", hangzhou)
    qiantang = atlas.add("钱塘区", 3, "330114", hangzhou, "2021-04-09")
    atlas.follow(jianggan, shangcheng, "2021-04-09", whole=False)
    atlas.follow(jianggan, qiantang, "2021-04-09", kind="split", whole=False)
    jilin = atlas.add("吉林省", 1, "220000")
    atlas.add("吉林市", 2, "220200", jilin)
    changchun = atlas.add("长春市", 2, "220100", jilin)
    atlas.add("朝阳区", 3, "220104", changchun)
    atlas.add("延边朝鲜族自治州", 2, "222400", jilin)
    beijing = atlas.add("北京市", 1, "110000")
    atlas.add("朝阳区", 3, "110105", beijing)
    hubei = atlas.add("湖北省", 1, "420000")
    enshi = atlas.add("恩施土家族苗族自治州", 2, "422800", hubei, "1993-04-04")
    atlas.add("恩施市", 3, "422801", enshi)
    sichuan = atlas.add("四川省", 1, "510000")
    panzhihua = atlas.add("攀枝花市", 2, "510400", sichuan)
    atlas.add("盐边县", 3, "510422", panzhihua)
    aba = atlas.add("阿坝藏族羌族自治州", 2, "513200", sichuan)
    atlas.add("理县", 3, "513222", aba)
    gansu = atlas.add("甘肃省", 1, "620000")
    gannan = atlas.add("甘南藏族自治州", 2, "623000", gansu)
    atlas.add("合作市", 3, "623001", gannan, "1996-05-28")
    shaanxi = atlas.add("陕西省", 1, "610000")
    atlas.add("西安市", 2, "610100", shaanxi)
    atlas.add("襄阳市", 2, "420600", hubei)
    jiangsu = atlas.add("江苏省", 1, "320000")
    suzhou = atlas.add("苏州市", 2, "320500", jiangsu)
    kunshan = atlas.add("昆山市", 3, "320583", suzhou, "1989-07-27")
    zhangpu = atlas.add("张浦镇", 4, "320583106", kunshan)
    atlas.add("七桥村委会", 5, "320583106204", zhangpu)
    return guizhou
