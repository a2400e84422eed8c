"""Folding of written Chinese, so that 遵義市, 遵义市 and ５２０３００ find what 遵义市 and 520300 find.

A folded text is a key to compare by, never something to show. Folding goes character by character: the key of
a part is a part of the key of the whole, which phrase-wise conversion (乾隆 but 乾→干) would not give.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

# Quotes and brackets differ by script and by typist: 〔2016〕, [2016] and （2016） are one.
_BRACKETS = str.maketrans(
    {
        **dict.fromkeys("〔【[{〈《〖", "("),
        **dict.fromkeys("〕】]}〉》〗", ")"),
        **dict.fromkeys("「」『』“”„‟〝〞", '"'),
        **dict.fromkeys("‘’‚‛`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        # Seen in names: characters that neither NFKC nor the script table brings together.
        "甯": "宁",
        "囯": "国",
        "蔵": "藏",
    }
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_BLANKS = re.compile(r"\s+")
# A blank is kept only between two words of a script that writes blanks.
_NEEDLESS_BLANK = re.compile(r"(?<![!-~\u00c0-\u024f]) | (?![!-~\u00c0-\u024f])")


@cache
def _to_simplified() -> dict[int, str]:
    """Traditional → simplified, one character at a time, out of OpenCC's table (built once, 50 ms)."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    table: dict[int, str] = {}
    for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF)):
        for point in range(first, last + 1):
            simplified = convert(chr(point))
            if simplified != chr(point) and len(simplified) == 1:
                table[point] = simplified
    return table


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The key of a text: half width, simplified, lower case, one kind of bracket and quote, no idle blanks.

    ``fold("銅仁地區") == "铜仁地区"``, ``fold("ＧＢ　２２６０") == "gb 2260"``,
    ``fold("〔2016〕") == "(2016)"``.
    Folding a folded text changes nothing.
    """
    folded = _fold_once(text)
    while folded != text:  # removing a blank can bring together what NFKC then joins: "H¨"
        text, folded = folded, _fold_once(folded)
    return folded


def _fold_once(text: str) -> str:
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_to_simplified())
    text = _BLANKS.sub(" ", text.translate(_BRACKETS)).strip().lower()
    return _NEEDLESS_BLANK.sub("", text) if " " in text else text


def same(one: str, other: str) -> bool:
    """Do two texts differ in nothing but script, width, case, brackets and blanks?"""
    return fold(one) == fold(other)


def is_han(character: str) -> bool:
    """Is it a Chinese character?"""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"
