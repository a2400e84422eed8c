"""The rows of a sheet's XML in pieces that end with a row, however large it is."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from xieshou.workbooks.refusing import DamagedError

_READ = 2**20
_LONGEST_ROW = 128 * 2**20
_ROW_END = b"row>"
_ROWS_END = b"sheetData>"
_CLOSING = re.compile(rb"</(?:\w+:)?\Z")
_LONGEST_PREFIX = 40


@contextmanager
def opened(path: Path, part: str) -> Iterator[IO[bytes]]:
    """A part of a workbook as it unpacks.

    Raises:
        DamagedError: when there is none of that name, or it is garbled.
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open(part) as file:
            yield file
    except (KeyError, zipfile.BadZipFile, zlib.error) as problem:
        raise DamagedError(what=str(problem)[:80]) from None


def pieces(path: Path, part: str, size: int = _READ) -> Iterator[bytes]:
    """The part in pieces of about ``size`` bytes; the last one ends with the element that holds the rows.

    Raises:
        DamagedError: when there is no such part, or a row never ends: it would fill the memory.
    """
    held: list[bytes] = []
    length = 0
    kept = b""
    with opened(path, part) as file:
        while chunk := file.read(min(_READ, size)):
            kept += chunk
            if end := _first_end(kept, _ROWS_END, max(0, len(kept) - len(chunk) - len(_ROWS_END))):
                yield b"".join([*held, kept[:end]])
                return
            if len(kept) > _LONGEST_ROW:
                raise DamagedError(what="sheetData")
            if end := _last_end(kept, _ROW_END):
                held.append(kept[:end])
                length += end
                kept = kept[end:]
            if length >= size:
                yield b"".join(held)
                held, length = [], 0
    yield b"".join([*held, kept])


def _first_end(xml: bytes, tag: bytes, start: int) -> int:
    """Where an element of that name first ends; 0 where none does. A text may hold the name, not the tag."""
    while (at := xml.find(tag, start)) >= 0:
        if _closes(xml, at):
            return at + len(tag)
        start = at + 1
    return 0


def _last_end(xml: bytes, tag: bytes) -> int:
    end = len(xml)
    while (at := xml.rfind(tag, 0, end)) >= 0:
        if _closes(xml, at):
            return at + len(tag)
        end = at + len(tag) - 1
    return 0


def _closes(xml: bytes, at: int) -> bool:
    return _CLOSING.search(xml, max(0, at - _LONGEST_PREFIX), at) is not None
