"""Names, by what is often heard: surnames by frequency, given names by sex and time of birth.

The lists and their order are from general knowledge, not from a register.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from xieshou.demo.registers.arrays import Ints

SURNAMES = tuple(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向"
    "冉朴全粟滕瞿晏舒"
)
_LOCAL = {
    4228: "向田覃谭黄李张刘杨陈冉谢邓吴", 5206: "田冉杨张安罗吴石龙任黎谯陈",
    5226: "杨吴潘龙石王李张陆欧姜罗刘", 2224: "金李朴崔王张刘郑赵全徐许",
}  # fmt: skip
_LOCAL_SHARE = 0.45
_BORN_BEFORE = 1980
_GIVEN = {
    (0, 0): ("秀桂玉春兰淑凤翠莲菊荣素金美珍芳", "英兰珍莲香芝梅花云琴芬菊娥秀芳平"),
    (0, 1): ("国建明德文志永正光世大长兴成家天", "华明军平林清强生云祥发才富贵忠义"),
    (1, 0): ("晓丽雨思佳欣梦雅静婷海小春艳紫诗", "婷敏娟丽燕玲静雪梅琳颖怡涵琪萍霞"),
    (1, 1): ("志小俊浩宇海文子嘉建泽天晓立家明", "伟强杰涛超磊鹏飞龙辉斌宇轩豪凯林"),
}
_FIRSTS, _SECONDS = 16, 16
_PER_GROUP = _FIRSTS * _SECONDS + _SECONDS
_ONE_CHARACTER = 0.12

GIVEN = [
    name
    for firsts, seconds in _GIVEN.values()
    for name in (*(first + second for first in firsts for second in seconds), *seconds)
]
VARIANTS = {
    "张": "張", "刘": "劉", "陈": "陳", "杨": "楊", "黄": "黃", "赵": "趙",
    "吴": "吳", "孙": "孫", "马": "馬", "华": "花", "英": "瑛", "兰": "蓝",
    "珍": "贞", "国": "囯", "明": "名", "军": "君", "伟": "玮", "强": "強",
    "丽": "莉", "静": "净", "敏": "民", "志": "治", "建": "健", "秀": "绣",
    "玉": "育", "春": "椿", "文": "闻", "平": "萍", "林": "琳", "云": "芸",
    "梅": "玫", "海": "悔", "小": "晓", "晓": "小", "子": "紫", "家": "佳",
}  # fmt: skip
"""Characters and what a second hand writes for them: the other script, the same sound, a slip."""


def draw_surnames(random: np.random.Generator, county: Ints) -> Ints:
    """A surname (its place in the list) for each household: the frequent ones of country and place."""
    weights = 1 / (np.arange(len(SURNAMES)) + 6.0)
    edges = np.cumsum(weights)
    found = np.searchsorted(edges / edges[-1], random.random(len(county)))
    local = random.random(len(county)) < _LOCAL_SHARE
    place = {name: at for at, name in enumerate(SURNAMES)}
    for prefecture, names in _LOCAL.items():
        known = np.array([place[name] for name in names if name in place])
        these = local & (county // 100 == prefecture)
        found[these] = known[(len(known) * random.random(int(these.sum())) ** 1.5).astype(int)]
    return found.astype(np.int64)


def draw_given(random: np.random.Generator, sex: Ints, born: Ints) -> Ints:
    """A given name (its place in ``GIVEN``) for each person."""
    group = 2 * (born >= _BORN_BEFORE) + sex
    two = (_FIRSTS * random.random(len(sex))).astype(int) * _SECONDS + random.integers(0, _SECONDS, len(sex))
    one = _FIRSTS * _SECONDS + random.integers(0, _SECONDS, len(sex))
    return group * _PER_GROUP + np.where(random.random(len(sex)) < _ONE_CHARACTER, one, two)


def full_names(surname: Ints, given: Ints) -> pl.Series:
    """The names as written."""
    words = pl.Series([f"{first}{rest}" for first in SURNAMES for rest in GIVEN], dtype=pl.String)
    return words.gather(surname * len(GIVEN) + given)
