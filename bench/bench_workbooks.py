"""Reading and checking a workbook of thirty columns, beside openpyxl, which reads and checks nothing.

.venv/bin/python bench/bench_workbooks.py [ROWS]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from xieshou.kernel.money import Money
from xieshou.kernel.period import PartialDate
from xieshou.workbooks.comparing import compare
from xieshou.workbooks.declaring import Code, Column, Kind, Workbook
from xieshou.workbooks.reading import read
from xieshou.workbooks.tables import frames_of, table_of_frames
from xieshou.workbooks.writing import export_csv, export_xlsx

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
CODES = tuple(Code(f"c{n}", f"第{n}类", f"class {n}") for n in range(12))
KINDS: list[tuple[Kind, str]] = [
    (Kind.TEXT, ""), (Kind.TEXT, ""), (Kind.CODE, ""), (Kind.MONEY, "万元"), (Kind.DATE, ""),
    (Kind.INTEGER, "人"), (Kind.DECIMAL, "亩"), (Kind.BOOLEAN, ""), (Kind.DIVISION, ""), (Kind.YEAR, ""),
]  # fmt: skip
REGISTER = Workbook(
    "bench",
    "测试台账",
    "Bench",
    (
        Column("key", "编号", "Key", required=True, example="1"),
        *(
            Column(
                f"f{n}",
                f"第{n}列",
                f"Column {n}",
                KINDS[n % 10][0],
                unit=KINDS[n % 10][1],
                codes=CODES if KINDS[n % 10][0] is Kind.CODE else (),
            )
            for n in range(29)
        ),
    ),
    ("key",),
)


def value(kind: Kind, row: int, place: int) -> Any:
    """A value that is as often repeated as in a real register."""
    number = row * 31 + place * 7
    match kind:
        case Kind.TEXT:
            return f"名称{number}" if place < 10 else f"内容{number % 500}"
        case Kind.CODE:
            return CODES[number % 12].value
        case Kind.MONEY:
            return Money.from_cents(number * 100)
        case Kind.DATE:
            return PartialDate.parse(f"{2013 + number % 10}-{1 + number % 12:02d}-{1 + number % 28:02d}")
        case Kind.INTEGER:
            return number
        case Kind.DECIMAL:
            return Decimal(number) / 4
        case Kind.BOOLEAN:
            return number % 2 == 0
        case Kind.DIVISION:
            return f"5206{2 + number % 20:02d}{101 + number % 30}"
        case _:
            return 2013 + number % 10


def rows() -> Iterator[dict[str, Any]]:
    """The register's rows."""
    for row in range(ROWS):
        yield {"key": f"K{row}"} | {f"f{n}": value(KINDS[n % 10][0], row, n) for n in range(29)}


def timed(what: str, act: Callable[[], Any]) -> Any:
    """Do it; say the time, the processors' time, and the most memory that the process has had."""
    start, busy = time.perf_counter(), time.process_time()
    result = act()
    busy = time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{what:<44} {time.perf_counter() - start:8.1f} s   CPU {busy:7.1f} s   peak {peak:7.0f} MiB",
        flush=True,
    )
    return result


def peer(path: Path) -> int:
    """Every cell through openpyxl's quickest way."""
    sheet = load_workbook(path, read_only=True).worksheets[0]
    return sum(1 for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path, plain = Path(folder) / "bench.xlsx", Path(folder) / "bench.csv"
        print(f"{ROWS:,} rows × 30 columns")
        kept = timed("records into columns", lambda: list(frames_of(REGISTER, rows())))
        timed("export .xlsx", lambda: export_xlsx(REGISTER, kept, path))
        timed("export .csv", lambda: export_csv(REGISTER, kept, plain))
        reading = timed("read and check .xlsx", lambda: read(path, REGISTER))
        assert reading.is_clean, reading.problems[:3]
        timed("read and check .csv", lambda: read(plain, REGISTER))
        current = table_of_frames(REGISTER, kept)
        changes = timed("compare with as many records", lambda: compare(reading.table, current))
        assert changes.unchanged == ROWS
        timed("peer: openpyxl reads the cells, no checks", lambda: peer(path))


if __name__ == "__main__":
    main()
