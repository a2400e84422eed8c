"""Made-up registers: people of two years a second, and a plain loop over people beside it.

``python -m bench.bench_generator [PEOPLE]`` (1,000,000 when left out). The peer makes rows of such columns
one by one in Python, over a hundredth of the people, and writes one file a year; it plants nothing, ages
nobody and keeps no household together, so it does less for each row.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from xieshou.demo.registers import Asked, write_registers

_PEER_SHARE = 100
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def main() -> None:
    """Measure both and print a line for each."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "register"
        wall, cpu = time.perf_counter(), time.process_time()
        manifest = write_registers(Asked(people, seed=1), folder)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        rows = sum(facts["rows"] for each, facts in manifest["files"].items() if each.startswith("register"))
        size = sum(facts["bytes"] for facts in manifest["files"].values())
        _say("generator", rows, wall, cpu, f"{size / 2**20:.0f} MiB")
        shape = pl.read_parquet(next(folder.glob("register-*.parquet")), n_rows=2_000)
        wall, cpu = time.perf_counter(), time.process_time()
        count = max(people // _PEER_SHARE, 1_000)
        for year in (2019, 2020):
            by_hand = pl.DataFrame(_loop(shape, count), schema=shape.schema, orient="row")
            by_hand.write_parquet(Path(name) / f"{year}.parquet", compression_level=1)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        _say("plain loop", 2 * count, wall, cpu, "")


def _loop(shape: pl.DataFrame, count: int) -> list[list[Any]]:
    """Rows of such columns, cell by cell; cells of a few values are drawn from those that there are."""
    chance = random.Random(1)
    kept = {name: shape[name].unique(maintain_order=True).to_list() for name in shape.columns}
    rows = []
    for number in range(count):
        born = date(1930, 1, 1) + timedelta(days=chance.randrange(32_000))
        row: list[Any] = []
        for name, values in kept.items():
            if name == "identity":
                row.append(_number(born, number))
            elif name == "born":
                row.append(born)
            elif name in ("person", "household"):
                row.append(f"示例{number:010d}")
            elif isinstance(values[0], Decimal):
                row.append(Decimal(chance.randrange(10**6)) / 100)
            else:
                row.append(chance.choice(values))
        rows.append(row)
    return rows


def _number(born: date, number: int) -> str:
    body = f"422899{born:%Y%m%d}{number % 1000:03d}"
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True))
    return body + "10X98765432"[total % 11]


def _say(what: str, rows: int, wall: float, cpu: float, more: str) -> None:
    print(
        f"{what:12} {rows:>12,} rows  {wall:6.2f} s wall  {cpu:6.2f} s processor "
        f" {rows / wall:>12,.0f} rows/s  {more}"
    )


if __name__ == "__main__":
    main()
