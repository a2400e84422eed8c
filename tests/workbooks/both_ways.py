"""Holds the reader in pieces to what the reader of whole sheets answers."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import polars as pl

from xieshou.workbooks.guarding import USUAL, Limits, guard
from xieshou.workbooks.reading.grid import Grid
from xieshou.workbooks.reading.spreadsheet import spreadsheet_sheets
from xieshou.workbooks.refusing import RefusedFileError

# From a row at a time to all at once.
PIECES = (1, 300, 5_000, 2**20)
# A sheet of thousands of rows has the same seams again and again; pieces of it need not be smaller than this.
LONG, LEAST = 100_000, 5_000


def in_pieces(size: int) -> Limits:
    """Limits under which every sheet is read in pieces of that many bytes."""
    return Limits(memory=0, piece=size)


def require_same(path: Path) -> None:
    """Nothing but the same answer from both, cell by cell, or the same refusal."""
    try:
        guard(path)
    except RefusedFileError:
        return  # no parser sees it
    at_once = _answer(path, USUAL)
    for size in PIECES[PIECES.index(LEAST) if _sheet_bytes(path) > LONG else 0 :]:
        answer = _answer(path, in_pieces(size))
        assert answer == at_once, f"in pieces of {size} bytes"


def _sheet_bytes(path: Path) -> int:
    if not zipfile.is_zipfile(path):
        return 0
    with zipfile.ZipFile(path) as archive:
        return sum(
            part.file_size for part in archive.infolist() if part.filename.startswith("xl/worksheets/")
        )


def _answer(path: Path, limits: Limits) -> Any:
    try:
        return [(sheet.name, *_said(sheet.load())) for sheet in spreadsheet_sheets(path, limits)]
    except RefusedFileError as refusal:
        return refusal.code


def _said(grid: Grid) -> tuple[Any, ...]:
    columns = [int(name) for name in _columns(grid.frame)]
    # As written: a text "NaN" is a number to the reader, and unlike itself.
    finer = {column: repr(series.to_list()) for column, series in grid.finer(columns).items()}
    odd = grid.odd(columns)
    return (
        _columns(grid.frame), grid.frame.height, grid.first_row, grid.binary, grid.from_1904, finer, odd,
    )  # fmt: skip


def _columns(frame: pl.DataFrame) -> dict[str, list[str | None]]:
    """The columns that hold something; the reader of whole sheets leaves empty ones to the left away."""
    return {each.name: each.to_list() for each in frame if each.null_count() < frame.height}
