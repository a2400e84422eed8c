"""Names of divisions: folding, stems, initials, English forms (thin; the full version replaces this file)."""

from __future__ import annotations

import re
import unicodedata

_SUFFIX = {
    1: r"(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)$",
    2: r"(地区|自治州|林区|盟|州|市)$",
    3: r"(特区|林区|矿区|新区|自治县|自治旗|左旗|县|旗|市|区)$",
    4: r"(街道办事处|街道|民族乡|苏木|镇|乡)$",
}


def name_key(name: str) -> str:
    """The name in one width and without spaces."""
    return unicodedata.normalize("NFKC", name).replace(" ", "")


def stem(name: str, level: int) -> str:
    """The name without the word for its kind."""
    key = name_key(name)
    short = re.sub(_SUFFIX.get(level, r"$^"), "", key)
    return short if len(short) >= 2 else key


def initials(name: str) -> str:
    """The pinyin initials of the name."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))[:30]


def english_name(name: str, level: int) -> str:
    """The English name."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(stem(name, level))).capitalize()
