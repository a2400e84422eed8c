"""Typed readers of environment variables. Every setting that the environment may change goes through one.

The variables and their meaning are listed in docs/settings.md, which a test keeps complete.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path


class BadSettingError(ValueError):
    """An environment variable holds something that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A setting as it was read, for who administers the installation.

    ``given``: the environment says it. ``shown`` is the value in force, empty for none; of what is ``secret``
    it is always empty, and a password in an address is blotted out.
    """

    name: str
    given: bool
    secret: bool
    shown: str


_readings: dict[str, Reading] = {}
_PASSWORD = re.compile(r"(://)[^/@\s]*@")


def readings() -> tuple[Reading, ...]:
    """Every setting that was read so far, in the order in which it was."""
    return tuple(_readings.values())


def _keep(name: str, value: object, *, secret: bool = False) -> None:
    shown = ",".join(value) if isinstance(value, list) else str(value)
    given = bool(os.environ.get(name, "").strip())
    _readings[name] = Reading(name, given, secret, "" if secret else _PASSWORD.sub(r"\1******@", shown))


def text(name: str, default: str, *, secret: bool = False) -> str:
    """The variable as it stands, else ``default``; a ``secret`` one is never shown."""
    value = os.environ.get(name) or default
    _keep(name, value, secret=secret)
    return value


def boolean(name: str, default: bool) -> bool:
    """1/true/yes/on or 0/false/no/off, in any case.

    Raises:
        BadSettingError: for any other word.
    """
    raw = os.environ.get(name, "").strip().lower()
    yes, no = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
    if raw and raw not in yes | no:
        raise BadSettingError(f"{name}={raw!r}: write true or false")
    value = raw in yes if raw else default
    _keep(name, "true" if value else "false")
    return value


def integer(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of at least ``least``.

    Raises:
        BadSettingError: when it is no number or too small.
    """
    raw = os.environ.get(name, "").strip()
    try:
        value = int(raw) if raw else default
    except ValueError:
        raise BadSettingError(f"{name}={raw!r}: write a whole number") from None
    if raw and value < least:
        raise BadSettingError(f"{name}={raw!r}: write {least} or more")
    _keep(name, value)
    return value


def words(name: str, default: tuple[str, ...] = (), *, secret: bool = False) -> list[str]:
    """A list written with commas; blanks are dropped; a ``secret`` one is never shown."""
    raw = os.environ.get(name, "")
    found = [word.strip() for word in raw.split(",") if word.strip()] or list(default)
    _keep(name, found, secret=secret)
    return found


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
    value = Path(raw).expanduser().resolve() if raw else default
    _keep(name, value)
    return value
