"""Folding of written variants, so that 遵義市, 遵义市 and full-width forms meet in one search key."""

from __future__ import annotations

import unicodedata
from functools import cache

from opencc import OpenCC


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


def fold(text: str) -> str:
    """Simplified script, half width, lower case, outer blanks gone; for comparing, never for showing."""
    return str(_to_simplified().convert(unicodedata.normalize("NFKC", text))).casefold().strip()
