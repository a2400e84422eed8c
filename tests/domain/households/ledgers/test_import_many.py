"""Thousands of people are imported in as many queries as thirty, and come out again."""

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
MOST_QUERIES = 140
ROWS = 3_000


@pytest.fixture
def people(db: None) -> Register:
    """The register, empty, and the villages of the benchmarks."""
    from bench.household_rows import make_places
    from xieshou.workbooks.registering import register_named

    make_places()
    return register_named("households-national")


def _file(register: Register, path: Path, count: int, *, changed: bool = False) -> Path:
    from bench import household_rows

    export_csv(register.workbook, household_rows.people(count, changed=changed), path)
    return path


def _brought(register: Register, path: Path) -> tuple[Applied, int]:
    with CaptureQueriesContext(connection) as queries:
        found = examine(actor=SYSTEM, register=register, source=path, name=path.name)
        assert found.problems == (), [str(each) for each in found.problems]
        done = apply_examined(actor=SYSTEM, register=register, examination=found)
    return done, len(queries)


def test_however_many_people_come_the_queries_are_few(people: Register, tmp_path: Path) -> None:
    few, queries_of_few = _brought(people, _file(people, tmp_path / "few.csv", 40))
    assert few == Applied(new=40, changed=0, unchanged=0, wrong=0)
    many, queries_of_many = _brought(people, _file(people, tmp_path / "many.csv", ROWS))
    assert many == Applied(new=ROWS - 40, changed=0, unchanged=40, wrong=0)
    path = _file(people, tmp_path / "changed.csv", ROWS, changed=True)
    changed, queries_of_changed = _brought(people, path)
    assert changed == Applied(new=0, changed=ROWS // 10, unchanged=ROWS - ROWS // 10, wrong=0)
    again, _queries = _brought(people, path)
    assert again == Applied(new=0, changed=0, unchanged=ROWS, wrong=0)
    told = (queries_of_few, queries_of_many, queries_of_changed)
    assert max(told) <= MOST_QUERIES, told


def test_what_frames_give_is_what_is_counted_and_exported(people: Register, tmp_path: Path) -> None:
    _brought(people, _file(people, tmp_path / "a.csv", 200))
    kept = pl.concat(people.batches(SYSTEM, {}))
    rows: list[Any] = list(people.rows(SYSTEM, {}))
    assert (len(rows), people.number(SYSTEM, {})) == (200, 200)
    assert rows[1]["person"] == "示例人0000001"
    for suffix in ("csv", "xlsx"):
        target = tmp_path / f"out.{suffix}"
        with CaptureQueriesContext(connection) as queries:
            assert export(actor=SYSTEM, register=people, target=target) == 200
        assert len(queries) <= 12
        reading = read(target, people.workbook)
        assert reading.is_clean
        assert reading.table.frame.drop("#row").equals(kept, null_equal=True)
