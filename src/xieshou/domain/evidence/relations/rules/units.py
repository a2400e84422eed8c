"""Which figures can be compared: like units, and counter words that count the same things."""

from __future__ import annotations

from xieshou.domain.evidence.relations.figure import Figure
from xieshou.kernel.quantity import Kind

COUNTERS = frozenset(
    {
        Kind.PIECE, Kind.ITEM, Kind.FIRM, Kind.BATCH, Kind.TIME, Kind.INSTITUTION, Kind.BUILDING, Kind.TEXT,
        Kind.ENTRY, Kind.COPY,
    }
)  # fmt: skip
"""Words that papers use for one another when they count things: 414个 and 119项 are both projects (A31-5)."""

PEOPLE = frozenset({Kind.PERSON, Kind.PERSON_TIME, Kind.HOUSEHOLD, Kind.HOUSEHOLD_TIME})
"""人, 人次, 户 and 户次 are never interchangeable (A31-3)."""


def comparable(a: Figure, b: Figure) -> bool:
    """Can the numbers stand beside each other?"""
    return a.kind is b.kind or (a.kind in COUNTERS and b.kind in COUNTERS)
