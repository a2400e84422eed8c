"""How a number format shows a date: to the day, the month or the year."""

from __future__ import annotations

import re
from enum import Enum


class DateShape(Enum):
    """As far as a format shows a date."""

    NONE = "none"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


# Built-in formats of the Chinese Excel; only those up to 22 are the same everywhere.
_BUILT_IN = {
    14: DateShape.DAY, 15: DateShape.DAY, 16: DateShape.DAY, 17: DateShape.MONTH, 22: DateShape.DAY,
    27: DateShape.MONTH, 28: DateShape.DAY, 29: DateShape.DAY, 30: DateShape.DAY, 31: DateShape.DAY,
    36: DateShape.MONTH, 50: DateShape.MONTH, 51: DateShape.DAY, 52: DateShape.MONTH, 53: DateShape.DAY,
    54: DateShape.DAY, 57: DateShape.MONTH, 58: DateShape.DAY,
}  # fmt: skip
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def shape_of_format(key: int, code: str) -> DateShape:
    """The shape of the format of that number and code; the code is empty for a built-in one."""
    if key in _BUILT_IN and (not code or code.lower() == "general"):
        return _BUILT_IN[key]
    bare = _QUOTED.sub("", code.split(";")[0]).lower()
    if "y" not in bare and "e" not in bare:
        return DateShape.DAY if "d" in bare and "m" in bare else DateShape.NONE
    if "d" in bare:
        return DateShape.DAY
    if "0" in bare or "#" in bare:
        return DateShape.NONE
    return DateShape.MONTH if "m" in bare else DateShape.YEAR
