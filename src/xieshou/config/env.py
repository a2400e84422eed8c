"""Typed readers of environment variables. Every setting that the environment may change goes through one.

The variables and their meaning are listed in docs/settings.md, which a test keeps complete.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path


class BadSettingError(ValueError):
    """An environment variable holds something that cannot be understood."""


def text(name: str, default: str) -> str:
    """The variable as it stands, or ``default`` when it is unset or empty."""
    return os.environ.get(name) or default


def boolean(name: str, default: bool) -> bool:
    """1/true/yes/on or 0/false/no/off, in any case.

    Raises:
        BadSettingError: for any other word.
    """
    raw = os.environ.get(name, "").strip().lower()
    if not raw:
        return default
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    raise BadSettingError(f"{name}={raw!r}: write true or false")


def integer(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of at least ``least``.

    Raises:
        BadSettingError: when it is no number or too small.
    """
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    try:
        value = int(raw)
    except ValueError:
        raise BadSettingError(f"{name}={raw!r}: write a whole number") from None
    if value < least:
        raise BadSettingError(f"{name}={raw!r}: write {least} or more")
    return value


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A list written with commas; blanks are dropped."""
    raw = os.environ.get(name, "")
    found = [word.strip() for word in raw.split(",") if word.strip()]
    return found or list(default)


def choices(name: str, allowed: Collection[str]) -> frozenset[str]:
    """A set of known words written with commas; empty when unset.

    Raises:
        BadSettingError: for a word that is not among ``allowed``.
    """
    found = frozenset(words(name))
    if wrong := sorted(found - set(allowed)):
        raise BadSettingError(f"{name}: {', '.join(wrong)}? write any of {', '.join(sorted(allowed))}")
    return found


def folder(name: str, default: Path) -> Path:
    """An absolute folder path; ``~`` is expanded."""
    raw = os.environ.get(name, "").strip()
    return Path(raw).expanduser().resolve() if raw else default
