"""The files of uploads in the home: each whole or not there at all, and readable by the server alone.

``uploads/files/ab/ab….xlsx`` are the files as they were sent, under their hashes; ``uploads/found/<name>/``
is what a dry run found in one. Folders are never changed: a new dry run writes a new one.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from xieshou.workbooks.guarding import FileFormat, Limits, guard
from xieshou.workbooks.refusing import TooLargeError

_DIGEST = re.compile(r"[0-9a-f]{64}")
_FORMATS = frozenset(form.value for form in FileFormat)
# What no row names yet may be named in a moment.
_LEFT_OVER = 24 * 3600


def root() -> Path:
    """The folder of everything that was uploaded."""
    return Path(settings.XIESHOU_HOME) / "uploads"


def path_of(sha256: str, form: str) -> Path:
    """Where the file of that hash and format (.xlsx, .xls, .csv, .parquet) stands.

    Raises:
        ValueError: for anything that is no hash, or no format.
    """
    if not _DIGEST.fullmatch(sha256) or form not in _FORMATS:
        raise ValueError(f"{sha256!r}{form!r} names no upload")
    return root() / "files" / sha256[:2] / f"{sha256}{form}"


def folder_of(name: str) -> Path:
    """The folder of what a dry run found."""
    return root() / "found" / Path(name).name


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that passed the guard and waits beside its place."""

    beside: Path
    sha256: str
    size: int
    format: FileFormat

    def settle(self) -> None:
        """Put it in its place."""
        place = path_of(self.sha256, self.format.value)
        place.parent.mkdir(parents=True, exist_ok=True)
        self.beside.replace(place)


@contextmanager
def arriving(chunks: Iterable[bytes], name: str, limits: Limits) -> Iterator[Arrived]:
    """Write what comes in beside its place and let the guard look at it; gone again unless it is settled.

    Raises:
        RefusedFileError: when it is too large, or the guard refuses it.
    """
    root().mkdir(parents=True, exist_ok=True)
    handle, held = tempfile.mkstemp(prefix=".new-", dir=root())
    beside, size, digest = Path(held), 0, hashlib.sha256()
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > limits.size:
                    raise TooLargeError(size=f"{size / 2**20:.0f}+", limit=f"{limits.size / 2**20:.0f}")
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        yield Arrived(beside, digest.hexdigest(), size, guard(beside, name, limits))
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def new_folder() -> Iterator[Path]:
    """A folder to fill; it stands under its own name once the block ends well."""
    name = secrets.token_hex(12)
    beside = root() / "found" / f".new-{name}"
    beside.mkdir(parents=True, mode=0o700)
    try:
        yield beside
        beside.rename(folder_of(name))
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def finished(folder: Path) -> str:
    """The name under which a folder of ``new_folder`` stands."""
    return folder.name.removeprefix(".new-")


def remove_folder(name: str) -> None:
    """Take away what a dry run found."""
    if name:
        shutil.rmtree(folder_of(name), ignore_errors=True)


def left_over(files: set[str], folders: set[str]) -> list[Path]:
    """What is older than a day and belongs to no upload: rests of processes that were killed."""
    before = time.time() - _LEFT_OVER
    known = {path_of(*each.split(" ")) for each in files} | {folder_of(name) for name in folders}
    here = [
        *root().glob(".new-*"),
        *root().glob("files/*/*"),
        *root().glob("found/*"),
        *root().glob("found/.new-*"),
    ]
    return [path for path in dict.fromkeys(here) if path not in known and path.stat().st_mtime < before]


def remove(path: Path) -> None:
    """Take a file or a folder away."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
