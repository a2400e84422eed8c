"""Which figures can be compared: like units, and counter words that count the same things."""

from __future__ import annotations

from xieshou.domain.evidence.relations.figure import Figure
from xieshou.kernel.quantity import Kind, count_alike

PEOPLE = frozenset({Kind.PERSON, Kind.PERSON_TIME, Kind.HOUSEHOLD, Kind.HOUSEHOLD_TIME})
"""人, 人次, 户 and 户次 are never interchangeable (A31-3)."""


def comparable(a: Figure, b: Figure) -> bool:
    """Can the numbers stand beside each other?"""
    return count_alike(a.kind, b.kind)
