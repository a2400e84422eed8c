"""When two names may be of one unit."""

from __future__ import annotations

import re
from functools import cache

from xieshou.domain.places.names import stem

# Kinds of districts that came and went while the place went on.
_FORMER_KIND = re.compile(r"(?:工农|工矿|矿)区$")


@cache
def core(name: str, level: int) -> str:
    """What remains of a name when its kind changes: 铜仁 of 铜仁地区 and 铜仁市, 金口河 of 金口河工农区."""
    shorter = _FORMER_KIND.sub("区", name)
    return stem(shorter if len(shorter) > 2 else name, level)


@cache
def short_core(name: str, level: int) -> str:
    """The core without what an upgrade adds to a short name: 蓟 of 蓟县 and 蓟州区, 朔 of 朔县 and 朔城区."""
    whole = core(name, level)
    return whole[:-1] if len(whole) == 2 and whole[-1] in "县市区州城" else whole


def alike(one: str, other: str, level: int) -> bool:
    """Do the two names differ at most in their kind or in what an upgrade adds?"""
    return core(one, level) == core(other, level) or short_core(one, level) == short_core(other, level)
