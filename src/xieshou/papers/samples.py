"""Sample values of a paper: what its templates may name, and the same with nothing in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def names_of(sample: Mapping[str, Any], under: str = "") -> list[tuple[str, Any]]:
    """Every name that a template may use, dotted, with its sample value; of a list ``steps[].when``."""
    found: list[tuple[str, Any]] = []
    for name, value in sample.items():
        match value:
            case Mapping():
                found += names_of(value, f"{under}{name}.")
            case [Mapping() as first, *_]:
                found += names_of(first, f"{under}{name}[].")
            case [first, *_]:
                found.append((f"{under}{name}[]", first))
            case _:
                found.append((f"{under}{name}", value))
    return found


def emptied(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same shape with nothing in it: empty lists, no texts, no pictures."""
    return {
        name: emptied(value) if isinstance(value, Mapping) else [] if isinstance(value, list) else ""
        for name, value in values.items()
    }
