"""Parquet as programs write it: typed columns become what the columns of the register hold."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import polars as pl
import pytest

from tests.workbooks import parquet_files
from tests.workbooks.declared import PEOPLE, PROJECTS
from tests.workbooks.parquet_files import parquet
from xieshou.kernel.money import Money
from xieshou.workbooks.cells import ProblemCode
from xieshou.workbooks.guarding import Limits
from xieshou.workbooks.reading import Reading, read
from xieshou.workbooks.reading.probing import require_decodable
from xieshou.workbooks.refusing import BeyondMemoryError, DamagedError, RefusedFileError, ZipBombError
from xieshou.workbooks.tables import frames_of
from xieshou.workbooks.writing import export_parquet, write_back


def values(reading: Reading, field: str) -> list[Any]:
    return [row.get(field) for _, row in reading.table.rows()]


def problems(reading: Reading) -> list[tuple[int, str, ProblemCode]]:
    return [(each.row, each.field, each.code) for each in reading.problems]


def test_columns_are_known_by_field_and_by_heading_in_either_language(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame(
        {
            "项目编号": ["P-1"],
            "Project name": ["茶园"],
            "year": [2019],
            "援助资金(元)": [125_000],
            "别的": [1],
        }
    ).write_parquet(path)
    reading = read(path, PROJECTS)
    assert reading.problems == ()
    ((number, row),) = reading.table.rows()
    assert (number, row["code"], row["name"], row["year"]) == (1, "P-1", "茶园", 2019)
    assert row["amount"] == Money.from_cents(12_500_000)
    assert [each.text for each in reading.header.ignored] == ["别的"]


@pytest.mark.parametrize(
    ("column", "field", "expected"),
    [
        (pl.Series([12.5, 0.1 + 0.2]), "area", [Decimal("12.5"), Decimal("0.3")]),
        (pl.Series([12, 3], dtype=pl.Int8), "area", [Decimal(12), Decimal(3)]),
        (pl.Series(["12.50", None]).cast(pl.Decimal(20, 4)), "area", [Decimal("12.5"), None]),
        (pl.Series([350.0, 2.0], dtype=pl.Float32), "people", [350, 2]),
        (pl.Series([2019, 2020], dtype=pl.UInt16), "year", [2019, 2020]),
        (pl.Series([True, None]), "accepted", [True, None]),
        (pl.Series(["是", "FALSE"]), "accepted", [True, False]),
        (pl.Series(["新建", "extension"], dtype=pl.Categorical), "nature", ["new", "extension"]),
        (pl.Series([date(2019, 12, 1), None]), "signed_on", ["2019-12-01", None]),
        (pl.Series([datetime(2019, 12, 1, tzinfo=UTC), None]), "signed_on", ["2019-12-01", None]),
        (pl.Series(["2019-12", "2019"]), "signed_on", ["2019-12", "2019"]),
        (pl.Series(["茶园".encode(), None]), "note", ["茶园", None]),
        (pl.Series([None, None], dtype=pl.Null), "note", [None, None]),
        (pl.Series(["合计", "'=1+1"]), "note", ["合计", "'=1+1"]),
    ],
)  # fmt: skip
def test_types_become_what_the_column_holds(
    tmp_path: Path, column: pl.Series, field: str, expected: list[Any]
) -> None:
    reading = read(parquet(tmp_path / "a.parquet", **{field: column}), PROJECTS)
    assert reading.problems == ()
    found = values(reading, field)
    assert [str(each) if field == "signed_on" and each else each for each in found] == expected


@pytest.mark.parametrize(
    ("field", "column", "code"),
    [
        ("people", [1.5, 2.0], ProblemCode.NOT_WHOLE),
        ("people", [float("nan"), 2.0], ProblemCode.NOT_A_NUMBER),
        ("area", [-1, 2], ProblemCode.TOO_SMALL),
        ("year", [1, 2019], ProblemCode.NOT_A_YEAR),
        ("accepted", ["perhaps", None], ProblemCode.NOT_A_BOOLEAN),
        ("nature", ["rebuilt", None], ProblemCode.UNKNOWN_CODE),
        ("signed_on", ["2019-02-30", None], ProblemCode.NO_SUCH_DAY),
        ("amount", [0.0000001, 2.0], ProblemCode.NOT_TO_THE_CENT),
    ],
)
def test_wrong_values_are_named_by_the_number_of_their_row_of_data(
    tmp_path: Path, field: str, column: list[Any], code: ProblemCode
) -> None:
    reading = read(parquet(tmp_path / "a.parquet", **{field: column}), PROJECTS)
    assert problems(reading) == [(1, field, code)]


def test_a_number_of_eighteen_digits_kept_as_a_fraction_has_lost_digits(tmp_path: Path) -> None:
    number = 110105194912310021
    for kind, expected in ((pl.Float64, [(1, "id_number", ProblemCode.DIGITS_LOST)]), (pl.Int64, [])):
        path = tmp_path / f"{kind}.parquet"
        pl.DataFrame({"id_number": pl.Series([number], dtype=kind), "name": ["张三"]}).write_parquet(path)
        codes = [each for each in problems(read(path, PEOPLE)) if each[2] is ProblemCode.DIGITS_LOST]
        assert codes == expected


def test_only_the_names_can_be_the_header_and_no_row_is_taken_for_a_total(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"code": ["项目编号", "合计", "示例"], "name": ["项目名称", "a", "b"]}).write_parquet(path)
    reading = read(path, PROJECTS)
    assert [row["code"] for _, row in reading.table.rows()] == ["项目编号", "合计", "示例"]
    assert reading.skipped == ()


def test_the_marked_copy_is_a_workbook_whose_cells_are_explained_where_they_stand(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", people=["2", "many"])
    reading = read(path, PROJECTS)
    assert [each.row for each in reading.problems] == [2]
    write_back(reading, path, tmp_path / "marked.xlsx")
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    sheet, listed = book.worksheets
    assert [cell.value for cell in sheet[1]] == ["code", "name", "year", "amount", "people"]
    assert sheet["E3"].value == "many"
    assert sheet["E3"].comment is not None
    assert listed["A2"].value == "3"


def test_an_export_is_typed_and_stamped_and_says_which_register_it_is_of(tmp_path: Path) -> None:
    rows = [{"code": "P-1", "name": "茶园", "year": 2019, "amount": Money.from_cents(12_345_678_901)}]
    path = tmp_path / "a.parquet"
    export_parquet(PROJECTS, frames_of(PROJECTS, rows), path)
    frame = pl.read_parquet(path)
    assert frame.columns == list(PROJECTS.fields)
    assert frame["amount"].to_list() == [Decimal("12345.678901")]
    assert (frame["year"].dtype, frame["accepted"].dtype) == (pl.Int64, pl.Boolean)
    reading = read(path, PROJECTS)
    assert reading.stamp is not None
    assert (reading.stamp.workbook, reading.stamp.version) == ("projects", 2)


def test_an_export_of_several_parts_is_one_file_of_one_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xieshou.workbooks.writing.columnar._PART", 2)
    rows = [{"code": f"P-{n}", "name": "茶园", "area": Decimal(n) / 8} for n in range(7)]
    path = tmp_path / "a.parquet"
    assert export_parquet(PROJECTS, (f for row in rows for f in frames_of(PROJECTS, [row])), path) == 7
    assert pl.read_parquet_schema(path)["area"] == pl.Decimal(38, 3)
    assert values(read(path, PROJECTS), "area") == [row["area"] for row in rows]


def test_a_file_without_rows_is_read_as_no_rows(tmp_path: Path) -> None:
    export_parquet(PROJECTS, [], tmp_path / "a.parquet")
    assert read(tmp_path / "a.parquet", PROJECTS).table.height == 0


def test_a_huge_row_group_of_few_bytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet_files.many_rows_of_few_bytes(path)
    assert path.stat().st_size < 2**20
    with pytest.raises(BeyondMemoryError):
        read(path, PROJECTS, limits=Limits(memory=600 * 2**20))
    with pytest.raises(BeyondMemoryError):
        read(path, PROJECTS, limits=Limits(unpacked=600 * 2**20))


def test_long_cells_that_stand_once_in_the_file_are_counted_as_often_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet_files.long_cells(path)
    assert path.stat().st_size < 2**21
    with pytest.raises(ZipBombError):
        read(path, PROJECTS, limits=Limits(memory=2**30, unpacked=100 * 2**20))


@pytest.mark.parametrize("seed", [3, 7, 11, 42, 171, 271, 314, 315])
def test_a_garbled_file_is_read_or_refused_and_takes_nobody_along(tmp_path: Path, seed: int) -> None:
    """Of some, the library asks for exabytes and ends its process; that is never ours."""
    path = parquet(tmp_path / "a.parquet", note=["a" * 50, "b"], area=[1.5, None])
    content, random = bytearray(path.read_bytes()), Random(seed)
    for _ in range(random.choice([1, 1, 2, 5])):
        content[random.randrange(4, len(content) - 4)] = random.randrange(256)
    path.write_bytes(bytes(content))
    with suppress(RefusedFileError):
        assert read(path, PROJECTS).table.height <= 2


def test_decoding_that_ends_its_process_is_told_as_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = parquet(tmp_path / "a.parquet")
    require_decodable(path, Limits())
    aborting = tmp_path / "python"
    aborting.write_text("#!/bin/sh\nkill -ABRT $$\n", "utf-8")
    aborting.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(aborting))
    with pytest.raises(DamagedError):
        require_decodable(path, Limits())
