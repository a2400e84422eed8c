"""Kept files under a home: each stands under its hash, is written whole or not at all, and never changed."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

FOLDER = "attachments"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class FileGoneError(LookupError):
    """The file that a record names is not in the home, though it should be."""


def digest_of(data: bytes) -> str:
    """The name under which the bytes are kept: their SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def path_of(home: Path, sha256: str) -> Path:
    """Where a file of that hash stands; nothing but a hash leads to a path.

    Raises:
        ValueError: for anything that is no hash.
    """
    if not _DIGEST.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256")
    return home / FOLDER / sha256[:2] / sha256


def keep(home: Path, data: bytes) -> str:
    """Store the bytes and return their hash. What is there already stays as it is."""
    sha256 = digest_of(data)
    path = path_of(home, sha256)
    if not path.is_file():
        write_whole(path, data)
    return sha256


def read(home: Path, sha256: str) -> bytes:
    """The bytes kept under a hash.

    Raises:
        FileGoneError: when the file is missing.
    """
    try:
        return path_of(home, sha256).read_bytes()
    except FileNotFoundError as error:
        raise FileGoneError(sha256) from error


def forget(home: Path, sha256: str) -> None:
    """Delete a file that no record names any more."""
    path_of(home, sha256).unlink(missing_ok=True)


def damaged(home: Path, hashes: Iterable[str]) -> list[str]:
    """Of the hashes, those whose file is missing or no longer what was kept, with the reason."""
    wrong = []
    for sha256 in hashes:
        path = path_of(home, sha256)
        if not path.is_file():
            wrong.append(f"{sha256}: missing")
        elif _hash_of_file(path) != sha256:
            wrong.append(f"{sha256}: not as it was kept")
    return wrong


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the place, force it to the disk, then rename: a power cut leaves all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last; Windows opens no folders and needs it not."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _hash_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
