"""The built files by name."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

FOLDER = "geometry"
NAMES = re.compile(
    r"(?:national|prefectures|counties|boundary-lines|points|index|(?:provinces|counties)/[0-9]{6})\.json"
)


class UnknownGeometryFileError(LookupError):
    """No such file belongs to the map geometry, or it has not been built."""


def geometry_path(home: Path, name: str) -> Path:
    """The file ``name``, such as ``counties/520600.json``, under ``home``; safe for names from a request.

    Beside every file stands its compressed twin, the same name with ``.gz`` added.

    Raises:
        UnknownGeometryFileError: for any other name, and for a file that was not built.
    """
    if not NAMES.fullmatch(name):
        raise UnknownGeometryFileError(name)
    path = home / FOLDER / name
    if not path.is_file():
        raise UnknownGeometryFileError(name)
    return path


def damaged_files(home: Path) -> tuple[int, list[str]]:
    """How many map files the index under ``home`` names, and which are gone or no longer what was drawn.

    A home without maps has none that could be damaged.
    """
    folder = home / FOLDER
    if not folder.is_dir():
        return 0, []
    try:
        drawn: dict[str, str] = json.loads((folder / "index.json").read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError) as problem:
        return 0, [f"index.json: {problem}"]
    wrong = []
    for name, digest in drawn.items():
        path = folder / name
        if not path.is_file():
            wrong.append(f"{name}: missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest()[:16] != digest:
            wrong.append(f"{name}: not as it was drawn")
    return len(drawn), wrong
