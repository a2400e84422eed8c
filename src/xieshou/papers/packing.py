"""The same parts make the same file: a zip without times, owners or chance."""

from __future__ import annotations

import io
import zipfile

_TYPES = "[Content_Types].xml"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


def packed(data: bytes, without: tuple[str, ...] = ()) -> bytes:
    """Pack a .docx anew: the list of types first, the rest by name, all of one date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(buffer, "w") as anew:
        names = sorted(set(package.namelist()) - set(without), key=lambda name: (name != _TYPES, name))
        for name in names:
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            anew.writestr(entry, package.read(name), compresslevel=6)
    return buffer.getvalue()
