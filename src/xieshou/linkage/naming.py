"""Names as keys: folded characters, and their sound without tones."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from xieshou.kernel.text import fold, is_han

# The dots inside names of minorities are typed in many ways, or not at all.
_MARKS = re.compile(r"[·•‧・･∙⋅.,'\"()\-_/\s]+")

_CHARACTERS = "单仇解曾任朴查盖区华召缪翟员折种逄句能繁秘祭冼洗尉黑长乐覃燕纪哈那宁"
_READ = (
    "shan qiu xie zeng ren piao zha ge ou hua shao miao zhai yun she chong pang gou nai po bi zhai"
    " xian xian wei he zhang yue qin yan ji ha na ning"
)
_READINGS = _READ.split()
_SURNAMES = {
    # Readings that a character has as a surname and not elsewhere (现代汉语词典, from memory: 待核实).
    # Regional ones (覃 qin or tan, 乐 yue or le) have one here: a key must be one.
    **dict(zip(_CHARACTERS, _READINGS, strict=True)),
    "尉迟": "yu chi",
    "万俟": "mo qi",
    "长孙": "zhang sun",
    "单于": "chan yu",
}


@cache
def _reading(character: str) -> str:
    from pypinyin import lazy_pinyin  # its dictionary takes 0.2 s and 30 MiB, which only searches should pay

    return lazy_pinyin(character, errors="default")[0].lower()


@lru_cache(maxsize=65_536)
def key_of_name(name: str) -> str:
    """The characters of a name to compare by: folded, without dots and blanks. 遵義 → 遵义, 阿·买 → 阿买."""
    return _MARKS.sub("", fold(name))


def sound_of(name: str) -> str:
    """The sound of a name: pinyin without tones, blanks between syllables; Latin words stay whole.

    Each character has one reading wherever it stands, but for surnames at the beginning, so that the same
    characters always sound the same and a key of a part is a part of the key: ``sound_of("單雄信") ==
    "shan xiong xin"``, ``sound_of("阿依古丽·买买提") == "a yi gu li mai mai ti"``, ``sound_of("Li 明") ==
    "li ming"``. An empty name has an empty sound.
    """
    folded = fold(name)
    parts: list[str] = []
    for length in (2, 1):
        if (surname := folded[:length]) in _SURNAMES and (length == 2 or len(folded) > 1):
            parts, folded = _SURNAMES[surname].split(), folded[length:]
            break
    for word in _MARKS.split(folded):
        latin = ""
        for character in word:
            if is_han(character):
                if latin:
                    parts.append(latin)
                    latin = ""
                parts.append(_reading(character))
            else:
                latin += character
        if latin:
            parts.append(latin)
    return " ".join(parts)
