"""Reads the short citations that tables carry in a column, such as ``S3 (table for 2001–2010), S1``."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A seed article, a numbered source, a policy document: the three forms of Document.code in our tables.
_CODE = re.compile(
    r"[\[［](?P<article>\d{3})[\]］]|(?<![0-9A-Za-z])(?P<other>S\d{1,3}|P\d{4}(?:-\d+)?)(?![0-9A-Za-z])"
)
_PART = re.compile(r"[;；,，、()（）]")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Citations:
    """What a citation column says: document codes in order of mention, once each, and the words beside them.

    A code inside a phrase ("S19 says 厦门 helps 甘肃") is listed and also stays in ``remark``, which would
    make no sense without it.
    """

    codes: tuple[str, ...]
    remark: str


def parse_citations(text: str) -> Citations:
    """Separate codes from words. Never fails: a text without codes is all remark.

    Marks such as ✔ and ◐ before a code, and dashes that stand alone, are neither.
    """
    codes = tuple(dict.fromkeys(_code(found) for found in _CODE.finditer(text)))
    parts = (part.strip() for part in _PART.split(text))
    return Citations(codes, "; ".join(part for part in parts if _WORD.search(_CODE.sub("", part))))


def _code(found: re.Match[str]) -> str:
    return f"[{found['article']}]" if found["article"] else found["other"]
