"""Values of a ledger's rows as a page shows them."""

from __future__ import annotations

import re

from xieshou.workbooks.declaring import Column, Kind

_NUMERIC = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY})
_PLAIN = re.compile(r"(-?)(\d+)(?:\.(\d+))?")


def readable(column: Column, shown: str | None) -> str:
    """What a cell shows, numbers with thousands marks and without idle zeros; empty for an empty cell."""
    if shown is None:
        return ""
    number = _PLAIN.fullmatch(shown) if column.kind in _NUMERIC else None
    if number is None:
        return shown
    sign, whole, rest = number.groups()
    decimals = (rest or "").rstrip("0")
    return f"{sign}{int(whole):,}" + (f".{decimals}" if decimals else "")
