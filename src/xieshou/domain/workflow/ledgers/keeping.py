"""The files of uploads in the home: each whole or not there at all, sealed, for the server alone.

``uploads/files/ab/ab….xlsx.sealed`` are the files as they were sent, under their hashes;
``uploads/found/<name>/`` is what a dry run found in one. Folders are never changed: a new dry run writes a
new one.

A file that is read lies in clear beside them while it is read, and its reader holds a lock on it: what nobody
holds was left by a process that was killed, and goes (``remove_abandoned``).
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
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import locks

from xieshou.domain.personal.files import SealedFile, seal_file
from xieshou.workbooks.guarding import FileFormat, Limits, guard
from xieshou.workbooks.refusing import TooLargeError

_DIGEST = re.compile(r"[0-9a-f]{64}")
_FORMATS = frozenset(form.value for form in FileFormat)
# What no row names yet may be named in a moment.
_LEFT_OVER = 24 * 3600
# What is older than this and not held is nobody's: between making a file and holding it is a moment.
_A_MOMENT = 60
SEALED = ".sealed"
MARKED = "marked.xlsx"
"""The sender's own workbook with the wrong cells marked, in the folder of what was found."""


def root() -> Path:
    """The folder of everything that was uploaded."""
    return Path(settings.XIESHOU_HOME) / "uploads"


def path_of(sha256: str, form: str) -> Path:
    """Where the file of that hash and format (.xlsx, .xls, .csv, .parquet) stands, sealed.

    Raises:
        ValueError: for anything that is no hash, or no format.
    """
    if not _DIGEST.fullmatch(sha256) or form not in _FORMATS:
        raise ValueError(f"{sha256!r}{form!r} names no upload")
    return root() / "files" / sha256[:2] / f"{sha256}{form}{SEALED}"


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
        """Seal it into its place."""
        _seal(self.beside, path_of(self.sha256, self.format.value), self.sha256)


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
            locks.lock(file, locks.LOCK_EX)
            for chunk in chunks:
                size += len(chunk)
                if size > limits.size:
                    raise TooLargeError(size=f"{size / 2**20:.0f}+", limit=f"{limits.size / 2**20:.0f}")
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            yield Arrived(beside, digest.hexdigest(), size, guard(beside, name, limits))
    finally:
        beside.unlink(missing_ok=True)


def sent_file(sha256: str, form: str) -> SealedFile | None:
    """The file as it was sent; None where it is gone."""
    sealed = SealedFile(path_of(sha256, form), sha256)
    if (clear := sealed.path.with_suffix("")).is_file():
        _seal(clear, sealed.path, sha256)
    return sealed if sealed.path.is_file() else None


def marked_file(name: str) -> SealedFile | None:
    """The marked workbook of a folder; None where nothing is marked, or it is gone."""
    sealed = SealedFile(folder_of(name) / f"{MARKED}{SEALED}", name)
    return sealed if name and sealed.path.is_file() else None


@contextmanager
def opened(sealed: SealedFile, form: str) -> Iterator[Path]:
    """A clear copy for who reads files by their path, for the server alone, gone when the block ends.

    Raises:
        UnreadableError: when it does not open.
    """
    handle, held = tempfile.mkstemp(prefix=".open-", suffix=form, dir=root())
    try:
        with os.fdopen(handle, "wb") as file:
            locks.lock(file, locks.LOCK_EX)
            for chunk in sealed.unsealed():
                file.write(chunk)
            file.flush()
            yield Path(held)
    finally:
        Path(held).unlink(missing_ok=True)


def _seal(clear: Path, place: Path, bound: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".new-{secrets.token_hex(6)}")
    try:
        seal_file(clear, beside, bound).path.replace(place)
    finally:
        beside.unlink(missing_ok=True)
    clear.unlink(missing_ok=True)


def sealed_files() -> Iterator[SealedFile]:
    """Every one, for the rotation of keys."""
    for path in root().glob(f"files/*/*{SEALED}"):
        yield SealedFile(path, path.name.partition(".")[0])
    for path in root().glob(f"found/*/{MARKED}{SEALED}"):
        yield SealedFile(path, path.parent.name)


def seal_earlier() -> None:
    """Seal what a version before sealing left in clear."""
    for path in [*root().glob("files/*/*"), *root().glob(f"found/*/{MARKED}")]:
        bound = path.parent.name if path.name == MARKED else path.name.partition(".")[0]
        if path.suffix != SEALED and not path.name.startswith(".") and not path.parent.name.startswith("."):
            _seal(path, path.with_name(f"{path.name}{SEALED}"), bound)


@contextmanager
def new_folder() -> Iterator[Path]:
    """A folder to fill; it stands under its own name once the block ends well."""
    name = secrets.token_hex(12)
    beside = root() / "found" / f".new-{name}"
    beside.mkdir(parents=True, mode=0o700)
    held = os.open(beside, os.O_RDONLY)
    try:
        locks.lock(held, locks.LOCK_EX)
        yield beside
        if (marked := beside / MARKED).is_file():
            _seal(marked, beside / f"{MARKED}{SEALED}", name)
        beside.rename(folder_of(name))
    finally:
        os.close(held)
        shutil.rmtree(beside, ignore_errors=True)


def finished(folder: Path) -> str:
    """The name under which a folder of ``new_folder`` stands."""
    return folder.name.removeprefix(".new-")


def remove_folder(name: str) -> None:
    """Take away what a dry run found."""
    if name:
        shutil.rmtree(folder_of(name), ignore_errors=True)


def remove_abandoned() -> None:
    """Take away what lies in clear and nobody holds any more: its process was killed."""
    for path in [*root().glob(".new-*"), *root().glob(".open-*"), *root().glob("found/.new-*")]:
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - _A_MOMENT and _is_free(path):
                remove(path)


def _is_free(path: Path) -> bool:
    held = os.open(path, os.O_RDONLY)
    try:
        return bool(locks.lock(held, locks.LOCK_EX | locks.LOCK_NB))
    finally:
        os.close(held)


def left_over(files: set[str], folders: set[str]) -> list[Path]:
    """What is older than a day and belongs to no upload: rests of processes that were killed."""
    before = time.time() - _LEFT_OVER
    known = {path_of(*each.split(" ")) for each in files} | {folder_of(name) for name in folders}
    here = [
        *root().glob("files/*/*"),
        *root().glob("files/*/.new-*"),
        *root().glob("found/*"),
    ]
    return [path for path in dict.fromkeys(here) if path not in known and path.stat().st_mtime < before]


def remove(path: Path) -> None:
    """Take a file or a folder away."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
