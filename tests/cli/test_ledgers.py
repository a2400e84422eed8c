"""``xieshou registers``, ``template``, ``import`` and ``export``, as a script types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.running import Home

pytestmark = pytest.mark.slow
RIGHT = "适用地区代码,年份,用途,标准(元),出处,可信度\n,2019,国家标准(现价),3218,S1,示例\n"
WRONG = RIGHT + ",2020,国家标准(现价),约4000,,示例\n"


@pytest.fixture(scope="module")
def home(make_migrated_home: Callable[[str], Home]) -> Home:
    return make_migrated_home("ledgers")


def said(home: Home, *words: str) -> tuple[Any, int, str]:
    done = home.run(*words, "--json")
    return json.loads(done.stdout) if done.stdout else None, done.returncode, done.stderr


def rows_of(home: Home) -> int:
    listed, _, _ = said(home, "registers")
    return next(each["rows"] for each in listed if each["name"] == "poverty-lines")


def test_the_registers_are_listed_with_their_columns(home: Home) -> None:
    listed, code, _ = said(home, "registers")
    lines = next(each for each in listed if each["name"] == "poverty-lines")
    assert code == 0
    assert (lines["title"], lines["title_en"]) == ("贫困线台账", "Poverty lines")
    assert lines["rows"] == rows_of(home)
    assert [column["field"] for column in lines["columns"] if column["key"]] == ["place", "year", "purpose"]
    purpose = next(column for column in lines["columns"] if column["field"] == "purpose")
    assert purpose["required"]
    assert purpose["codes"]["current"] == "国家标准(现价)"


def test_every_register_is_listed_with_its_rows_and_filters(home: Home, tmp_path: Path) -> None:
    listed, _, _ = said(home, "registers")
    by_name = {each["name"]: each for each in listed}
    assert set(by_name) >= {
        "place-flags", "poverty-county-exits", "place-profiles", "organisations", "units", "pairings",
        "documents", "terms", "indicators", "claims", "poverty-lines",
        "households-national",
    }  # fmt: skip
    for each in listed:
        assert each["title"]
        assert each["title_en"].isascii()
        assert [column for column in each["columns"] if column["key"]], each["name"]
        assert each["rows"] >= 0
        assert all(asked["name"] and asked["title"] and asked["title_en"] for asked in each["filters"])
    years = next(each for each in by_name["poverty-county-exits"]["filters"] if each["name"] == "year")
    assert (years["title"], years["kind"], years["choices"]) == ("退出年份", "year", None)
    kinds = next(each for each in by_name["documents"]["filters"] if each["name"] == "kind")
    assert kinds["choices"]["policy"] == "政策文件"
    told = home.run("registers", "--table").stdout
    assert all(name in told for name in by_name)


def test_from_the_template_to_the_export_and_back(home: Home, tmp_path: Path) -> None:
    form, out = tmp_path / "form.xlsx", tmp_path / "out.csv"
    home.do("template", "poverty-lines", str(form))
    book = openpyxl.load_workbook(form)
    for column, value in enumerate((None, None, 2018, "国家标准(现价)", 2995, "S1", "示例"), 1):
        book.worksheets[0].cell(3, column).value = value
    book.save(form)
    first, code, _ = said(home, "import", "poverty-lines", str(form))
    assert (code, first["applied"], first["new"], first["refused"]) == (0, True, 1, [])
    home.do("export", "poverty-lines", str(out), "--filter", "year=2018")
    assert len(out.read_text("utf-8-sig").splitlines()) == 2
    again, _, _ = said(home, "import", "poverty-lines", str(out))
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 1)


def test_a_dry_run_stores_nothing(home: Home, tmp_path: Path) -> None:
    path, before = tmp_path / "lines.csv", rows_of(home)
    path.write_text(RIGHT.replace("2019", "2001"), "utf-8")
    told, code, stderr = said(home, "import", "poverty-lines", str(path), "--dry-run")
    assert (code, told["new"], told["applied"], told["dry_run"]) == (0, 1, False, True)
    assert "nothing was stored" in stderr
    assert rows_of(home) == before


def test_a_wrong_file_exits_with_1_and_comes_back_marked(home: Home, tmp_path: Path) -> None:
    path, marked, before = tmp_path / "lines.csv", tmp_path / "marked.xlsx", rows_of(home)
    path.write_text(WRONG.replace("2019", "2002"), "utf-8")
    told, code, stderr = said(home, "import", "poverty-lines", str(path), "--errors", str(marked))
    assert (code, told["new"], told["wrong"], told["applied"]) == (1, 1, 1, False)
    (row,) = told["refused"]
    assert (row["row"], row["cell"], row["field"], row["text"]) == (3, "D3", "amount", "约4000")
    assert "约数" in row["reason"]
    assert "approximate" in row["reason_en"]
    assert "1 行有误" in stderr
    comment = openpyxl.load_workbook(marked).worksheets[0]["D3"].comment
    assert comment is not None
    assert "约数" in comment.text
    assert rows_of(home) == before
    told, code, _ = said(home, "import", "poverty-lines", str(path), "--right-rows-only")
    assert (code, told["applied"], rows_of(home)) == (0, True, before + 1)


def test_a_file_that_cannot_be_read_says_why(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "lines.xlsx"
    path.write_bytes(b"%PDF-1.7")
    told, code, stderr = said(home, "import", "poverty-lines", str(path))
    assert (code, told["error"]["code"], told["applied"]) == (1, "not_a_workbook", False)
    assert "PDF" in stderr
    path.write_text(RIGHT, "utf-8")
    assert said(home, "import", "poverty-lines", str(path))[0]["error"]["code"] == "wrong_extension"


def test_a_larger_file_than_is_taken_is_refused(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text(RIGHT + "\n" * 1_000_100, "utf-8")
    done = home.run("import", "poverty-lines", str(path), "--json", XIESHOU_IMPORT_MB="1")
    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (1, "too_large")


def test_what_was_mistyped_is_told(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text(RIGHT, "utf-8")
    for words, told in (
        (["import", "lines", str(path)], "poverty-lines"),
        (["template", "lines", str(path)], "poverty-lines"),
        (["import", "poverty-lines", str(tmp_path / "gone.csv")], "gone.csv"),
        (["export", "poverty-lines", str(tmp_path / "out.pdf")], ".csv"),
        (["export", "poverty-lines", str(tmp_path / "out.csv"), "--filter", "year"], "FILTER=VALUE"),
        (["export", "poverty-lines", str(tmp_path / "out.csv"), "--filter", "colour=red"], "purpose(用途)"),
        (["export", "poverty-lines", str(tmp_path / "out.csv"), "--filter", "year=红"], "年份“红”不是年份"),
        (["template", "poverty-lines", str(path)], ".xlsx"),
    ):
        done = home.run(*words)
        assert (done.returncode, done.stdout) == (2, ""), words
        assert told in done.stderr, words
        assert "Traceback" not in done.stderr
