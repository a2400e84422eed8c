"""Names taken apart: stems, short forms, peoples."""

import pytest

from xieshou.domain.places.names import (
    COUNTY,
    PREFECTURE,
    PROVINCE,
    TOWN,
    VILLAGE,
    generic_suffix,
    name_key,
    peoples,
    possible_stems,
    short_forms,
    stem,
)


@pytest.mark.parametrize(
    ("name", "level", "short"),
    [
        ("黔东南苗族侗族自治州", PREFECTURE, "黔东南"),
        ("恩施土家族苗族自治州", PREFECTURE, "恩施"),
        ("克孜勒苏柯尔克孜自治州", PREFECTURE, "克孜勒苏"),
        ("海西蒙古族藏族自治州", PREFECTURE, "海西"),
        ("铜仁地区", PREFECTURE, "铜仁"),
        ("锡林郭勒盟", PREFECTURE, "锡林郭勒"),
        ("内蒙古自治区", PROVINCE, "内蒙古"),
        ("新疆维吾尔自治区", PROVINCE, "新疆"),
        ("广西壮族自治区", PROVINCE, "广西"),
        ("香港特别行政区", PROVINCE, "香港"),
        ("遵义县", COUNTY, "遵义"),
        ("理县", COUNTY, "理县"),
        ("城区", COUNTY, "城区"),
        ("六枝特区", COUNTY, "六枝"),
        ("浦东新区", COUNTY, "浦东"),
        ("清新区", COUNTY, "清新"),
        ("碑林区", COUNTY, "碑林"),
        ("沙市区", COUNTY, "沙市"),
        ("神农架林区", COUNTY, "神农架"),
        ("东乡族自治县", COUNTY, "东乡"),
        ("鄂伦春自治旗", COUNTY, "鄂伦春"),
        ("龙胜各族自治县", COUNTY, "龙胜"),
        ("双江拉祜族佤族布朗族傣族自治县", COUNTY, "双江"),
        ("阿拉善左旗", COUNTY, "阿拉善左旗"),
        ("正蓝旗", COUNTY, "正蓝"),
        ("管城回族区", COUNTY, "管城"),
        ("六龙山侗族土家族乡", TOWN, "六龙山"),
        ("坝黄镇", TOWN, "坝黄"),
        ("碧江街道办事处", TOWN, "碧江"),
        ("巴彦托海苏木", TOWN, "巴彦托海"),
        ("七桥村委会", VILLAGE, "七桥"),
        ("高坝田村村民委员会", VILLAGE, "高坝田"),
        ("兴龙社区居委会", VILLAGE, "兴龙"),
        ("新村村委会", VILLAGE, "新村"),
    ],
)
def test_the_stem_is_what_people_call_the_place(name: str, level: int, short: str) -> None:
    """A2-1."""
    assert stem(name, level) == short


@pytest.mark.parametrize(
    ("known_as", "name", "level"),
    [
        ("黔东南州", "黔东南苗族侗族自治州", PREFECTURE),
        ("恩施州", "恩施土家族苗族自治州", PREFECTURE),
        ("延边州", "延边朝鲜族自治州", PREFECTURE),
        ("印江县", "印江土家族苗族自治县", COUNTY),
        ("六龙山乡", "六龙山侗族土家族乡", TOWN),
        ("高坝田村", "高坝田村村民委员会", VILLAGE),
        ("七桥村", "七桥村委会", VILLAGE),
        ("兴龙社区", "兴龙社区居委会", VILLAGE),
    ],
)
def test_short_forms_in_use_are_known(known_as: str, name: str, level: int) -> None:
    """A2-1."""
    assert known_as in short_forms(name, level)
    assert stem(name, level) in possible_stems(known_as)


def test_yanbian_prefecture_is_no_form_of_yanbian_county() -> None:
    assert "延边州" not in short_forms("盐边县", COUNTY)


def test_a_full_name_is_not_among_its_short_forms() -> None:
    assert "遵义县" not in short_forms("遵义县", COUNTY)


def test_a_traditional_name_has_the_same_key() -> None:
    """A31-7."""
    assert name_key("銅仁地區") == name_key("铜仁地区")
    assert stem("黔東南苗族侗族自治州", PREFECTURE) == "黔东南"


def test_the_generic_part_is_one_short_word() -> None:
    assert generic_suffix("恩施土家族苗族自治州", PREFECTURE) == "州"
    assert generic_suffix("六龙山侗族土家族乡", TOWN) == "乡"
    assert generic_suffix("理县", COUNTY) == ""


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("黔东南苗族侗族自治州", ("苗族", "侗族")),
        ("新疆维吾尔自治区", ("维吾尔族",)),
        ("木垒哈萨克自治县", ("哈萨克族",)),
        ("积石山保安族东乡族撒拉族自治县", ("保安族", "东乡族", "撒拉族")),
        ("滑石侗族苗族土家族乡", ("侗族", "苗族", "土家族")),
        ("内蒙古自治区", ()),
        ("台江县", ()),
    ],
)
def test_the_peoples_that_a_name_bears_are_read_in_order(name: str, groups: tuple[str, ...]) -> None:
    assert peoples(name) == groups
