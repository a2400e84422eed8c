"""The templates that users brought, kept in the home: every version stays, and one is in use.

A folder for each paper and language. ``0001.json``, ``0002.json`` … are the acts, in order: who took which
template into use, when, and why; the last one says what is in use now. The templates stand beside them under
their hashes. Nothing is ever changed or deleted, so that a printed paper leads back to its template.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xieshou.kernel.actor import Actor

FOLDER = "templates"
_ACT = re.compile(r"(\d{4,})\.json")


class NoSuchVersionError(LookupError):
    """There is no version of that number, or its file is missing or no longer what was kept."""


@dataclass(frozen=True, slots=True)
class Version:
    """One act on the shelf: a template taken into use; ``sha256`` is empty for a return to the shipped.

    ``again`` is the number of the earlier version that it brings back, or 0.
    """

    number: int
    sha256: str
    name: str
    by: str
    at: datetime
    note: str = ""
    again: int = 0

    @property
    def shipped(self) -> bool:
        """Does it bring back the template that comes with the software?"""
        return not self.sha256


@dataclass(frozen=True, slots=True)
class Shelf:
    """The versions of one paper in one language; ``folder`` need not exist yet."""

    folder: Path

    def versions(self) -> list[Version]:
        """All acts, the latest first."""
        if not self.folder.is_dir():
            return []
        numbers = [int(found[1]) for path in self.folder.iterdir() if (found := _ACT.fullmatch(path.name))]
        return [self._read(number) for number in sorted(numbers, reverse=True)]

    def in_use(self) -> Version | None:
        """The version in use; None while it is the shipped one."""
        latest = next(iter(self.versions()), None)
        return None if latest is None or latest.shipped else latest

    def template(self, version: Version) -> bytes:
        """The bytes of a version.

        Raises:
            NoSuchVersionError: when its file is missing or was changed.
        """
        try:
            data = (self.folder / f"{version.sha256}.docx").read_bytes()
        except OSError:
            raise NoSuchVersionError(version.number) from None
        if hashlib.sha256(data).hexdigest() != version.sha256:
            raise NoSuchVersionError(version.number)
        return data

    def version(self, number: int) -> Version:
        """One version.

        Raises:
            NoSuchVersionError: when there is none of that number.
        """
        for version in self.versions():
            if version.number == number:
                return version
        raise NoSuchVersionError(number)

    def take(self, *, actor: Actor, data: bytes, name: str, at: datetime, note: str = "") -> Version:
        """Keep a template that was checked, and take it into use.

        Raises:
            NotAllowedError: for all but administrators.
        """
        actor.require_write("templates")
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.folder / f"{sha256}.docx"
        # Kept under its hash: what is there already is the same.
        with contextlib.suppress(FileExistsError):
            _write_new(path, data)
        return self._act({"sha256": sha256, "name": name, "by": actor.name, "at": at, "note": note})

    def use_again(self, *, actor: Actor, number: int, at: datetime) -> Version:
        """Take an earlier version into use again.

        Raises:
            NotAllowedError: for all but administrators.
            NoSuchVersionError: when it is not there, or is none but a return to the shipped one.
        """
        actor.require_write("templates")
        earlier = self.version(number)
        self.template(earlier)
        return self._act(
            {
                "sha256": earlier.sha256,
                "name": earlier.name,
                "by": actor.name,
                "at": at,
                "again": number,
            }
        )

    def restore(self, *, actor: Actor, at: datetime) -> Version:
        """Return to the template that comes with the software; the others stay.

        Raises:
            NotAllowedError: for all but administrators.
        """
        actor.require_write("templates")
        return self._act({"sha256": "", "name": "", "by": actor.name, "at": at, "note": ""})

    def _read(self, number: int) -> Version:
        facts = json.loads((self.folder / f"{number:04}.json").read_text("utf-8"))
        return Version(number=number, **{**facts, "at": datetime.fromisoformat(facts["at"])})

    def _act(self, facts: Mapping[str, object]) -> Version:
        """Write an act under the next number; who comes second takes the one after."""
        text = json.dumps(facts, ensure_ascii=False, default=lambda at: at.isoformat())
        number = max((version.number for version in self.versions()), default=0)
        while True:
            number += 1
            try:
                _write_new(self.folder / f"{number:04}.json", text.encode())
            except FileExistsError:
                continue
            return self._read(number)


def shelf_of(home: Path, paper: str, language: str) -> Shelf:
    """The shelf of a paper in a language under a home."""
    return Shelf(home / FOLDER / paper / language)


def _write_new(path: Path, data: bytes) -> None:
    """All of it or nothing, and never over another: a link is made only where there is no file.

    Raises:
        FileExistsError: when there is one already.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)
    finally:
        Path(beside).unlink(missing_ok=True)
