"""What is exported imports back the same, in every format and either language, and then changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbooks.declared import ALL
from tests.workbooks.values import rows
from xieshou.kernel.language import Language
from xieshou.workbooks.comparing import compare
from xieshou.workbooks.declaring import Kind, Workbook
from xieshou.workbooks.reading import read
from xieshou.workbooks.tables import frames_of, table_of
from xieshou.workbooks.writing import export_csv, export_parquet, export_xlsx, write_template

WRITERS = {".xlsx": export_xlsx, ".csv": export_csv, ".parquet": export_parquet}


def test_the_declared_workbooks_have_every_kind_between_them() -> None:
    assert {column.kind for workbook in ALL for column in workbook} == set(Kind)


@pytest.mark.parametrize("workbook", ALL, ids=lambda each: each.name)
@pytest.mark.parametrize("suffix", WRITERS)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_an_export_imports_back_to_the_same_rows_and_changes_nothing(
    tmp_path: Path, workbook: Workbook, suffix: str, data: st.DataObject
) -> None:
    given_rows: list[dict[str, Any]] = data.draw(rows(workbook))
    language = data.draw(st.sampled_from(Language))
    path = tmp_path / f"export{suffix}"
    assert WRITERS[suffix](workbook, frames_of(workbook, given_rows), path, language) == len(given_rows)
    reading = read(path, workbook)
    assert reading.problems == ()
    assert [row for _, row in reading.table.rows()] == given_rows
    changes = compare(reading.table, table_of(workbook, given_rows))
    assert changes.is_empty
    assert changes.unchanged == len(given_rows)


@pytest.mark.parametrize("workbook", ALL, ids=lambda each: each.name)
@pytest.mark.parametrize("language", Language)
def test_a_template_as_it_is_has_no_rows_and_nothing_wrong(
    tmp_path: Path, workbook: Workbook, language: Language
) -> None:
    path = tmp_path / "template.xlsx"
    write_template(workbook, path, language)
    reading = read(path, workbook)
    assert (reading.table.height, reading.problem_count) == (0, 0)
    assert [row.reason.value for row in reading.skipped] == ["example"]
    assert reading.stamp is not None
    assert (reading.stamp.workbook, reading.stamp.version) == (workbook.name, workbook.version)
    assert not reading.header.missing
