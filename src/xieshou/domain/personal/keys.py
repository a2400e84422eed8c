"""The key ring: which keys seal, open and index. Out of the environment, else out of a file of the home.

A key is 32 random bytes in URL-safe base64. Its id, the first eight hexadecimal digits of a digest, stands in
front of everything that it made, so that a ring of several knows which to take.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from django.conf import settings


class Purpose(StrEnum):
    """What a key is for. One key never serves both."""

    SEAL = "seal"
    INDEX = "index"


class BadKeyError(ValueError):
    """A key of the ring cannot be read. The message never holds the key."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its id and its 32 bytes, which no representation shows."""

    id: str
    secret: bytes = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Key:
        """Read the base64 of 32 bytes.

        Raises:
            BadKeyError: when it is anything else.
        """
        try:
            secret = base64.b64decode(text.strip(), altchars=b"-_", validate=True)
        except ValueError:
            secret = b""
        if len(secret) != 32:
            raise BadKeyError("a key is 32 bytes in URL-safe base64; `xieshou keys new` writes one")
        return cls(hashlib.sha256(b"xieshou key id\0" + secret).hexdigest()[:8], secret)


@dataclass(frozen=True, slots=True)
class Ring:
    """All keys, the newest of each purpose first."""

    seal: tuple[Key, ...]
    index: tuple[Key, ...]

    def keys(self, purpose: Purpose) -> tuple[Key, ...]:
        """Those of a purpose, the newest first."""
        return self.seal if purpose is Purpose.SEAL else self.index

    def find(self, purpose: Purpose, key_id: str) -> Key | None:
        """The key of that id, when the ring has it."""
        return next((key for key in self.keys(purpose) if key.id == key_id), None)


def new_key() -> str:
    """A fresh key, as it is written down."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")


def from_environment(purpose: Purpose) -> bool:
    """Are the keys of this purpose given by the environment, so that we cannot add to them?"""
    return bool(_given(purpose))


def ring() -> Ring:
    """The keys as they stand now. A server sees a key that ``xieshou keys rotate`` added meanwhile.

    Raises:
        BadKeyError: when a key of the environment or of the file cannot be read.
    """
    seal, index = _given(Purpose.SEAL), _given(Purpose.INDEX)
    kept = Ring((), ()) if seal and index else _kept()
    return Ring(_parsed(tuple(seal)) or kept.seal, _parsed(tuple(index)) or kept.index)


def check() -> None:
    """Read what is given and what is kept, so that a bad key stops the start and not the first reader.

    Raises:
        BadKeyError: see ``ring``.
    """
    for purpose in Purpose:
        _parsed(tuple(_given(purpose)))
    if key_file().exists():
        ring()


def key_file() -> Path:
    """Where the home keeps its keys, readable by its owner alone."""
    return Path(settings.PERSONAL_KEY_FILE)


def read_lines(path: Path) -> list[tuple[Purpose, str]]:
    """The keys of a file as (purpose, key), in the order of the file: the newest first.

    Raises:
        BadKeyError: for a line that is no key.
    """
    lines = []
    for number, line in enumerate(path.read_text("ascii").splitlines(), start=1):
        if line.strip():
            purpose, _, text = line.partition(" ")
            if purpose not in set(Purpose):
                raise BadKeyError(f"{path}, line {number}: a line is `seal KEY` or `index KEY`")
            lines.append((Purpose(purpose), text.strip()))
    return lines


def write_lines(path: Path, lines: list[tuple[Purpose, str]], *, anew: bool = False) -> None:
    """Write the file in one step, for its owner alone; ``anew``: only where there is none yet.

    Raises:
        FileExistsError: when ``anew`` and another process was first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(
        os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
    ) as file:
        file.writelines(f"{purpose} {text}\n" for purpose, text in lines)
        file.flush()
        os.fsync(file.fileno())
    try:
        if anew:
            os.link(beside, path)
        else:
            os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _given(purpose: Purpose) -> list[str]:
    return list(settings.PERSONAL_KEYS if purpose is Purpose.SEAL else settings.PERSONAL_INDEX_KEYS)


def _kept() -> Ring:
    path = key_file()
    try:
        seen = path.stat()
    except FileNotFoundError:
        with suppress(FileExistsError):  # another process was first
            write_lines(path, [(purpose, new_key()) for purpose in Purpose], anew=True)
        seen = path.stat()
    return _read(path, seen.st_mtime_ns, seen.st_ino)


@lru_cache(maxsize=8)
def _read(path: Path, _modified: int, _inode: int) -> Ring:
    lines = read_lines(path)
    seal, index = (
        tuple(Key.parse(text) for purpose, text in lines if purpose is wanted) for wanted in Purpose
    )
    if not seal or not index:
        raise BadKeyError(f"{path}: it needs a line `seal KEY` and a line `index KEY`")
    return Ring(seal, index)


@lru_cache(maxsize=8)
def _parsed(texts: tuple[str, ...]) -> tuple[Key, ...]:
    return tuple(Key.parse(text) for text in texts)
