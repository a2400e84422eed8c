"""Parquet files: typed columns under their names, read as the texts that people would write for them.

One column is read at a time, so what is held beside the texts is never more than one of them. A file says how
many rows it has before any is read, and a few bytes may stand for a billion: that is looked at first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TypeVar

import polars as pl

from xieshou.workbooks.guarding import USUAL, Limits
from xieshou.workbooks.reading.cost import require_room
from xieshou.workbooks.reading.grid import Grid, Odd, OddCell, Oddness, Sheet
from xieshou.workbooks.reading.reports import Stamp
from xieshou.workbooks.refusing import (
    DamagedError,
    EncryptedParquetError,
    NestedColumnError,
    ZipBombError,
)
from xieshou.workbooks.stamping import MARK, PARQUET_MARK

_MEANT = 15
_LONG = 10**15
_EXACT = 2.0**63
_MOMENT = "%Y-%m-%d %H:%M:%S"

T = TypeVar("T")


def columnar_sheets(path: Path, limits: Limits = USUAL) -> list[Sheet]:
    """The one sheet that there is: the names on row 0, so that rows count as data does, from 1."""
    return [Sheet("", partial(_grid, path, limits))]


def columnar_stamp(path: Path) -> Stamp | None:
    """What our own exports say of themselves.

    Raises:
        DamagedError: when it cannot be read.
    """
    said = _read(lambda: pl.read_parquet_metadata(path))
    name, _space, version = said.get(PARQUET_MARK, "").removeprefix(MARK).strip().partition(" ")
    return Stamp(name, int(version), "export") if name and version.isdigit() else None


def _grid(path: Path, limits: Limits) -> Grid:
    scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
    schema = _read(scan.collect_schema)
    rows = int(_read(lambda: scan.select(pl.len()).collect()).item())
    for name, kind in schema.items():
        if kind.is_nested() or isinstance(kind, pl.Object):
            raise NestedColumnError(column=name[:40])
    require_room(rows * len(schema), limits)
    texts: list[pl.Series] = []
    binary: list[int] = []
    size = 0
    for place, (name, kind) in enumerate(schema.items()):
        column = _read(lambda name=name: scan.select(pl.col(name)).collect().to_series())  # type: ignore[misc]
        text = _texts(column)
        size += int(text.str.len_bytes().cast(pl.UInt64).sum() or 0)
        if size > limits.unpacked:
            raise ZipBombError(part=name[:40])
        heading = pl.Series(str(place), [name], dtype=pl.String)
        texts.append(heading.append(text.alias(str(place))))
        if kind.is_float():
            binary.append(place)
    frame = pl.DataFrame(texts)
    return Grid(frame, first_row=0, named=True, odd=partial(_odd, frame, binary))


def _texts(column: pl.Series) -> pl.Series:
    """A column as texts; of binary fractions the fifteen digits that are meant, whole ones without point."""
    kind = column.dtype
    if isinstance(kind, pl.Datetime):
        return column.dt.to_string(_MOMENT)
    if isinstance(kind, pl.Binary):
        try:
            return column.cast(pl.String)
        except pl.exceptions.PolarsError:
            raise NestedColumnError(column=column.name[:40]) from None
    if kind.is_float():
        return _floats(column)
    return column.cast(pl.String)


def _floats(column: pl.Series) -> pl.Series:
    number = pl.col("n")
    whole = number.is_finite() & (number == number.floor()) & (number.abs() < _EXACT)
    return (
        column.cast(pl.Float64)
        .to_frame("n")
        .select(
            pl.when(whole)
            .then(number.cast(pl.Int64, strict=False).cast(pl.String))
            .otherwise(number.round_sig_figs(_MEANT).cast(pl.String))
        )
        .to_series()
    )


def _odd(frame: pl.DataFrame, binary: Collection[int], long_in: Collection[int]) -> Odd:
    """Long digits that were kept as binary fractions have lost their last ones."""
    cells = []
    for place in sorted(set(binary) & set(long_in)):
        number = frame[str(place)].cast(pl.Float64, strict=False).abs() >= _LONG
        cells += [OddCell(row, place, Oddness.LONG_NUMBER) for row in number.arg_true().to_list()]
    return Odd(cells)


def _read(ask: Callable[[], T]) -> T:
    """The answer to a question about the file.

    Raises:
        EncryptedParquetError, DamagedError: when there is none.
    """
    try:
        return ask()
    except (pl.exceptions.PolarsError, OSError, ValueError, OverflowError) as problem:
        if "crypt" in str(problem).lower():
            raise EncryptedParquetError from None
        raise DamagedError(what="Parquet") from None
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise DamagedError(what="Parquet") from None
