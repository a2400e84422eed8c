"""New workbooks are ZIP files: whole, of honest size, with nothing in them that runs or reaches out."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from xieshou.workbooks.refusing import (
    DamagedError,
    EncryptedError,
    ExternalLinkError,
    MacroError,
    NotAWorkbookError,
    UnsafeXmlError,
    WrongExtensionError,
    ZipBombError,
)

_CHUNK = 2**20
_PARTS = 10_000
_LOCAL_HEADER = 30
_LONGEST_END = 2**16 + 200
_LONGEST_DIRECTORY = 4 * 2**20
_IN_LARGE_RECORD = 2**32 - 1
_TARGET = re.compile(rb'Target="([^"]{1,200})"')
_ENCRYPTED = 0x1
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<[A-Za-z]")


def require_safe_zip(path: Path, unpacked: int, ratio: int, ratio_from: int) -> None:
    """Let a whole, honest workbook through.

    Raises:
        RefusedFileError: for a file that is cut off, encrypted, a bomb, no workbook, or not harmless.
    """
    try:
        _require_short_directory(path)
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _require_workbook(archive, {part.filename for part in parts})
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise EncryptedError
            _require_stated_size(parts, unpacked, ratio, ratio_from)
            for part in parts:
                _require_true_size(path, archive, part)
            _require_no_links(archive, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as problem:
        raise DamagedError(what=f"ZIP: {problem}") from None


def _require_short_directory(path: Path) -> None:
    """A directory of millions of parts would fill the memory of who lists them."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LONGEST_END))
        end = file.read()
    at = end.rfind(b"PK\x05\x06")
    sizes = [int.from_bytes(end[at + 12 : at + 16], "little")] if at >= 0 else []
    # Where the archive is of the large kind, the size stands in a record of its own just above.
    large = end.rfind(b"PK\x06\x06")
    if large >= 0:
        sizes.append(int.from_bytes(end[large + 40 : large + 48], "little"))
    stated = [size for size in sizes if size != _IN_LARGE_RECORD]
    if stated and max(stated) > _LONGEST_DIRECTORY:
        raise ZipBombError(part=f"{max(stated) / 2**20:.0f} MB")


def _beginning(archive: zipfile.ZipFile, name: str, length: int) -> bytes:
    """Of a part whose size nobody has looked at yet."""
    with archive.open(name) as file:
        return file.read(length)


def _require_workbook(archive: zipfile.ZipFile, names: set[str]) -> None:
    lower = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in lower):
        raise MacroError
    if "xl/workbook.bin" in lower:
        raise WrongExtensionError(named=".xlsx", found=".xlsb")
    if "mimetype" in lower and b"opendocument" in _beginning(archive, "mimetype", 200):
        raise NotAWorkbookError(found="ODS 或其他 OpenDocument 文件", found_en="an OpenDocument file")
    if "word/document.xml" in lower:
        raise NotAWorkbookError(found="Word 文档", found_en="a Word document")
    if "ppt/presentation.xml" in lower:
        raise NotAWorkbookError(found="演示文稿", found_en="a presentation")
    if "[content_types].xml" not in lower or "xl/workbook.xml" not in lower:
        raise NotAWorkbookError(found="ZIP 压缩包", found_en="a ZIP archive")


def _require_stated_size(parts: list[zipfile.ZipInfo], unpacked: int, ratio: int, ratio_from: int) -> None:
    if len(parts) > _PARTS:
        raise ZipBombError(part=f"{len(parts)} parts")
    total = sum(part.file_size for part in parts)
    if total > unpacked:
        raise ZipBombError(part=f"{total / 2**20:.0f} MB")
    for part in parts:
        if part.file_size > ratio_from and part.file_size > ratio * max(part.compress_size, 1):
            raise ZipBombError(part=part.filename)


def _require_true_size(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack it once without keeping anything: a part that holds more than it states is a bomb.

    The zipfile module stops silently at the stated size; other readers do not.
    """
    if part.compress_type == zipfile.ZIP_STORED:
        if part.file_size != part.compress_size:
            raise ZipBombError(part=part.filename)
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        size = _unpacked_size(path, part)
        if size > part.file_size:
            raise ZipBombError(part=part.filename)
        if size < part.file_size:
            raise DamagedError(what=part.filename)
    else:
        raise DamagedError(what=part.filename)
    if part.filename.lower().endswith((".xml", ".rels")):
        with archive.open(part) as file:
            head = file.read(4096)
        if b"<!" in _COMMENT.sub(b"", head) or not _ROOT.search(head):
            raise UnsafeXmlError(part=part.filename)


def _unpacked_size(path: Path, part: zipfile.ZipInfo) -> int:
    total, left = 0, part.compress_size
    unpacker = zlib.decompressobj(-15)
    with path.open("rb") as file:
        file.seek(part.header_offset)
        header = file.read(_LOCAL_HEADER)
        if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
            raise zipfile.BadZipFile(part.filename)
        file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
        while left and not unpacker.eof:
            packed = file.read(min(_CHUNK, left))
            if not packed:
                raise EOFError(part.filename)
            left -= len(packed)
            while packed and not unpacker.eof:
                total += len(unpacker.decompress(packed, _CHUNK))
                packed = unpacker.unconsumed_tail
                if total > part.file_size:
                    return total
    return total


def _require_no_links(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        name = part.filename.lower()
        if name.startswith("xl/externallinks/") and name.endswith(".rels"):
            target = _TARGET.search(_beginning(archive, part.filename, 2**16))
            raise ExternalLinkError(link=target[1].decode("utf-8", "replace") if target else part.filename)
