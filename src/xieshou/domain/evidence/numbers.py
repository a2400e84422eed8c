"""The one spelling of a document number under which it is stored and compared."""

from __future__ import annotations

import re
import unicodedata

_WHOLE = re.compile(r"[\u3400-\u9fffA-Za-z]+〔(?:19|20)\d{2}〕[1-9]\d*号")
_YEAR = re.compile(r"[\[\(〔【〈<]\s*(\d{4})\s*[\]\)〕】〉>]\s*(?:第\s*)?(\d+)\s*号")


def canonical_number(text: str) -> str:
    """``中办发[2016]69号`` and ``中办发（2016）69 号`` as ``中办发〔2016〕69号``; empty stays empty.

    A text of another form comes back with blanks and width folded only.
    """
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return _YEAR.sub(r"〔\1〕\2号", folded)


def is_number(canonical: str) -> bool:
    """Is a canonical text issuing office, year in 〔〕 and serial number, as official documents bear it?"""
    return _WHOLE.fullmatch(canonical) is not None
