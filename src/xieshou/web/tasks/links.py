"""Where a record that a task points to is looked at. An area registers its kinds when Django starts."""

from __future__ import annotations

from collections.abc import Callable

_pages: dict[str, Callable[[int], str]] = {}


def register(kind: str, url: Callable[[int], str]) -> None:
    """Records of this kind have such a page, by primary key."""
    _pages[kind] = url


def page_of(kind: str, key: int | None) -> str:
    """The address of a record's page; empty where there is none."""
    return _pages[kind](key) if key is not None and kind in _pages else ""
