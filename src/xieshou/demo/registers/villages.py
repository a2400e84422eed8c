"""The villages: how many people each has in the register, and how much of the poverty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xieshou.demo.registers.arrays import Floats, Ints

COUNTIES = {
    "422801": "恩施市", "422802": "利川市", "422822": "建始县", "422823": "巴东县", "422825": "宣恩县",
    "422826": "咸丰县", "422827": "来凤县", "422828": "鹤峰县",
    "520602": "碧江区", "520603": "万山区", "520621": "江口县", "520622": "玉屏侗族自治县",
    "520623": "石阡县", "520624": "思南县", "520625": "印江土家族苗族自治县", "520626": "德江县",
    "520627": "沿河土家族自治县", "520628": "松桃苗族自治县",
    "522601": "凯里市", "522622": "黄平县", "522623": "施秉县", "522624": "三穗县", "522625": "镇远县",
    "522626": "岑巩县", "522627": "天柱县", "522628": "锦屏县", "522629": "剑河县", "522630": "台江县",
    "522631": "黎平县", "522632": "榕江县", "522633": "从江县", "522634": "雷山县", "522635": "麻江县",
    "522636": "丹寨县",
    "222401": "延吉市", "222402": "图们市", "222403": "敦化市", "222404": "珲春市", "222405": "龙井市",
    "222406": "和龙市", "222424": "汪清县", "222426": "安图县",
}  # fmt: skip
"""Counties over which a register is spread where none is named: four prefectures of the programme. Codes and
names are real, so that the register rolls up to real places; villages and people in them are made up."""

_PEOPLE, _FEWEST = 400, 3
_TOWN_VILLAGES, _TOWNS = 20, 300
_STEP = 37
"""Has no factor in common with how many names there are, so that neighbours are called differently."""
_FIRST_TOWN, _FIRST_VILLAGE = 100, 800
_HEADS = "青白红金石竹松梅云龙凤马牛水双高长大小新"
_TAILS = "山河溪坪坝岭沟湾冲塘寨垭坡湖林田洞桥井岩"


@dataclass(frozen=True)
class Villages:
    """One entry a village, sorted by code. ``weight`` is its share of the people, ``poor`` that of its
    households still poor in the earlier year.
    """

    code: Ints
    county: list[str]
    town: list[str]
    name: list[str]
    weight: Floats
    poor: Floats

    def __len__(self) -> int:
        return len(self.code)


def make_villages(random: np.random.Generator, people: int, counties: tuple[str, ...]) -> Villages:
    """Villages for so many people, some 400 each: sizes and poverty are skewed, a few hold much of both.

    Village numbers begin at 800, which real lists do not reach in the counties above: a made-up village is
    taken for no real one.
    """
    named = counties or tuple(sorted(COUNTIES))
    count = max(people // _PEOPLE, _FEWEST)
    per_county = -(-count // len(named))
    per_town = max(_TOWN_VILLAGES, -(-per_county // _TOWNS))
    number = np.arange(count)
    county, within = number // per_county, number % per_county
    town, village = within // per_town, within % per_town
    codes = np.array([int(each) for each in sorted(named)])[county] * 10**6
    codes += (_FIRST_TOWN + town) * 1000 + _FIRST_VILLAGE + village
    weight = random.lognormal(0, 0.8, count)
    kinds = len(_HEADS) * len(_TAILS)
    names = [f"{head}{tail}" for head in _HEADS for tail in _TAILS]
    order = sorted(named)
    return Villages(
        code=codes,
        county=[COUNTIES.get(order[each], f"示例{order[each]}") for each in county],
        town=[f"示例{names[each * _STEP % kinds]}镇" for each in town],
        name=[
            f"示例{names[(each * _STEP + at * 11) % kinds]}村" for each, at in zip(village, town, strict=True)
        ],
        weight=weight / weight.sum(),
        poor=np.clip(0.03 * random.lognormal(0, 1.3, count), 0, 0.9),
    )
