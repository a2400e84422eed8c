"""When two names may be of one unit."""

from __future__ import annotations

import re

from xieshou.domain.places.history.snapshots import COUNTY, PREFECTURE

# The peoples that names of autonomous units carry: 寻甸县 and 寻甸回族彝族自治县 are one.
_PEOPLES = (
    "汉族|蒙古族?|回族?|藏族?|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族"
    "|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族"
    "|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|普米族|塔吉克族?|怒族|鄂温克族|德昂族|保安族"
    "|裕固族|独龙族|各族|多民族"
)
_AUTONOMOUS = re.compile(rf"(?:{_PEOPLES})*(?:自治州|自治县|自治旗|自治区)$")
_KIND = {
    PREFECTURE: re.compile(r"(?:行政区|地区|林区|盟|州|市)$"),
    COUNTY: re.compile(r"(?:工农区|特区|林区|矿区|各族自治县|县|旗|市|区|镇)$"),
}


def core(name: str, level: int) -> str:
    """What remains of a name when its kind changes: 铜仁 of 铜仁地区 and 铜仁市, 玉屏 of 玉屏侗族自治县.

    Never shorter than two characters unless the name itself is (达县 → 达县, since 达 alone is like too much).
    """
    short = _AUTONOMOUS.sub("", name)
    if short == name and level in _KIND:
        short = _KIND[level].sub("", name)
    return short if len(short) >= 2 else name


def short_core(name: str, level: int) -> str:
    """The core without what an upgrade adds to a name of one character: 蓟 of 蓟县 and 蓟州区, 朔 of 朔城区."""
    stem = core(name, level)
    return stem[:-1] if len(stem) == 2 and stem[-1] in "县市区州城" else stem


def alike(one: str, other: str, level: int) -> bool:
    """Do the two names differ at most in their kind or in what an upgrade adds?"""
    return core(one, level) == core(other, level) or short_core(one, level) == short_core(other, level)
