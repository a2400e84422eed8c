"""What a file is, by its content, and whether its name agrees."""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from xieshou.workbooks.guarding.zips import require_safe_zip
from xieshou.workbooks.refusing import (
    DamagedError,
    EmptyFileError,
    EncryptedError,
    EncryptedParquetError,
    MacroError,
    NotAWorkbookError,
    ParquetByAnotherNameError,
    TooLargeError,
    WrongExtensionError,
)


class FileFormat(StrEnum):
    """The formats that are read."""

    XLSX = ".xlsx"
    XLS = ".xls"
    CSV = ".csv"
    PARQUET = ".parquet"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken at the most: bytes of the file, bytes unpacked, and the ratio of the two.

    The defaults let a million rows of thirty columns through (about 100 MB, 1.5 GB unpacked).

    ``memory`` is how many bytes reading may take; None: what the system's limit leaves to this process, if it
    has one. Sheets that would take more are read in pieces of ``piece`` bytes of XML.
    """

    size: int = 200 * 2**20
    unpacked: int = 4 * 2**30
    ratio: int = 200
    ratio_from: int = 64 * 2**20
    memory: int | None = None
    piece: int = 48 * 2**20


USUAL = Limits()

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARQUET, _SEALED_PARQUET = b"PAR1", b"PARE"
_LONGEST_FOOTER = 64 * 2**20
_BARE_XLS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "PDF 文件", "a PDF file"),
    (b"\x89PNG", "图片", "a picture"),
    (b"\xff\xd8\xff", "图片", "a picture"),
    (b"GIF8", "图片", "a picture"),
    (b"Rar!", "RAR 压缩包", "a RAR archive"),
    (b"7z\xbc\xaf", "7z 压缩包", "a 7z archive"),
    (b"\x1f\x8b", "gzip 压缩包", "a gzip archive"),
    (b"{\\rtf", "RTF 文档", "an RTF document"),
    (b"MZ", "程序文件", "a program"),
    (b"\x7fELF", "程序文件", "a program"),
    (b"SQLite format 3", "数据库文件", "a database"),
)
_TEXTUAL = frozenset({".csv", ".txt", ".tsv"})
_HEAD = 4096


def guard(path: Path, name: str | None = None, limits: Limits = USUAL) -> FileFormat:
    """What the file is; ``name`` is what its sender called it, if the path does not say.

    Raises:
        RefusedFileError: of the kind that says why it is not taken.
    """
    size = path.stat().st_size
    if not size:
        raise EmptyFileError
    if size > limits.size:
        raise TooLargeError(size=f"{size / 2**20:.0f}", limit=f"{limits.size / 2**20:.0f}")
    with path.open("rb") as file:
        head = file.read(_HEAD)
    found = _by_content(path, head, limits)
    named = Path(name or path.name).suffix.lower()
    if found is FileFormat.CSV and named not in _TEXTUAL and named:
        if named in (".xlsx", ".xlsm", ".xls", ".parquet"):
            raise WrongExtensionError(named=named, found="CSV")
        raise NotAWorkbookError(found=f"{named} 文件", found_en=f"a {named} file")
    if found is FileFormat.PARQUET and named not in ("", found):
        raise ParquetByAnotherNameError(named=named)
    if found is not FileFormat.CSV and named and named != found:
        raise WrongExtensionError(named=named, found=found.value)
    return found


def _by_content(path: Path, head: bytes, limits: Limits) -> FileFormat:
    if head.startswith(b"PK"):
        require_safe_zip(path, limits.unpacked, limits.ratio, limits.ratio_from)
        return FileFormat.XLSX
    if head.startswith((_PARQUET, _SEALED_PARQUET)):
        return _parquet(path, head)
    if head.startswith(_OLE):
        return _compound(path)
    if head.startswith(_BARE_XLS):
        return FileFormat.XLS
    for magic, zh, en in _OTHERS:
        if head.startswith(magic):
            raise NotAWorkbookError(found=zh, found_en=en)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<meta", b"<head")):
        raise NotAWorkbookError(found="网页(HTML)", found_en="a web page (HTML)")
    if start.startswith(b"<?xml"):
        raise NotAWorkbookError(found="XML 文件", found_en="an XML file")
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotAWorkbookError(found="二进制文件", found_en="a binary file")
    return FileFormat.CSV


def _parquet(path: Path, head: bytes) -> FileFormat:
    """A Parquet file that is whole: what it holds is told by its end, which is written last."""
    if head.startswith(_SEALED_PARQUET):
        raise EncryptedParquetError
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 8))
        length, mark = file.read(4), file.read(4)
    if mark != _PARQUET or int.from_bytes(length, "little") > min(size - 12, _LONGEST_FOOTER):
        raise DamagedError(what="Parquet")
    return FileFormat.PARQUET


def _compound(path: Path) -> FileFormat:
    """An OLE file: an old workbook, an encrypted new one, or a document of another program."""
    if path.stat().st_size < 1536:
        raise DamagedError(what="OLE")
    # Not read: several may come at once, and each may have 200 MB.
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _of_streams(content)


def _of_streams(content: mmap.mmap) -> FileFormat:
    if _stream(b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", content):
        raise EncryptedError
    if _stream(b"_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0", content):
        raise MacroError
    if _stream(b"W\0o\0r\0k\0b\0o\0o\0k\0", content) or _stream(b"B\0o\0o\0k\0\0\0", content):
        return FileFormat.XLS
    if _stream(b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", content):
        raise NotAWorkbookError(found="Word 文档", found_en="a Word document")
    raise NotAWorkbookError(found="其他程序的文件", found_en="a file of another program")


def _stream(name: bytes, content: mmap.mmap) -> bool:
    """Is a stream of that name in the directory? Names stand there in UTF-16."""
    return content.find(name) >= 0
