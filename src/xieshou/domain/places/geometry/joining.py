"""Geometry and divisions meet by code; this says where they fail to."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple


class Mismatch(NamedTuple):
    """Codes that one side has and the other lacks, sorted."""

    without_division: list[str]
    without_geometry: list[str]


def compare_codes(geometry: Set[str], divisions: Set[str]) -> Mismatch:
    """``geometry``: codes that are drawn; ``divisions``: six-digit codes in force today.

    The first list is normally short and harmless: 兵团 cities newer than the code list, nature reserves, the
    source's own codes within 台湾省. What stands in the second list cannot be drawn.
    """
    return Mismatch(sorted(geometry - divisions), sorted(divisions - geometry))
