"""A name for the present state of all static files."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path


def static_stamp(folder: Path) -> str:
    """Ten hex digits that change with any file of ours and with the packages that bring files."""
    digest = hashlib.blake2b(digest_size=5)
    for package in ("django", "django-unfold"):
        digest.update(f"{package} {version(package)}".encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".gz":
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
