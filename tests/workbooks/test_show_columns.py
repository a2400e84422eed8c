"""Whole columns are written as each of their cells would be."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.workbooks.declared import ALL, PROJECTS
from tests.workbooks.values import texts, values
from xieshou.kernel.language import Language
from xieshou.workbooks.cells import cells_of
from xieshou.workbooks.cells.numbers import plain
from xieshou.workbooks.declaring import Column
from xieshou.workbooks.defusing import defused, defused_column, runs, would_run
from xieshou.workbooks.reading import read
from xieshou.workbooks.tables import frames_of
from xieshou.workbooks.writing import export_csv, export_xlsx, exporting
from xieshou.workbooks.writing.columns import shown_texts
from xieshou.workbooks.writing.rows import TextTooLongError

COLUMNS = [(workbook.name, column) for workbook in ALL for column in workbook]


def _text(shown: Any) -> str | None:
    match shown:
        case None:
            return None
        case Decimal():
            return plain(shown)
        case date():
            return shown.isoformat()
        case _:
            return str(shown)


@pytest.mark.parametrize(
    "column", [each for _, each in COLUMNS], ids=[f"{name}.{each.field}" for name, each in COLUMNS]
)
@pytest.mark.parametrize("language", Language)
@settings(max_examples=20)
@given(data=st.data())
def test_a_column_shows_what_each_cell_shows(column: Column, language: Language, data: st.DataObject) -> None:
    kind = cells_of(column)
    held = [kind.store(value) for value in data.draw(st.lists(values(column), max_size=5))]
    shown = shown_texts(column, pl.Series("x", held, dtype=kind.dtype), language)
    assert shown.to_list() == [
        None if value is None else _text(kind.shown(value, language)) for value in held
    ]


@given(st.lists(texts), st.booleans())
def test_a_column_is_defused_as_each_text_is(held: list[str], marked_as_text: bool) -> None:
    frame = pl.DataFrame({"text": pl.Series(held, dtype=pl.String)})
    found = frame.select(
        defused_column(pl.col("text"), marked_as_text=marked_as_text).alias("safe"), runs(pl.col("text"))
    )
    assert found["safe"].to_list() == [defused(text, marked_as_text=marked_as_text) for text in held]
    assert found["text"].to_list() == [would_run(text) for text in held]


ROWS = [
    {"code": "P-1", "name": "=1+1", "area": Decimal("12345678901234567.5"), "note": "a<b>&_x0041_"},
    {"code": "P-2", "name": "茶园", "year": 2019, "area": Decimal("0.5"), "note": "两\n行"},
]  # fmt: skip


def test_cells_have_the_types_and_formats_that_a_spreadsheet_needs(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    export_xlsx(PROJECTS, frames_of(PROJECTS, ROWS), path)
    sheet = load_workbook(path).worksheets[0]
    assert sheet.dimensions == "A1:M3"
    name, area, note = sheet["C2"], sheet["I2"], sheet["M2"]
    assert (name.value, name.data_type, name.number_format, name.quotePrefix) == ("=1+1", "s", "@", True)
    assert (area.value, area.data_type) == ("+12345678901234567.5", "s")
    assert note.value.replace("_x005F", "") == "a<b>&_x0041_"
    assert (sheet["D3"].value, sheet["I3"].value, sheet["M3"].value) == (2019, 0.5, "两\n行")
    assert (sheet["C3"].number_format, sheet["C3"].quotePrefix, sheet["A3"].value) == ("@", False, 2)
    assert sheet.freeze_panes == "B2"
    rules = sheet.data_validations.dataValidation
    assert {str(rule.sqref) for rule in rules} == {"G2:G1048576", "H2:H1048576"}


def test_batches_are_numbered_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the records come, and however many are written at a time."""
    monkeypatch.setattr(exporting, "_BATCH", 3)
    rows = [{"code": f"P-{number}", "name": "园"} for number in range(10)]
    frame = next(iter(frames_of(PROJECTS, rows)))
    for suffix, write in ((".xlsx", export_xlsx), (".csv", export_csv)):
        path = tmp_path / f"a{suffix}"
        assert write(PROJECTS, [frame.head(4), frame.slice(4)], path) == 10
        assert [row["code"] for _, row in read(path, PROJECTS).table.rows()] == [row["code"] for row in rows]
    assert [line.split(",")[0] for line in (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()] == [
        "序号",
        *map(str, range(1, 11)),
    ]
    numbers = fastexcel.read_excel(tmp_path / "a.xlsx").load_sheet(0).to_polars()["序号"]
    assert numbers.to_list() == list(range(1, 11))


def test_a_sheet_beyond_two_gigabytes_reads_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a part needs the larger form of the archive, which is taken here for a small one."""
    monkeypatch.setattr(exporting, "_LARGE", 10)
    path = tmp_path / "a.xlsx"
    export_xlsx(PROJECTS, frames_of(PROJECTS, ROWS), path)
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("xl/worksheets/sheet1.xml").extract_version == zipfile.ZIP64_VERSION
    assert [row["code"] for _, row in read(path, PROJECTS).table.rows()] == ["P-1", "P-2"]


def test_a_text_too_long_for_a_cell_is_refused_and_goes_into_a_csv(tmp_path: Path) -> None:
    rows = [{"code": "P-1", "name": "园", "note": "长" * 32_768}]
    with pytest.raises(TextTooLongError):
        export_xlsx(PROJECTS, frames_of(PROJECTS, rows), tmp_path / "a.xlsx")
    export_csv(PROJECTS, frames_of(PROJECTS, rows), tmp_path / "a.csv")
    assert "长" * 32_768 in (tmp_path / "a.csv").read_text("utf-8-sig")
