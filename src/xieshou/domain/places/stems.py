"""Names of divisions taken apart: key, stem, generic part, the short forms in use. Pure."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from xieshou.kernel.text import fold

PROVINCE, PREFECTURE, COUNTY, TOWN, VILLAGE = 1, 2, 3, 4, 5


def _ethnic_groups() -> dict[str, str]:
    with Path(__file__).with_name("data").joinpath("ethnic_groups.csv").open(encoding="utf-8") as file:
        return {row["name"]: row["english"] for row in csv.DictReader(file)}


# The 55 minorities and the Han as names of autonomous places write them (GB/T 3304), and in English.
ETHNIC_GROUPS = _ethnic_groups()
# Spellings of older lists, and "各族" of 龙胜各族自治县.
_OLD_SPELLINGS = ("崩龙族", "毛难族", "仫老族", "民家族", "僮族", "仡老族", "瑶族壮族", "各族", "民族")
# 新疆维吾尔自治区, 木垒哈萨克自治县, 鄂伦春自治旗: written without 族.
_WITHOUT_ZU = ("维吾尔", "蒙古", "哈萨克", "柯尔克孜", "塔吉克", "锡伯", "鄂伦春", "达斡尔", "鄂温克")
_PEOPLES = sorted({*ETHNIC_GROUPS, *_OLD_SPELLINGS, *_WITHOUT_ZU}, key=len, reverse=True)

# For each level: an ending of full names → the endings that short forms use in its place, the usual first.
_GENERICS: dict[int, tuple[tuple[str, tuple[str, ...]], ...]] = {
    PROVINCE: (
        ("特别行政区", ("特区", "特别行政区")),
        ("自治区", ("自治区", "区")),
        ("省", ("省",)),
        ("市", ("市",)),
    ),
    PREFECTURE: (
        ("自治州", ("州", "自治州")),
        ("行政区", ("行政区",)),
        ("地区", ("地区",)),
        ("专区", ("专区",)),
        ("林区", ("林区",)),
        ("盟", ("盟",)),
        ("市", ("市",)),
        ("州", ("州",)),
        ("县", ("县",)),
    ),
    COUNTY: (
        ("自治县", ("县", "自治县")),
        ("自治旗", ("旗", "自治旗")),
        ("行政委员会", ("行委", "行政委员会")),
        ("林区", ("林区",)),
        ("特区", ("特区",)),
        ("新区", ("新区",)),
        ("县", ("县",)),
        ("市", ("市",)),
        ("区", ("区",)),
        ("旗", ("旗",)),
    ),
    TOWN: (
        ("街道办事处", ("街道", "街道办事处", "街道办", "办事处")),
        ("地区办事处", ("地区", "地区办事处")),
        ("街道", ("街道", "街道办事处", "街道办", "办事处")),
        ("办事处", ("办事处", "街道")),
        ("民族苏木", ("苏木", "民族苏木")),
        ("苏木", ("苏木",)),
        ("民族乡", ("乡", "民族乡")),
        ("乡", ("乡", "民族乡")),
        ("镇", ("镇",)),
    ),
    VILLAGE: (
        ("社区居民委员会", ("社区", "社区居委会", "居委会", "社区居民委员会")),
        ("社区居委会", ("社区", "社区居委会", "居委会", "社区居民委员会")),
        ("嘎查村民委员会", ("嘎查", "嘎查村", "嘎查村委会")),
        ("嘎查村委会", ("嘎查", "嘎查村", "嘎查村委会")),
        ("嘎查委员会", ("嘎查", "嘎查委员会")),
        ("村村民委员会", ("村", "村委会", "村民委员会", "村村委会", "村村民委员会")),
        ("村村委会", ("村", "村委会", "村民委员会", "村村委会", "村村民委员会")),
        ("村民委员会", ("村", "村委会", "村民委员会", "村村委会", "村村民委员会")),
        ("居民委员会", ("社区", "居委会", "居民委员会", "社区居委会")),
        ("村委会", ("村", "村委会", "村民委员会", "村村委会", "村村民委员会")),
        ("居委会", ("社区", "居委会", "居民委员会", "社区居委会")),
        ("嘎查", ("嘎查", "嘎查村")),
        ("社区", ("社区", "社区居委会")),
        ("村", ("村", "村委会")),
    ),
}
ALL_GENERICS = tuple(
    sorted(
        {short for rows in _GENERICS.values() for _, forms in rows for short in forms}, key=len, reverse=True
    )
)
# 左旗 and 前旗 tell the halves of a place apart and stay; so do zones, which nobody calls by a short name.
_INSEPARABLE = re.compile("(?:[左右前中后]|联合)旗$|矿区$|(?:开发|管理|示范|实验|.{3}园)区$")
_SHORTEST = 2


def name_key(name: str) -> str:
    """The name as it is compared: simplified, half width, no blanks."""
    return fold(name).replace(" ", "")[:60]


def _split(key: str, level: int) -> tuple[str, tuple[str, ...]]:
    """Stem before ethnic names are taken off, and the generic forms that may follow it."""
    if level == COUNTY and _INSEPARABLE.search(key):
        return key, ()
    for ending, forms in _GENERICS[level]:
        if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST:
            return key[: -len(ending)], forms
    return key, ()


def _without_peoples(rest: str) -> str:
    """黔东南苗族侗族 → 黔东南; what would leave fewer than two characters stays (内蒙古, 东乡)."""
    found = True
    while found:
        found = False
        for people in _PEOPLES:
            if rest.endswith(people) and len(rest) - len(people) >= _SHORTEST:
                rest, found = rest[: -len(people)], True
                break
    return rest.removesuffix("族") if rest in ETHNIC_GROUPS and len(rest) > _SHORTEST else rest


def stem(name: str, level: int) -> str:
    """What people call the place: 黔东南苗族侗族自治州 → 黔东南, 内蒙古自治区 → 内蒙古, 理县 → 理县.

    At least two characters are kept. ``level`` runs from 1 (province) to 5 (village).
    """
    rest, forms = _split(name_key(name), level)
    return _without_peoples(rest) if forms else rest


def peoples(name: str) -> tuple[str, ...]:
    """The ethnic groups that the name of a place bears, in its order: 黔东南苗族侗族自治州 → 苗族, 侗族.

    Forms without 族 count only before 自治. The 各族 of 龙胜各族自治县 names nobody.
    """
    key = re.sub("(?:自治[区州县旗]|(?:民族)?[乡镇区]|(?:民族)?苏木)$", "", name_key(name))
    autonomous = "自治" in name
    found: list[str] = []
    while True:
        for people in _PEOPLES:
            whole = people if people.endswith("族") else f"{people}族"
            if key.endswith(people) and whole in ETHNIC_GROUPS and (autonomous or people == whole):
                found.append(whole)
                key = key[: -len(people)]
                break
        else:
            return () if name_key(name).startswith("内蒙古") else tuple(reversed(found))


def generic_suffix(name: str, level: int) -> str:
    """The short word for the kind of place: 自治州 → 州, 侗族土家族乡 → 乡, 村民委员会 → 村; "" if none."""
    _, forms = _split(name_key(name), level)
    return forms[0] if forms else ""


def short_forms(name: str, level: int) -> frozenset[str]:
    """Every short form under which a place of that name is known, its full name not among them.

    黔东南苗族侗族自治州 → 黔东南, 黔东南州, 黔东南自治州.
    """
    key = name_key(name)
    rest, forms = _split(key, level)
    bare = _without_peoples(rest) if forms else rest
    return frozenset({bare, *(bare + form for form in forms)} - {key})


def possible_stems(text: str) -> frozenset[str]:
    """The stems that a place known by ``text`` can have: the text itself, and without each generic ending."""
    key = name_key(text)
    cut = (key.removesuffix(ending) for ending in ALL_GENERICS if key.endswith(ending))
    return frozenset({key, *(rest for rest in cut if len(rest) >= _SHORTEST)})
