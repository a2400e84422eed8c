"""Parquet files as programs write them, and as they come broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
from polars.io.parquet import ParquetEncryptionProperties

COLUMNS: dict[str, Any] = {
    "code": ["P-1", "P-2"],
    "name": ["茶园", "公路"],
    "year": [2019, 2020],
    "amount": [12.5, 3.0],
}


def parquet(path: Path, **columns: Any) -> Path:
    """A file of these columns, the usual ones before."""
    pl.DataFrame(COLUMNS | columns).write_parquet(path)
    return path


def cut_off(path: Path) -> None:
    """The first half of a file that was being written."""
    content = parquet(path).read_bytes()
    path.write_bytes(content[: len(content) // 2])


def garbled(path: Path) -> None:
    """The footer overwritten, its length and the mark behind it right."""
    content = bytearray(parquet(path).read_bytes())
    length = int.from_bytes(content[-8:-4], "little")
    content[-8 - length : -8] = b"\xff" * length
    path.write_bytes(bytes(content))


def garbled_cells(path: Path) -> None:
    """Whole but for what the pages hold."""
    content = bytearray(parquet(path).read_bytes())
    length = int.from_bytes(content[-8:-4], "little")
    content[4 : len(content) - 8 - length] = b"\xff" * (len(content) - 12 - length)
    path.write_bytes(bytes(content))


def mark_only(path: Path) -> None:
    """The mark at both ends and nothing between."""
    path.write_bytes(b"PAR1" + b"PAR1")


def encrypted(path: Path, *, footer: bool) -> None:
    """Encrypted columns, and the footer too or not."""
    key = b"0123456789012345"
    properties = ParquetEncryptionProperties(footer_key=key, plaintext_footer=not footer)
    pl.DataFrame(COLUMNS).write_parquet(path, encryption=properties)


def many_rows_of_few_bytes(path: Path) -> None:
    """A hundred million times the same cell: some bytes on the disk."""
    same = pl.select(
        pl.lit("P-1").repeat_by(1).explode().alias("code"), pl.lit("茶园").alias("name")
    )
    pl.concat([same] * 1).select(pl.all().gather(pl.repeat(0, 60_000_000, dtype=pl.UInt32))).write_parquet(path)
