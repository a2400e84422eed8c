"""However many records are stored, few of them are objects of Python's at a time.

What Polars holds is not seen here: its allocators keep what was given back, so that a small process tells
little. `python -m bench.bench_households 1000000 0` measures that.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import polars as pl
import pytest
from django.db import models

from xieshou.domain.workflow.storing import insert_frame, read_frames, update_frame

pytestmark = pytest.mark.django_db
FEW, MANY = 11_000, 33_000


def _most(act: Callable[[], object]) -> int:
    """Bytes that Python's objects took at the most while it was done."""
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _frame(first: int, count: int) -> pl.DataFrame:
    number = pl.int_range(first, first + count, eager=True)
    return pl.select(
        pl.format("K{}", number).alias("code"),
        pl.format("示例人的一个较长的名称{}", number).alias("name"),
        number.alias("count"),
        pl.format("00000000-0000-0000-0000-{}", number.cast(pl.String).str.zfill(12)).alias("token"),
    )


def test_rows_added_do_not_heap_up(table: type[models.Model]) -> None:
    few = _most(lambda: insert_frame(table, _frame(0, FEW)))
    many = _most(lambda: insert_frame(table, _frame(FEW, MANY)))
    assert many < 2 * few


def test_rows_changed_do_not_heap_up(table: type[models.Model]) -> None:
    insert_frame(table, _frame(0, MANY))
    few = _most(lambda: update_frame(table, _frame(0, FEW), key="code"))
    many = _most(lambda: update_frame(table, _frame(0, MANY), key="code"))
    assert many < 2 * few


def test_rows_read_do_not_heap_up(table: type[models.Model]) -> None:
    insert_frame(table, _frame(0, MANY))
    records = table._default_manager.order_by("pk")

    def read(count: int) -> int:
        return sum(
            frame.height for frame in read_frames(records[:count], "code", "name", "count", batch=5_000)
        )

    assert _most(lambda: read(MANY)) < 2 * _most(lambda: read(FEW))
