"""The built files by name."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = "geometry"
NAMES = re.compile(
    r"(?:national|prefectures|boundary-lines|points|index|(?:provinces|counties)/[0-9]{6})\.json"
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
