"""A register of 示例 people with planted duplicates and what looks like them, to measure and test with.

Quick and plain: names, births and households are drawn at random with some skew. Nobody in it exists.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from opencc import OpenCC

from xieshou.linkage import COLUMNS, key_of_name, sound_of

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃向单仇解查冉安"
)
GIVEN = (
    "明国华建文平志伟东海强晓生光林小民永杰军波成荣新峰刚家龙德庆斌辉良玉俊立浩天宏子金健一忠洪江福祥中正振勇耀"
    "春大宁亮宇兴宝少剑云学仁涛瑞飞鹏安亚泽世汉达卫利胜敏群松克清长嘉红山贤阳乐锋智青跃元南武广思雄锦威启昌铭维"
    "义宗英凯鸿森超坚旭政传康继翔远力进泉茂毅富博霖顺信凡豪树和恩向道川彬柏磊敬书鸣芳培全炳基冠晖京欣廷哲保秋君"
    "劲栋仲权奇礼楠炜友年震鑫雷兵万星骏伦绍麟雨行才希彦兆贵源有景升惠臣慧开章润高佳虎根诚夫声冬奎扬双坤镇楚水"
    "秀美丽桂兰梅珍莲凤霞香月琴翠娟菊素燕玲花淑巧艳萍婷莉雪蓉蕾菲"
)
_COMMON = (
    "建国 建华 国强 志强 志明 秀英 桂英 秀兰 玉兰 桂兰 秀珍 玉梅 海燕 文华 小红 小平 永红 晓东 建军 建平 明华"
    " 俊杰 浩然 子涵 梓涵 雨欣 欣怡 宇轩 伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 涛 超 霞 平 刚"
)
COMMON = tuple(_COMMON.split())
"""Whole given names that three in ten bear."""
_MINORITY = "阿依古丽 买买提 艾山 热依汗 吐尔逊 古丽娜尔 扎西 卓玛 次仁 央金 尼玛 多吉 木呷 阿果 沙马 吉克"
MINORITY = tuple(_MINORITY.split())
KINDS = (
    "same_id",
    "homophone",
    "traditional",
    "typo",
    "birth_exchanged",
    "birth_digit",
    "id_digit",
    "moved",
    "same_household",
    "name_order",
    "homophone_and_birth_digit",
)


@dataclass(frozen=True)
class Labelled:
    """People, the true pairs (first, second, kind), and pairs that must not be found, likewise."""

    people: pl.DataFrame
    pairs: pl.DataFrame
    unlike: pl.DataFrame


def keyed(rows: pl.DataFrame) -> pl.DataFrame:
    """The frame that is searched, out of rows with a plain ``name``."""
    names = rows["name"].unique().sort()
    keys = pl.DataFrame(
        {
            "name": names,
            "name_key": [key_of_name(name) for name in names],
            "name_sound": [sound_of(name) for name in names],
        }
    )
    return rows.join(keys, on="name", how="left", maintain_order="left").select(
        pl.col(name).cast(dtype) for name, dtype in COLUMNS.items()
    )


def make(people: int, duplicates: int, seed: int, village: int = 1_500) -> Labelled:
    """``people`` persons, and so many of them again with a slip."""
    draw = np.random.default_rng(seed)
    rows = _households(people, village, draw)
    twins = _twins(rows, draw)
    copies, kinds, originals = _copies(rows, duplicates, draw)
    unlike = {"twins": twins, "cousins": _cousins(rows), "namesakes": _namesakes(rows)}
    table = pl.concat([rows, copies])
    # Keys tell nothing of who is a copy.
    shuffled = np.arange(1, table.height + 1)
    draw.shuffle(shuffled)
    table = table.with_columns(pl.Series("person", shuffled[table["person"].to_numpy()]))
    pairs = _pairs(shuffled[originals], shuffled[copies["person"].to_numpy()], kinds)
    others = [_pairs(shuffled[a], shuffled[b], [kind] * len(a)) for kind, (a, b) in unlike.items()]
    return Labelled(keyed(table), pairs, pl.concat(others))


def _pairs(one: Any, other: Any, kinds: list[str]) -> pl.DataFrame:
    return pl.DataFrame(
        {"first": np.minimum(one, other), "second": np.maximum(one, other), "kind": kinds},
        schema={"first": pl.Int64, "second": pl.Int64, "kind": pl.String},
    )


def _households(people: int, village_size: int, draw: np.random.Generator) -> pl.DataFrame:
    """Heads, spouses, children: children share the head's surname and, with each other, a character."""
    sizes = draw.choice([1, 2, 3, 4, 5, 6], p=[0.1, 0.2, 0.2, 0.25, 0.15, 0.1], size=people)
    households = int(np.searchsorted(np.cumsum(sizes), people)) + 1
    sizes = sizes[:households]
    home = np.repeat(np.arange(households), sizes)[:people]
    first = np.r_[True, home[1:] != home[:-1]]
    at = np.arange(people) - np.maximum.accumulate(np.where(first, np.arange(people), 0))
    villages = max(1, people // village_size)
    share = draw.pareto(2.5, villages) + 0.3
    of_home = np.sort(draw.choice(villages, p=share / share.sum(), size=households))
    of_person = of_home[home]
    usual = 1 / (np.arange(len(SURNAMES)) + 3)
    usual /= usual.sum()
    clans = draw.choice(len(SURNAMES), p=usual, size=(villages, 2))
    clan = clans[of_home, draw.integers(0, 2, households)]
    surname_of_home = np.where(
        draw.random(households) < 0.5, clan, draw.choice(len(SURNAMES), p=usual, size=households)
    )
    surname = np.where(at == 1, draw.choice(len(SURNAMES), p=usual, size=people), surname_of_home[home])
    weight = 1 / (np.arange(len(GIVEN)) + 30)
    weight /= weight.sum()
    shared = draw.choice(len(GIVEN), p=weight, size=households)
    middle = np.where(at >= 2, shared[home], draw.choice(len(GIVEN), p=weight, size=people))
    last = draw.choice(len(GIVEN), p=weight, size=people)
    short = (draw.random(people) < 0.2) & (at < 2)
    minority = (draw.random(households) < 0.02)[home]
    parts = draw.integers(0, len(MINORITY), (people, 2))
    common = np.where(draw.random(people) < 0.3, draw.integers(0, len(COMMON), people), -1)
    names = [
        f"{MINORITY[parts[n, 0]]}·{MINORITY[parts[n, 1]]}"
        if minority[n]
        else SURNAMES[surname[n]] + COMMON[common[n]]
        if common[n] >= 0
        else SURNAMES[surname[n]] + ("" if short[n] else GIVEN[middle[n]]) + GIVEN[last[n]]
        for n in range(people)
    ]
    head_born = draw.integers(-9_000, 7_000, households)  # days from 1970
    born = head_born[home] + np.where(at == 1, draw.integers(-1500, 1500, people), 0)
    born = np.where(at >= 2, head_born[home] + 8_000 + (at - 2) * 900 + draw.integers(0, 700, people), born)
    relation = np.select([at == 0, at == 1], ["户主", "配偶"], "子女")
    towns = of_person // 12
    village_code = [
        f"5206{21 + t // 15:02d}{100 + t % 15:03d}{200 + v % 12:03d}"
        for t, v in zip(towns, of_person, strict=True)
    ]
    phone = np.where(draw.random(households) < 0.03, -1 - of_home, np.arange(households))
    known = draw.random(people) > 0.1
    person = np.arange(people)
    return pl.DataFrame(
        {
            "person": person,
            "household": home + 1,
            "village": village_code,
            "name": names,
            "sex": np.where(draw.random(people) < 0.5, "1", "2"),
            "birth": pl.Series(born.astype(np.int32)).cast(pl.Date),
            "id_index": np.where(draw.random(people) < 0.95, np.char.add("i", person.astype(str)), ""),
            "phone_index": np.where(known, np.char.add("p", phone[home].astype(str)), ""),
            "disability_index": np.where(
                draw.random(people) < 0.03, np.char.add("d", person.astype(str)), ""
            ),
            "relation": relation,
        }
    )


def _twins(rows: pl.DataFrame, draw: np.random.Generator) -> tuple[Any, Any]:
    """Every fiftieth pair of brothers is born on one day; changes the rows in place of a column."""
    child = (rows["relation"] == "子女").to_numpy()
    home = rows["household"].to_numpy()
    later = np.flatnonzero(child[1:] & child[:-1] & (home[1:] == home[:-1])) + 1
    chosen = later[draw.random(len(later)) < 0.02]
    chosen = chosen[np.r_[True, np.diff(chosen) > 1]] if len(chosen) else chosen
    births = rows["birth"].to_numpy().copy()
    births[chosen] = births[chosen - 1]
    sexes = rows["sex"].to_numpy().copy()
    sexes[chosen] = sexes[chosen - 1]
    names = rows["name"].to_list()
    for place, at in enumerate(chosen):
        if place % 4 == 0 and "·" not in names[at - 1]:  # every fourth pair sounds the same
            names[at] = _homophone(names[at - 1], draw)
        elif names[at] == names[at - 1]:
            names[at] = _typo(names[at], draw)
    rows.replace_column(rows.get_column_index("birth"), pl.Series("birth", births))
    rows.replace_column(rows.get_column_index("sex"), pl.Series("sex", sexes))
    rows.replace_column(rows.get_column_index("name"), pl.Series("name", names))
    return chosen - 1, chosen


def _apart(wide: pl.DataFrame, *shared: str) -> tuple[Any, Any]:
    """Pairs of different households that share some columns."""
    both = wide.join(wide, on=shared, suffix="_2").filter(
        (pl.col("person") < pl.col("person_2")) & (pl.col("household") != pl.col("household_2"))
    )
    both = both.sort("person", "person_2")
    return both["person"].to_numpy(), both["person_2"].to_numpy()


def _cousins(rows: pl.DataFrame) -> tuple[Any, Any]:
    """People of one village and birth year who share the surname and the next character."""
    wide = rows.with_columns(
        pl.col("name").str.head(2).alias("start"), pl.col("birth").dt.year().alias("year")
    )
    return _apart(wide.filter(pl.col("name").str.len_chars() == 3), "village", "start", "year")


def _namesakes(rows: pl.DataFrame) -> tuple[Any, Any]:
    """People of one county, name and birth year."""
    wide = rows.with_columns(
        pl.col("village").str.head(6).alias("county"), pl.col("birth").dt.year().alias("year")
    )
    return _apart(wide, "county", "name", "year")


@cache
def _by_sound() -> dict[str, list[str]]:
    """The 3,755 usual characters of GB 2312, by sound."""
    found: dict[str, list[str]] = defaultdict(list)
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            try:
                character = bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            found[sound_of(character)].append(character)
    return found


def _homophone(name: str, draw: np.random.Generator) -> str:
    """Another character of the same sound at the end; a name that has none gets one in the middle."""
    for at in (len(name) - 1, len(name) - 2):
        others = [other for other in _by_sound()[sound_of(name[at])] if other != name[at]]
        if others:
            return name[:at] + others[draw.integers(len(others))] + name[at + 1 :]
    return name


def _typo(name: str, draw: np.random.Generator) -> str:
    """Another character that sounds otherwise; one in seven is the surname."""
    at = 0 if draw.random() < 1 / 7 else int(draw.integers(1, len(name)))
    pool = [given for given in GIVEN if sound_of(given) != sound_of(name[at])]
    return name[:at] + pool[draw.integers(len(pool))] + name[at + 1 :]


def _digit(birth: datetime.date, draw: np.random.Generator) -> datetime.date:
    """One digit of the date mistyped, and still a date."""
    while True:
        text = list(birth.strftime("%Y%m%d"))
        at = int(draw.integers(2, 8))
        text[at] = str(draw.integers(0, 10))
        try:
            slipped = datetime.datetime.strptime("".join(text), "%Y%m%d").date()  # noqa: DTZ007
        except ValueError:
            continue
        if slipped != birth:
            return slipped


def _reordered(name: str) -> str:
    return "·".join(reversed(name.split("·"))) if "·" in name else name[0] + name[:0:-1]


def _copies(rows: pl.DataFrame, count: int, draw: np.random.Generator) -> tuple[pl.DataFrame, list[str], Any]:
    traditional = OpenCC("s2t").convert
    villages = rows["village"].unique().sort().to_list()
    order = draw.permutation(rows.height)
    change: dict[str, Callable[[dict[str, Any]], None]] = {
        "same_id": lambda row: row.update(
            name=_typo(row["name"], draw) if draw.random() < 0.3 else row["name"]
        ),
        "homophone": lambda row: row.update(name=_homophone(row["name"], draw)),
        "traditional": lambda row: row.update(name=traditional(row["name"])),
        "typo": lambda row: row.update(name=_typo(row["name"], draw)),
        "birth_exchanged": lambda row: row.update(
            birth=row["birth"].replace(month=row["birth"].day, day=row["birth"].month)
        ),
        "birth_digit": lambda row: row.update(birth=_digit(row["birth"], draw)),
        "id_digit": lambda row: row.update(id_index=f"slip{row['person']}"),
        "moved": lambda row: row.update(village=villages[draw.integers(len(villages))]),
        "same_household": lambda row: None,
        "name_order": lambda row: row.update(name=_reordered(row["name"])),
        "homophone_and_birth_digit": lambda row: row.update(
            name=_homophone(row["name"], draw), birth=_digit(row["birth"], draw)
        ),
    }
    plain = {"homophone", "typo", "homophone_and_birth_digit"}
    copies, kinds, originals = [], [], []
    households = int(rows["household"].max())  # type: ignore[arg-type]
    taken = iter(order)
    while len(copies) < count:
        kind = KINDS[len(copies) % len(KINDS)]
        row = rows.row(int(next(taken)), named=True)
        birth = row["birth"]
        if kind == "birth_exchanged" and (birth.day > 12 or birth.day == birth.month):
            continue
        if kind in plain and "·" in row["name"]:
            continue
        if kind == "name_order" and len(set(row["name"][1:])) < 2:
            continue
        if kind == "same_id" and not row["id_index"]:
            row["id_index"] = ""
            continue
        originals.append(row["person"])
        if kind not in {"same_id", "id_digit"}:
            row["id_index"] = "" if draw.random() < 0.6 else f"other{row['person']}"
        change[kind](row)
        if kind != "same_household":
            row["household"] = households + 1 + len(copies)
            row["relation"] = ("户主", "配偶", "子女", "父母")[draw.integers(4)]
            chance = draw.random()
            row["phone_index"] = (
                row["phone_index"] if chance < 0.4 else "" if chance < 0.7 else f"n{row['person']}"
            )
        row["person"] = rows.height + len(copies)
        copies.append(row)
        kinds.append(kind)
    return pl.DataFrame(copies, schema=rows.schema), kinds, np.array(originals, dtype=np.int64)
