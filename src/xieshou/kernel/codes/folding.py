"""What people type around a code: full-width digits, blanks, hyphens, small letters."""

from __future__ import annotations

import re
import unicodedata

_NOISE = re.compile(r"[\s\-‐‑–—'’]+")


def fold_code(text: str) -> str:
    """The bare code in half-width capitals."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).upper()
