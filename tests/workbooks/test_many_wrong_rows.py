"""A file that is wrong in every row is answered like any other, and as quickly."""

from __future__ import annotations

from pathlib import Path

from xieshou.workbooks.cells import ProblemCode
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.reading import read

BOOK = Workbook(
    "many",
    "多行台账",
    "Many",
    (
        Column("code", "编号", "Code", required=True, example="1"),
        Column("amount", "金额", "Amount", Kind.MONEY, unit="元", example="1"),
    ),
    ("code",),
)
ROWS = 20_000


def _written(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(("编号,金额(元)", *rows)), "utf-8")
    return path


def test_a_key_in_every_row_names_some_of_the_others(tmp_path: Path) -> None:
    reading = read(_written(tmp_path / "a.csv", *("P,1" for _ in range(ROWS))), BOOK, problem_limit=50)
    assert (reading.problem_count, len(reading.wrong_rows), len(reading.problems)) == (ROWS, ROWS, 50)
    assert [problem.row for problem in reading.problems] == list(range(2, 52))
    first, second = reading.problems[:2]
    assert first.code is ProblemCode.DUPLICATE_KEY
    assert dict(first.facts)["rows"].startswith("3、4、5")
    assert dict(second.facts)["rows"].startswith("2、4、5")


def test_many_pairs_of_rows_name_each_other(tmp_path: Path) -> None:
    keys = [f"P{row // 2}" for row in range(ROWS)]
    reading = read(_written(tmp_path / "a.csv", *(f"{key},1" for key in keys)), BOOK, problem_limit=4)
    told = [(problem.row, dict(problem.facts)["rows"]) for problem in reading.problems]
    assert told == [(2, "3"), (3, "2"), (4, "5"), (5, "4")]
    assert reading.problem_count == ROWS


def test_a_reason_of_its_own_in_every_row_stays_with_its_row(tmp_path: Path) -> None:
    rows = [f"P{row},{row}.005" for row in range(1, ROWS)]
    reading = read(_written(tmp_path / "a.csv", *rows), BOOK, problem_limit=3)
    assert reading.problem_count == ROWS - 1
    assert [(problem.row, problem.text, problem.code) for problem in reading.problems] == [
        (row + 1, f"{row}.005", ProblemCode.NOT_TO_THE_CENT) for row in (1, 2, 3)
    ]
    assert [problem.facts for problem in reading.problems] == [
        (("yuan", f"{row}.0050"),) for row in (1, 2, 3)
    ]
