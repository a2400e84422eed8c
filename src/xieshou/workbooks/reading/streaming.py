"""A large sheet in little memory: cut into small workbooks of some rows each, read by the same reader.

Every cell is read by the one reader there is, so both ways give the same texts by construction. Only where a
piece stands is ours to know: each but the first begins with a cell of our own on the row before it, which
fixes its place (the reader leaves empty rows above and columns to the left away).
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from xieshou.workbooks.reading.pieces import opened, pieces
from xieshou.workbooks.refusing import DamagedError

_START = re.compile(rb"<((?:\w+:)?)sheetData\b[^<>]*?(/?)>")
_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*)>")
_PLACE = re.compile(rb"""\br=["'][A-Z]{1,3}(\d{1,7})["']""")
_LONGEST_HEAD = 16 * 2**20
_NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
_LEFT_OUT = re.compile(
    r"xl/(worksheets|chartsheets|media|drawings|charts|embeddings|printersettings|pivot\w+)/"
    r"|xl/(calcchain|comments)",
    re.IGNORECASE,
)

Load = Callable[[Path], pl.DataFrame]
"""Reads the sheet of a workbook as one frame, as it comes."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Rows with the number of the first, from 1; columns are named by their numbers, from 0."""

    first_row: int
    frame: pl.DataFrame

    def only(self, columns: Collection[str]) -> Placed:
        """These columns alone; null where the rows do not reach so far."""
        kind = self.frame.dtypes[0]
        missing = [pl.lit(None, kind).alias(name) for name in columns if name not in self.frame.columns]
        return Placed(self.first_row, self.frame.with_columns(missing).select(columns))


def placed(frame: pl.DataFrame, row: int, column: int) -> Placed:
    """A frame as it comes, where it begins."""
    frame.columns = [str(column + place) for place in range(frame.width)]
    return Placed(row, frame)


@dataclass(frozen=True, slots=True)
class _Piece:
    """XML of rows, and the numbers of the first and the last."""

    rows: bytes
    first: int
    last: int


def streamed(path: Path, part: str, load: Load, size: int) -> Iterator[Placed]:
    """The cells of a sheet, about ``size`` bytes of XML at a time; pieces that hold none are left out.

    Raises:
        DamagedError: when rows are not in order, or a piece cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="xieshou-sheet-") as folder:
        target = Path(folder) / "piece.xlsx"
        head, prefix = _head(path, part)
        ending = b"</" + prefix + b"sheetData></" + prefix + b"worksheet>"

        def loaded(rows: bytes) -> pl.DataFrame:
            _write(path, part, target, head + rows + ending)
            return load(target)

        begun = False
        for piece in _cut(path, part, size):
            if begun:
                frame = loaded(_mark(prefix, piece.first - 1) + piece.rows)
                if frame.height > 1:
                    yield placed(frame.slice(1), piece.first, 0)
            elif height := loaded(piece.rows).height:
                # There may be no row before it: our cell stands below, and rows end where they did without.
                frame = loaded(piece.rows + _mark(prefix, piece.last + 1))
                yield placed(frame.head(height), piece.last + 2 - frame.height, 0)
                begun = True


def stacked(pieces_of_sheet: Iterable[Placed]) -> Placed:
    """The pieces as one, with empty rows where the sheet has none; an empty frame when there are none."""
    frames: list[pl.DataFrame] = []
    first_row = following = 1
    for each in pieces_of_sheet:
        if not frames:
            first_row = each.first_row
        elif each.first_row > following:
            name, kind = each.frame.columns[0], each.frame.dtypes[0]
            frames.append(pl.DataFrame({name: pl.Series([None] * (each.first_row - following), dtype=kind)}))
        frames.append(each.frame)
        following = each.first_row + each.frame.height
    if not frames:
        return Placed(first_row, pl.DataFrame())
    return Placed(first_row, pl.concat(frames, how="diagonal"))


def _head(path: Path, part: str) -> tuple[bytes, bytes]:
    """The XML up to where the rows begin, and the prefix of its elements."""
    with opened(path, part) as file:
        head = b""
        while chunk := file.read(2**16):
            head += chunk
            if found := _START.search(head):
                return head[: found.start()] + b"<" + found[1] + b"sheetData>", found[1]
            if len(head) > _LONGEST_HEAD:
                break
    raise DamagedError(what="sheetData")


def _cut(path: Path, part: str, size: int) -> Iterator[_Piece]:
    """The rows in pieces. The number of a row without one follows that of the row before it."""
    last, opened, closed = 0, False, False
    for xml in pieces(path, part, size):
        rows = xml
        if not opened:
            start = _START.search(rows)
            if start is None:
                break
            if start[2]:
                return
            rows, opened = rows[start.end() :], True
        if b"sheetData" in rows and (end := _END.search(rows)):
            rows, closed = rows[: end.start()], True
        if numbered := _numbers(rows, last):
            if numbered[0] <= last:
                raise DamagedError(what="sheetData")
            yield _Piece(rows, *numbered)
            last = numbered[1]
    if not closed:
        raise DamagedError(what="sheetData")


def _numbers(rows: bytes, last: int) -> tuple[int, int] | None:
    """The numbers of the first and the last row; what a cell says of its place comes before its row's."""
    found: list[tuple[int, int]] = []
    for row in _ROW.finditer(rows):
        stated = _NUMBER.search(row[1])
        last = int(stated[1]) if stated else last + 1
        found.append((last, row.end()))
    return (_by_cell(rows, *found[0]), _by_cell(rows, *found[-1])) if found else None


def _by_cell(rows: bytes, number: int, start: int) -> int:
    cell = _CELL.search(rows, start)
    stated = _PLACE.search(cell[1]) if cell else None
    return int(stated[1]) if stated else number


def _mark(prefix: bytes, row: int) -> bytes:
    """A row of our own with one cell, in the first column."""
    return b'<%srow r="%d"><%sc r="A%d"><%sv>0</%sv></%sc></%srow>' % (
        prefix, row, prefix, row, prefix, prefix, prefix, prefix,
    )  # fmt: skip


def _write(path: Path, part: str, target: Path, sheet: bytes) -> None:
    """The workbook with this sheet alone."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as book:
        for each in source.infolist():
            if not _LEFT_OUT.match(each.filename):
                with source.open(each) as old, book.open(each.filename, "w", force_zip64=True) as new:
                    shutil.copyfileobj(old, new, 2**20)
        book.writestr(part, sheet)
