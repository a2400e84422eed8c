"""Exports as Parquet: typed columns under the names of the fields, read back the same.

Codes stand as they are stored, money and whole numbers as numbers in the column's unit. Dates are days where
every one of the column is known to the day; decimals have as many places as the longest. Else, and for
whatever has words of its own (periods, approximate figures), they are texts.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from xieshou.kernel.language import Language
from xieshou.workbooks.cells import cells_of
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.stamping import MARK, PARQUET_MARK
from xieshou.workbooks.writing.columns import CENT_PLACES, shown_texts

_DIGITS = 38
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_AS_HELD = frozenset({Kind.INTEGER, Kind.YEAR, Kind.BOOLEAN, Kind.CODE})
_PART = 100_000


@dataclass
class _Extent:
    """What has been seen of a column: digits before and behind the point, and whether all were whole days."""

    before: int = 1
    behind: int = 0
    days: bool = True


def export_parquet(
    workbook: Workbook,
    frames: Iterable[pl.DataFrame],
    path: Path,
    language: Language = Language.CHINESE,
) -> int:
    """Write frames of canonical columns as Parquet, part by part; how many rows there were.

    ``language`` changes nothing: names and codes are the same for everybody.
    """
    extents = {column.field: _Extent() for column in workbook}
    with tempfile.TemporaryDirectory(prefix="xieshou-export-") as name:
        count = 0
        parts: list[Path] = []
        held: list[pl.DataFrame] = [_texts(workbook, pl.DataFrame(schema=_canonical(workbook)))]
        waiting = 0

        def put_down() -> None:
            parts.append(Path(name) / f"{len(parts):06d}.parquet")
            pl.concat(held).write_parquet(parts[-1], compression="lz4")
            held.clear()

        for frame in frames:
            texts = _texts(workbook, frame)
            for column in workbook:
                _measure(column, texts[column.field], extents[column.field])
            held.append(texts)
            count += frame.height
            waiting += frame.height
            if waiting >= _PART:
                put_down()
                waiting = 0
        if held:
            put_down()
        typed = [_typed(column, extents[column.field]) for column in workbook]
        pl.scan_parquet(parts).select(typed).sink_parquet(
            path, metadata={PARQUET_MARK: f"{MARK} {workbook.name} {workbook.version}"}
        )
    return count


def _canonical(workbook: Workbook) -> dict[str, type[pl.DataType]]:
    return {column.field: cells_of(column).dtype for column in workbook}


def _texts(workbook: Workbook, frame: pl.DataFrame) -> pl.DataFrame:
    """The columns as they are held, but money as the number that it is in its unit, and periods in words."""
    return pl.DataFrame(
        [
            (
                frame[column.field]
                if column.kind in _AS_HELD
                else shown_texts(column, frame[column.field], Language.CHINESE)
            ).alias(column.field)
            for column in workbook
        ]
    )


def _measure(column: Column, held: pl.Series, extent: _Extent) -> None:
    if column.kind is Kind.DATE:
        extent.days = extent.days and bool(held.str.contains(_DAY).all())
    elif column.kind in (Kind.DECIMAL, Kind.MONEY):
        parts = held.to_frame("n").select(
            pl.col("n").str.strip_prefix("-").str.extract(r"^([0-9]+)").str.len_bytes().max().alias("before"),
            pl.col("n").str.extract(r"\.([0-9]+)$").str.len_bytes().max().alias("behind"),
        )
        before, behind = parts.row(0)
        extent.before = max(extent.before, before or 0)
        extent.behind = max(extent.behind, behind or 0)


def _typed(column: Column, extent: _Extent) -> pl.Expr:
    cell = pl.col(column.field)
    if column.kind is Kind.DATE and extent.days:
        return cell.str.to_date("%Y-%m-%d")
    if column.kind is Kind.MONEY:
        return cell.cast(pl.Decimal(_DIGITS, CENT_PLACES[int(column.measure.factor)]))
    if column.kind is Kind.DECIMAL and extent.before + extent.behind <= _DIGITS:
        return cell.cast(pl.Decimal(_DIGITS, extent.behind))
    return cell
