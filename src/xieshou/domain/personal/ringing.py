"""Changes to the key ring that the home keeps: a new key in front, an old one laid aside. One at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import locks

from xieshou.domain.personal.keys import (
    Key,
    Purpose,
    from_environment,
    key_file,
    new_key,
    read_lines,
    ring,
    write_lines,
)


class KeysFromEnvironmentError(RuntimeError):
    """The environment gives the keys of this purpose; whoever set it must change it."""

    def __init__(self, purpose: Purpose) -> None:
        self.purpose = purpose
        super().__init__(f"the environment gives the {purpose} keys")


class NoSuchKeyError(LookupError):
    """The ring has no key of that id, or it is the newest, which is in use by definition."""


def add_key(purpose: Purpose) -> Key:
    """Put a fresh key in front of the ring. It is on the disk when this returns.

    Raises:
        KeysFromEnvironmentError: see there.
    """
    if from_environment(purpose):
        raise KeysFromEnvironmentError(purpose)
    ring()  # makes the file where there is none
    text = new_key()
    with _one_at_a_time(key_file()):
        write_lines(key_file(), [(purpose, text), *read_lines(key_file())])
    return Key.parse(text)


def lay_aside(purpose: Purpose, key_id: str) -> Path:
    """Take an old key out of the ring. It stays beside it in a file that nothing reads: backups need it.

    Whether anything is still under it is the caller's to know. Returns the path of that file.

    Raises:
        KeysFromEnvironmentError: see there.
        NoSuchKeyError: see there.
    """
    if from_environment(purpose):
        raise KeysFromEnvironmentError(purpose)
    if key_id not in [key.id for key in ring().keys(purpose)[1:]]:
        raise NoSuchKeyError(key_id)
    path = key_file()
    aside = path.with_name(f"{path.name}.retired")
    with _one_at_a_time(path):
        lines = read_lines(path)
        old = [line for line in lines if line[0] == purpose and Key.parse(line[1]).id == key_id]
        kept = read_lines(aside) if aside.exists() else []
        write_lines(aside, [*old, *(line for line in kept if line not in old)])
        write_lines(path, [line for line in lines if line not in old])
    return aside


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Two that add a key in the same moment would else lose one, and all that is sealed under it."""
    beside = path.with_name(f"{path.name}.lock")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        locks.lock(file, locks.LOCK_EX)
        try:
            yield
        finally:
            locks.unlock(file)
