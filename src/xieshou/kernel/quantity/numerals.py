"""Numbers below ten thousand in characters, as texts write small counts: 八, 两, 十六, 三百二十, 半."""

from __future__ import annotations

import re
from decimal import Decimal

NUMERAL = "半|[零〇一二两三四五六七八九十百千]+"
_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    **{char: n for n, char in enumerate("三四五六七八九", 3)},
}
_FORM = re.compile(
    r"(?:(?P<k>[一二两三四五六七八九])千)?零?"
    r"(?:(?P<h>[一二两三四五六七八九])百)?零?"
    r"(?:(?P<t>[一二三四五六七八九])?(?P<ten>十))?"
    r"(?P<u>[一二两三四五六七八九])?"
)


def read_numeral(text: str) -> Decimal | None:
    """The number that the characters spell; None where they spell none (百千, 二〇一三).

    三百五 is none either: speech means 350 by it, and what is written out 305.
    """
    if text == "半":
        return Decimal("0.5")
    if text in ("零", "〇"):
        return Decimal(0)
    found = _FORM.fullmatch(text)
    if not found or not any(found.groups()):
        return None
    if found["u"] and (found["k"] or found["h"]) and not found["ten"] and "零" not in text:
        return None
    tens = _DIGITS[found["t"]] if found["t"] else 1 if found["ten"] else 0
    return Decimal(
        _DIGITS[found["k"] or "零"] * 1000
        + _DIGITS[found["h"] or "零"] * 100
        + tens * 10
        + _DIGITS[found["u"] or "零"]
    )
