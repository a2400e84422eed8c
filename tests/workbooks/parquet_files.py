"""Parquet files as programs write them, and as they come broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
from polars.io.parquet import ParquetEncryptionProperties

from tests.workbooks.declared import PEOPLE
from xieshou.workbooks.tables import frames_of
from xieshou.workbooks.writing import export_parquet

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
    """Six million times the same cell, in one row group: some bytes on the disk."""
    rows = 6_000_000
    codes = pl.repeat("P-1", rows, dtype=pl.String, eager=True).alias("code")
    names = pl.repeat("茶园", rows, dtype=pl.String, eager=True).alias("name")
    pl.DataFrame([codes, names]).write_parquet(path, row_group_size=rows)


def long_cells(path: Path) -> None:
    """A text of a hundred kilobytes that stands once in the file and in a thousand rows."""
    parquet(path)
    text = "茶" * 35_000
    rows = 1_000
    codes = pl.int_range(rows, eager=True).cast(pl.String).alias("code")
    pl.DataFrame([codes, pl.repeat(text, rows, eager=True).alias("name")]).write_parquet(path)


def other_table(path: Path) -> None:
    """Columns of something else."""
    pl.DataFrame({"姓名": ["张三"], "电话": ["1"]}).write_parquet(path)


def other_register(path: Path) -> None:
    """An export of another register."""
    export_parquet(PEOPLE, frames_of(PEOPLE, []), path)


def twice(path: Path) -> None:
    """One column under its field's name, and under its heading."""
    parquet(path, 项目名称=["茶园", "公路"])
