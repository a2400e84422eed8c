"""A Parquet file decoded once by a process of its own, which it may take along; that one has little memory.

Garbled files make the library ask for exabytes, and it ends the process when it does not get them. What a
process of its own lived through is then read here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from xieshou.workbooks.guarding import Limits
from xieshou.workbooks.reading.cost import cells_within, room_for_columns
from xieshou.workbooks.refusing import DamagedError

_SECONDS = 600


def require_decodable(path: Path, limits: Limits) -> None:
    """Let a file through that is decoded, or refused in an orderly way, within the memory that there is.

    Raises:
        DamagedError: when decoding it ends the process.
    """
    command = [
        sys.executable,
        "-m",
        __name__,
        str(path),
        str(room_for_columns(limits)),
        str(cells_within(limits)),
    ]
    quiet = os.environ | {"RUST_BACKTRACE": "0"}
    try:
        done = subprocess.run(command, env=quiet, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise DamagedError(what="Parquet") from None
    if done.returncode:
        raise DamagedError(what="Parquet")


def decode(path: Path, most: int) -> None:
    """Decode it column by column and keep nothing; not at all where it has more than ``most`` cells.

    Errors are left to who reads it for good.
    """
    import polars as pl

    with suppress(BaseException):
        scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        pl.read_parquet_metadata(path)
        names = scan.collect_schema().names()
        if scan.select(pl.len()).collect().item() * len(names) > most:
            return
        for name in names:
            with suppress(BaseException):
                scan.select(pl.col(name)).collect()


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


if __name__ == "__main__":
    _limit(int(sys.argv[2]))
    decode(Path(sys.argv[1]), int(sys.argv[3]))
