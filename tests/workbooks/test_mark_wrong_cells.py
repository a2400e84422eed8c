"""A wrong file comes back as the same workbook, its wrong cells coloured and explained."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import xlwt

from tests.workbooks.declared import PROJECTS
from tests.workbooks.making import GOOD, table
from xieshou.kernel.language import Language
from xieshou.workbooks.reading import read
from xieshou.workbooks.tables import frames_of
from xieshou.workbooks.writing import export_csv, export_xlsx, write_back, write_template

WRONG = [2, "P-2", "果园", 2019, "许多", "2019-13", "新建", 5]


def test_the_readers_workbook_keeps_its_cells_and_shows_what_is_wrong(tmp_path: Path) -> None:
    path, back = table(tmp_path / "a.xlsx", GOOD, WRONG), tmp_path / "back.xlsx"
    book = openpyxl.load_workbook(path)
    book["台账"].column_dimensions["C"].width = 33
    book.create_sheet("别的")["A1"] = "=1+1"
    book.save(path)
    reading = read(path, PROJECTS)
    write_back(reading, path, back)
    marked = openpyxl.load_workbook(back)
    sheet = marked["台账"]
    assert (sheet["C3"].value, sheet.column_dimensions["C"].width) == ("果园", 33)
    assert marked["别的"]["A1"].value == "=1+1"
    coloured = {
        cell.coordinate
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.fill.fgColor.rgb == "00FFD9C7"
    }
    assert coloured == {"E3", "F3"}
    assert "不是数字" in sheet["E3"].comment.text
    assert [cell.value for cell in marked["问题清单"][2]][:4] == ["3", "E", "援助资金(万元)", "许多"]
    assert [problem.cell for problem in read(back, PROJECTS).problems] == ["E3", "F3"]


def test_marks_of_an_earlier_round_are_taken_away(tmp_path: Path) -> None:
    path, back, again = table(tmp_path / "a.xlsx", WRONG), tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    write_back(read(path, PROJECTS), path, back)
    book = openpyxl.load_workbook(back)
    book["台账"]["E2"] = 5
    book.save(back)
    reading = read(back, PROJECTS)
    assert [problem.cell for problem in reading.problems] == ["F2"]
    write_back(reading, back, again, language=Language.ENGLISH)
    sheet = openpyxl.load_workbook(again)["台账"]
    assert sheet["E2"].comment is None
    assert "no such day" in sheet["F2"].comment.text


def test_old_and_comma_separated_files_come_back_as_new_workbooks(tmp_path: Path) -> None:
    old = xlwt.Workbook()
    sheet = old.add_sheet("台账")
    for column, (heading, cell) in enumerate([("项目编号", "=P-1"), ("项目名称", "茶园"), ("年度", 19)]):
        sheet.write(1, column, heading)
        sheet.write(2, column, cell)
    old.save(str(tmp_path / "a.xls"))
    (tmp_path / "a.csv").write_text("\n项目编号,项目名称,年度\n=P-1,茶园,19\n", "utf-8")
    for name in ("a.xls", "a.csv"):
        path, back = tmp_path / name, tmp_path / f"{name}.xlsx"
        write_back(read(path, PROJECTS), path, back)
        cells = openpyxl.load_workbook(back).worksheets[0]
        assert [cell.value for cell in cells[3]][:3] == ["=P-1", "茶园", 19], name
        assert cells["A3"].data_type == "s" or cells["A3"].quotePrefix
        assert "四位数字" in cells["C3"].comment.text
        assert [problem.cell for problem in read(back, PROJECTS).problems] == ["C3"]


def test_texts_that_would_run_are_written_as_texts(tmp_path: Path) -> None:
    rows = [{"code": '=HYPERLINK("http://x")', "name": "@SUM(A1)", "note": "+1", "places": ("-1",)}]
    export_xlsx(PROJECTS, frames_of(PROJECTS, rows), tmp_path / "a.xlsx")
    export_csv(PROJECTS, frames_of(PROJECTS, rows), tmp_path / "a.csv")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in (sheet["B2"], sheet["C2"], sheet["M2"]))
    line = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[1]
    assert line.startswith("1,\"'=HYPERLINK")
    assert ",'@SUM(A1)," in line
    assert line.endswith(",'-1,,'+1")


def test_a_template_offers_the_codes_and_says_how_to_fill_it_in(tmp_path: Path) -> None:
    write_template(PROJECTS, tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    sheet = book.worksheets[0]
    assert (sheet.title, sheet.freeze_panes, sheet["A2"].value) == ("项目台账", "B2", "示例")
    assert sheet["E1"].value == "援助资金(万元)"
    assert "必填" in sheet["B1"].comment.text
    assert "新建、改扩建、续建" in sheet["G1"].comment.text
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists["G3:G1048576"] == "_codes!$A$1:$A$3"
    assert [cell.value for cell in book["_codes"]["A"]] == ["新建", "改扩建", "续建"]
    assert {name: book[name].sheet_state for name in ("_codes", "_xieshou")} == {
        "_codes": "hidden",
        "_xieshou": "veryHidden",
    }
