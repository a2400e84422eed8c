"""Whole files at rest: AES-256-GCM, chunk by chunk, under a key of the file's own that the ring seals.

A sealed file begins with ``xsf1``, the id of the key of the ring, a nonce and the file's key, sealed. Then
come chunks of a mebibyte, each with its tag; the nonce of each is its number and whether it is the last, so
that a chunk that is left out, moved or cut off does not open. ``bound`` is what the file is (its hash, its
folder's name): a file that is put in the place of another does not open there. Rotation seals the first 72
bytes anew.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from xieshou.domain.personal.keys import Key, Purpose, ring
from xieshou.domain.personal.sealing import UnreadableError

MAGIC = b"xsf1"
CHUNK = 2**20
_ID, _NONCE, _TAG, _KEY = 8, 12, 16, 32
_HEAD = len(MAGIC) + _ID + _NONCE + _KEY + _TAG


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A sealed file and what it is bound to."""

    path: Path
    bound: str

    def unsealed(self) -> Iterator[bytes]:
        """The clear text in chunks. Only for who keeps such files.

        Raises:
            UnreadableError: at once when the key is gone or it is another's file; at a chunk that is spoilt.
        """
        file = self.path.open("rb")
        try:
            cipher = AESGCM(_file_key(file.read(_HEAD), self.bound))
        except BaseException:
            file.close()
            raise
        return _chunks(file, cipher, self.bound)

    @property
    def key_id(self) -> str:
        """The id of the key of the ring that it is under; empty for a file that is none of ours."""
        with self.path.open("rb") as file:
            head = file.read(_HEAD)
        is_ours = len(head) == _HEAD and head.startswith(MAGIC)
        return head[len(MAGIC) :][:_ID].decode("ascii", "replace") if is_ours else ""

    def reseal(self) -> None:
        """Bring it under the newest key: a copy with another beginning takes its place in one step.

        Raises:
            UnreadableError: see ``unsealed``.
        """
        beside = self.path.with_name(f".new-{secrets.token_hex(6)}")
        try:
            with self.path.open("rb") as old, _new_file(beside) as new:
                new.write(_head(_file_key(old.read(_HEAD), self.bound), ring().seal[0], self.bound))
                shutil.copyfileobj(old, new, CHUNK)
                _to_disk(new)
            beside.replace(self.path)
        finally:
            beside.unlink(missing_ok=True)


def seal_file(source: Path, target: Path, bound: str) -> SealedFile:
    """Seal a file into a new one, for its owner alone. It is on the disk when this returns.

    Raises:
        FileExistsError: when there is something in its place.
    """
    key = secrets.token_bytes(_KEY)
    cipher, number = AESGCM(key), 0
    with source.open("rb") as clear, _new_file(target) as sealed:
        sealed.write(_head(key, ring().seal[0], bound))
        chunk = clear.read(CHUNK)
        while True:
            following = clear.read(CHUNK)
            sealed.write(cipher.encrypt(_nonce(number, last=not following), chunk, None))
            if not following:
                break
            chunk, number = following, number + 1
        _to_disk(sealed)
    return SealedFile(target, bound)


_stores: dict[str, Callable[[], Iterable[SealedFile]]] = {}


def register_store(name: str, files: Callable[[], Iterable[SealedFile]]) -> None:
    """Let an area say which sealed files it keeps, for the rotation of keys; called as Django starts."""
    _stores[name] = files


def standing() -> dict[str, Counter[str]]:
    """How many files of each store are under which key."""
    return {name: Counter(key for _file, key in _here(files)) for name, files in _stores.items()}


def stale() -> list[SealedFile]:
    """The files that are under older keys of the ring."""
    old = {key.id for key in ring().seal[1:]}
    return [file for files in _stores.values() for file, key in _here(files) if key in old]


def _here(files: Callable[[], Iterable[SealedFile]]) -> Iterator[tuple[SealedFile, str]]:
    for file in files():
        with suppress(FileNotFoundError):  # it was cleared away meanwhile
            yield file, file.key_id


def _chunks(file: BinaryIO, cipher: AESGCM, bound: str) -> Iterator[bytes]:
    with file:
        chunk, number = file.read(CHUNK + _TAG), 0
        while True:
            following = file.read(CHUNK + _TAG)
            try:
                clear = cipher.decrypt(_nonce(number, last=not following), chunk, None)
            except InvalidTag:
                raise UnreadableError(f"{bound}: the file is spoilt or cut off") from None
            yield clear
            if not following:
                return
            chunk, number = following, number + 1


def _head(file_key: bytes, key: Key, bound: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(key.secret).encrypt(nonce, file_key, _beside(key.id, bound))
    return MAGIC + key.id.encode("ascii") + nonce + sealed


def _file_key(head: bytes, bound: str) -> bytes:
    if len(head) != _HEAD or not head.startswith(MAGIC):
        raise UnreadableError(f"{bound}: no sealed file")
    key_id = head[len(MAGIC) :][:_ID].decode("ascii", "replace")
    key = ring().find(Purpose.SEAL, key_id)
    if key is None:
        raise UnreadableError(f"{bound}: the ring has no key {key_id}")
    nonce, sealed = head[len(MAGIC) + _ID :][:_NONCE], head[-_KEY - _TAG :]
    try:
        return AESGCM(key.secret).decrypt(nonce, sealed, _beside(key_id, bound))
    except InvalidTag:
        raise UnreadableError(f"{bound}: the file is another's or spoilt") from None


def _nonce(number: int, *, last: bool) -> bytes:
    # Of a key that serves one file alone no nonce comes twice.
    return number.to_bytes(_NONCE - 1) + (b"\1" if last else b"\0")


def _beside(key_id: str, bound: str) -> bytes:
    return f"xieshou file\0{key_id}\0{bound}".encode()


def _new_file(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
