"""English names and pinyin of divisions. Pure.

Pinyin follows the reading that a place has by custom (六安 Lu'an, 单县 Shanxian) or that a character usually
has in place names (长 chang, 都 du), both from data/readings.csv, then pypinyin. Established English forms
(Shaanxi, Inner Mongolia, Hohhot) stand in data/english_names.csv.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from xieshou.domain.places.stems import (
    COUNTY,
    ETHNIC_GROUPS,
    PREFECTURE,
    PROVINCE,
    TOWN,
    VILLAGE,
    generic_suffix,
    name_key,
    peoples,
    stem,
)
from xieshou.kernel.text import fold, is_han

_DATA = Path(__file__).with_name("data")
_KINDS: dict[int, dict[str, str]] = {
    PROVINCE: {},
    PREFECTURE: {"州": "Prefecture", "地区": "Prefecture", "盟": "League", "行政区": "Administrative Region"},
    COUNTY: {
        "县": "County",
        "市": "City",
        "区": "District",
        "旗": "Banner",
        "特区": "Special District",
        "林区": "Forestry District",
        "新区": "New Area",
        "行委": "Administrative Committee",
    },
    TOWN: {
        "街道": "Subdistrict",
        "镇": "Town",
        "乡": "Township",
        "苏木": "Sumu",
        "地区": "Area",
        "办事处": "Subdistrict",
    },
    VILLAGE: {"村": "Village", "社区": "Community", "嘎查": "Gacha"},
}
# Endings of county names that stay with the short form in Chinese, but are a kind of place in English.
_COMPOUNDS = {
    "高新技术产业开发区": "High-tech Industrial Development Zone",
    "高新技术开发区": "High-tech Development Zone",
    "经济技术开发区": "Economic and Technological Development Zone",
    "经济开发区": "Economic Development Zone",
    "开发区": "Development Zone",
    "城乡一体化示范区": "Urban-Rural Integration Demonstration Area",
    "示范区": "Demonstration Area",
    "实验区": "Experimental Area",
    "工业园区": "Industrial Park",
    "管理区": "Administrative District",
    "矿区": "Mining District",
    "联合旗": "United Banner",
    **{
        f"{wing}{side}旗": f"{wing_en}{side_en} Banner"
        for wing, wing_en in (("左翼", "Left Wing "), ("右翼", "Right Wing "), ("", ""))
        for side, side_en in (
            ("左", "Left"),
            ("右", "Right"),
            ("前", "Front"),
            ("中", "Middle"),
            ("后", "Rear"),
        )
    },
}


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    with (_DATA / "readings.csv").open(encoding="utf-8") as file:
        return {row["word"]: tuple(row["syllables"].split()) for row in csv.DictReader(file)}


@cache
def _reading_pattern() -> re.Pattern[str]:
    words = sorted(_readings(), key=len, reverse=True)
    return re.compile("|".join(words))


@cache
def _established() -> dict[tuple[int, str], str]:
    with (_DATA / "english_names.csv").open(encoding="utf-8") as file:
        return {(int(row["level"]), row["stem"]): row["english"] for row in csv.DictReader(file)}


@lru_cache(maxsize=4096)
def syllables(name: str) -> tuple[str, ...]:
    """The pinyin of a name, one syllable a character, no tones: 六安市 → lu, an, shi. Latin stays whole."""
    from pypinyin import lazy_pinyin

    key = fold(name)
    found: list[str] = []
    last = 0
    for match in _reading_pattern().finditer(key):
        found += lazy_pinyin(key[last : match.start()], v_to_u=True) if last < match.start() else ()
        found += _readings()[match.group()]
        last = match.end()
    found += lazy_pinyin(key[last:], v_to_u=True) if last < len(key) else ()
    return tuple(found)


def initials(name: str) -> str:
    """The first letters of the pinyin, at most 30: 黔东南苗族侗族自治州 → qdnmzdzzzz; digits stay."""
    letters = "".join(part[0] if part.isalpha() else part for part in syllables(name))
    return re.sub("[^a-z0-9]", "", letters.replace("ü", "v"))[:30]


def joined(parts: tuple[str, ...]) -> str:
    """Syllables as one word, with the apostrophe that keeps them apart: xi, an → Xi'an."""
    word = "".join(f"'{part}" if at and part[0] in "aoe" else part for at, part in enumerate(parts))
    return word[:1].upper() + word[1:]


def english_name(name: str, level: int) -> str:
    """The English name: Qiandongnan Miao and Dong Autonomous Prefecture, Bijiang District, Shaanxi, Xi'an.

    Provinces and cities of prefecture level stand bare; a one-character name keeps its generic in the word
    (理县 → Lixian County). What is no Chinese name is given back as it is.
    """
    key, bare, kind = name_key(name), stem(name, level), generic_suffix(name, level)
    if not any(map(is_han, key)):
        return name.strip()
    if level == COUNTY and not kind:
        for ending, english in _COMPOUNDS.items():
            if len(key) > len(ending) and key.endswith(ending):
                return f"{_root(key, key.removesuffix(ending), level)} {english}"
    root = _root(key, bare, level)
    groups = (
        [] if level == VILLAGE else [ETHNIC_GROUPS[p] for p in peoples(name) if p.removesuffix("族") != bare]
    )
    if level == PROVINCE:
        return _province(key, root, groups)
    if level == PREFECTURE and key.endswith("市"):
        return root
    if not kind and len(key) == 2 and level == COUNTY:  # 理县, 城区
        kind = key[-1]
    words = [root, _listed(groups)]
    if "自治" in key:
        words.append("Autonomous")
    elif groups and level == TOWN and kind in ("乡", "苏木"):
        words.append("Ethnic")
    words.append(_KINDS[level].get(kind, ""))
    return " ".join(word for word in words if word)[:120]


def _root(key: str, bare: str, level: int) -> str:
    """The English of the stem; its pinyin is read where it stands: 大城 in 大城县 is Daicheng."""
    established = _established().get((level, bare))
    if established:
        return established
    whole = syllables(key)
    han_only = len(whole) == len(key)
    return joined(whole[: len(bare)] if han_only else syllables(bare))


def _province(key: str, root: str, groups: list[str]) -> str:
    if key.endswith("自治区"):
        return " ".join([root, *groups, "Autonomous Region"])
    return root


def _listed(groups: list[str]) -> str:
    return f"{', '.join(groups[:-1])} and {groups[-1]}" if len(groups) > 1 else "".join(groups)
