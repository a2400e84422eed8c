"""A picture among the values of a paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG as it stands in a paper; ``alt`` says in words what it shows."""

    png: bytes
    width_mm: float
    alt: str
