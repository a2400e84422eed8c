"""A register that gives and takes frames: thousands of rows are imported in a few queries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xieshou.domain.workflow.ledgers.exporting import export
from xieshou.domain.workflow.ledgers.importing import Applied, apply_examined, examine
from xieshou.kernel.actor import SYSTEM
from xieshou.workbooks.reading import read
from xieshou.workbooks.registering import Register
from xieshou.workbooks.writing import export_csv

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
ROWS = 3_000


@pytest.fixture
def people(db: None) -> Register:
    """The register that the benchmarks use, empty."""
    from bench.household_register import REGISTER, People

    sql, params = connection.schema_editor().table_sql(People)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
    return REGISTER


def _file(path: Path, count: int, *, changed: bool = False) -> Path:
    from bench import household_register

    export_csv(household_register.LAYOUT, household_register.people(count, changed=changed), path)
    return path


def _brought(register: Register, path: Path) -> tuple[Applied, int]:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = examine(actor=SYSTEM, register=register, source=path, name=path.name)
        done = apply_examined(actor=SYSTEM, register=register, examination=found)
    return done, len(queries)


def test_however_many_rows_come_the_queries_are_few(people: Register, tmp_path: Path) -> None:
    few, queries_of_few = _brought(people, _file(tmp_path / "few.csv", 30))
    assert few == Applied(new=30, changed=0, unchanged=0, wrong=0)
    many, queries_of_many = _brought(people, _file(tmp_path / "many.csv", ROWS))
    assert many == Applied(new=ROWS - 30, changed=0, unchanged=30, wrong=0)
    changed, queries_of_changed = _brought(people, _file(tmp_path / "changed.csv", ROWS, changed=True))
    assert changed == Applied(new=0, changed=ROWS // 10, unchanged=ROWS - ROWS // 10, wrong=0)
    again, _queries = _brought(people, _file(tmp_path / "again.csv", ROWS, changed=True))
    assert again == Applied(new=0, changed=0, unchanged=ROWS, wrong=0)
    assert max(queries_of_few, queries_of_many, queries_of_changed) <= MOST_QUERIES


def test_what_frames_gave_is_what_is_on_record(people: Register, tmp_path: Path) -> None:
    from bench import household_register

    _brought(people, _file(tmp_path / "a.csv", 200))
    kept = pl.concat(people.batches(SYSTEM, {}))
    assert kept.equals(pl.concat(household_register.people(200)), null_equal=True)
    rows: list[Any] = list(people.rows(SYSTEM, {}))
    assert (len(rows), people.number(SYSTEM, {})) == (200, 200)
    assert rows[1]["person"] == "示例人0000001"
    for suffix in ("csv", "xlsx"):
        target = tmp_path / f"out.{suffix}"
        with CaptureQueriesContext(connection) as queries:
            assert export(actor=SYSTEM, register=people, target=target) == 200
        assert len(queries) <= 3
        reading = read(target, people.workbook)
        assert reading.is_clean
        assert reading.table.frame.drop("#row").equals(kept, null_equal=True)
