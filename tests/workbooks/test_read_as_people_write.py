"""Tables as people keep them: every trap read right, or refused with its reason; nothing guessed silently."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt

from tests.workbooks.declared import PEOPLE, PROJECTS
from tests.workbooks.making import GOOD, HEADER, in_sheet, table, workbook
from xieshou.kernel.money import Money
from xieshou.workbooks.cells.contract import NoteCode
from xieshou.workbooks.cells.contract import ProblemCode as Code
from xieshou.workbooks.reading import Reading, SkipReason, read

ID = "11010519491231002X"


def values(reading: Reading, field: str) -> list[Any]:
    return [row[field] for _, row in reading.table.rows()]


def problems(reading: Reading) -> list[tuple[str, Code]]:
    return [(problem.cell, problem.code) for problem in reading.problems]


def one(tmp_path: Path, heading: str, cell: Any) -> Reading:
    path = workbook(tmp_path / "a.xlsx", [["项目编号", "项目名称", heading], ["P-1", "茶园", cell]])
    return read(path, PROJECTS)


def test_the_header_is_found_below_titles_with_its_columns_in_any_order(tmp_path: Path) -> None:
    rows = [
        [], [None, "某县 2019 年项目台账"], [None, None, None, "单位:万元"],
        [None, "援助资金", "经办人", "项目名称(必填)", "项目\n编号", "簽訂日期"],
        [None, "１,２３４.５", "张三", "茶园", "P-1", "2019年12月"],
        [None, None, None, None, None, None],
        [None, "合 计", None, None, None, None],
        [None, "填表人:李四", None, None, None, None],
    ]  # fmt: skip
    reading = read(workbook(tmp_path / "a.xlsx", rows), PROJECTS)
    assert reading.problems == ()
    assert reading.header.rows == (4,)
    assert [(each.letters, each.field) for each in reading.header.headings] == [
        ("B", "amount"), ("C", None), ("D", "name"), ("E", "code"), ("F", "signed_on"),
    ]  # fmt: skip
    assert reading.header.headings[0].unit_from == "above"
    assert {column.field for column in reading.header.missing} >= {"year", "note"}
    assert [(row.row, row.reason) for row in reading.skipped] == [
        (7, SkipReason.TOTAL),
        (8, SkipReason.REMARK),
    ]
    assert [(number, row["amount"], str(row["signed_on"])) for number, row in reading.table.rows()] == [
        (5, Money.of("1234.5", "万元"), "2019-12")
    ]


def test_a_header_on_two_rows_is_read_as_one(tmp_path: Path) -> None:
    rows = [
        ["项目编号", "项目名称", "资金", None],
        [None, None, "援助资金(元)", "自筹"],
        ["P-1", "茶园", 5, 6],
    ]
    reading = read(workbook(tmp_path / "a.xlsx", rows), PROJECTS)
    assert reading.header.rows == (1, 2)
    assert values(reading, "amount") == [Money.of("5")]


@pytest.mark.parametrize(
    ("heading", "cell", "field", "meant"),
    [
        ("援助资金(元)", 12_345.67, "amount", Money.of("12345.67")),
        ("援助资金(元)", 16_537_702.45, "amount", Money.of("16537702.45")),
        ("援助资金(亿元)", 1.0461234567, "amount", Money.of("104612345.67")),
        ("援助资金（单位：元）", "1200万元", "amount", Money.of("1200", "万元")),
        ("援助资金", 0.1 + 0.2, "amount", Money.of("0.3", "万元")),
        ("金额", "¥1,400", "amount", Money.of("1400", "万元")),
        ("签订日期", "2019.12", "signed_on", "2019-12"),
        ("签订日期", "2019/12/1", "signed_on", "2019-12-01"),
        ("签订日期", 43800, "signed_on", "2019-12-01"),
        ("签订日期", 20191201, "signed_on", "2019-12-01"),
        ("签订日期", 2019, "signed_on", "2019"),
        ("签订日期", "二零一九年", "signed_on", Code.NOT_A_DATE),
        ("签订日期", "2019-02-30", "signed_on", Code.NO_SUCH_DAY),
        ("签订日期", 2019.1, "signed_on", Code.AMBIGUOUS_DATE),
        ("建设性质", "改擴建", "nature", "extension"),
        ("建设性质", "New", "nature", "new"),
        ("建设性质", "重建", "nature", Code.UNKNOWN_CODE),
        ("是否验收", "√", "accepted", True),
        ("是否验收", "大概", "accepted", Code.NOT_A_BOOLEAN),
        ("受益人数", "3万人", "people", 30_000),
        ("受益人数", "3万多人", "people", Code.NOT_EXACT),
        ("受益人数", "12.5", "people", Code.NOT_WHOLE),
        ("受益人数", -1, "people", Code.TOO_SMALL),
        ("受益人数", "5户", "people", Code.WRONG_UNIT),
        ("面积(公顷)", 2, "area", 30),
        ("援助资金(元)", 0.001, "amount", Code.NOT_TO_THE_CENT),
        ("援助资金", "约5万元", "amount", Code.NOT_EXACT),
        ("援助资金", "-", "amount", Code.NOT_A_NUMBER),
        ("年度", "2019年度", "year", 2019),
        ("年度", 19, "year", Code.NOT_A_YEAR),
    ],
)
def test_a_cell_is_read_as_it_is_meant_or_refused(
    tmp_path: Path, heading: str, cell: Any, field: str, meant: object
) -> None:
    reading = one(tmp_path, heading, cell)
    if isinstance(meant, Code):
        assert problems(reading) == [("C2", meant)]
        assert reading.wrong_rows == {2}
    else:
        assert reading.problems == ()
        (value,) = values(reading, field)
        assert (str(value) if isinstance(meant, str) else value) == meant


def test_a_date_that_shows_its_month_only_is_known_to_the_month_and_this_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["项目编号", "项目名称", "签订日期"])
    for row, shape in enumerate(['yyyy"年"m"月"', 57, "yyyy-mm-dd", 31], 1):
        sheet.write_row(row, 0, [f"P-{row}", "茶园"])
        sheet.write_datetime(row, 2, datetime.datetime(2019, 12, 1), book.add_format({"num_format": shape}))  # noqa: DTZ001
    book.close()
    reading = read(path, PROJECTS)
    assert [str(value) for value in values(reading, "signed_on")] == [
        "2019-12",
        "2019-12",
        "2019-12-01",
        "2019-12-01",
    ]
    assert NoteCode.MONTH_BY_FORMAT in {note.code for note in reading.notes}


def test_errors_and_formulas_never_computed_are_refused_and_results_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["项目编号", "项目名称", "受益人数"])
    for row, (formula, result) in enumerate(
        [("=1/0", "#DIV/0!"), ("=40+2", 42), ("=1+1", 0), ("=1+1", "")], 1
    ):
        sheet.write_row(row, 0, [f"P-{row}", "茶园"])
        sheet.write_formula(row, 2, formula, None, result)
    book.close()
    reading = read(path, PROJECTS)
    assert problems(reading) == [
        ("C2", Code.ERROR_CELL), ("C4", Code.FORMULA_WITHOUT_VALUE), ("C5", Code.FORMULA_WITHOUT_VALUE),
    ]  # fmt: skip
    assert values(reading, "people") == [None, 42, None, None]
    assert "#DIV/0!" in str(reading.problems[0])


def test_an_identity_number_stored_as_a_number_is_refused_and_never_told(tmp_path: Path) -> None:
    number = 110105194912310021
    rows = [["身份证号", "姓名"], [ID, "甲"], [number, "乙"], ["110105194912310022", "丙"]]
    reading = read(workbook(tmp_path / "a.xlsx", rows), PEOPLE)
    assert problems(reading) == [("A3", Code.DIGITS_LOST), ("A4", Code.BAD_IDENTITY)]
    assert values(reading, "id_number")[0] == ID
    assert not any("1101051949" in str(problem) + repr(problem) for problem in reading.problems)


def test_the_mask_of_an_identity_number_is_taken_as_such(tmp_path: Path) -> None:
    """A ledger comes back as it was exported; whether it is that record's mask is for the area to say."""
    rows = [
        ["身份证号", "姓名"],
        ["110105********002x", "甲"],
        ["110105＊＊＊＊＊＊＊＊0021", "乙"],
        ["1101*", "丙"],
    ]
    reading = read(workbook(tmp_path / "a.xlsx", rows), PEOPLE)
    assert problems(reading) == [("A4", Code.BAD_IDENTITY)]
    assert values(reading, "id_number")[:2] == ["110105********002X", "110105********0021"]


def test_rows_with_one_key_name_each_other(tmp_path: Path) -> None:
    reading = read(table(tmp_path / "a.xlsx", GOOD, [2, "P-2", "果园"], GOOD), PROJECTS)
    assert problems(reading) == [("B2", Code.DUPLICATE_KEY), ("B4", Code.DUPLICATE_KEY)]
    assert dict(reading.problems[0].facts)["rows"] == "4"


def test_a_required_cell_that_is_blank_is_refused(tmp_path: Path) -> None:
    reading = read(table(tmp_path / "a.xlsx", [1, "P-1", "  "]), PROJECTS)
    assert problems(reading) == [("C2", Code.REQUIRED)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_the_encodings_that_people_have(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('标题\n\n项目编号,项目名称,备注\nP-1,茶园,"两\n行"\nP-2,䶮园\n'.encode(encoding))
    reading = read(path, PROJECTS)
    assert values(reading, "name") == ["茶园", "䶮园"]
    assert values(reading, "note") == ["两\n行", None]
    assert [number for number, _ in reading.table.rows()] == [4, 5]


def test_an_old_workbook_is_read_like_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    for column, heading in enumerate(["姓名", "身份证号", "得分"]):
        sheet.write(2, column + 1, heading)
    sheet.write(3, 1, "甲"), sheet.write(3, 2, ID), sheet.write(3, 3, 2.5)
    sheet.write(4, 1, "乙"), sheet.write(4, 2, 110105194912310021.0)
    (
        sheet.write(5, 1, "丙"),
        sheet.write(5, 2, "440524188001010014"),
        sheet.row(5).set_cell_error(3, "#DIV/0!"),
    )
    book.save(str(path))
    reading = read(path, PEOPLE)
    assert problems(reading) == [("C5", Code.DIGITS_LOST), ("D6", Code.ERROR_CELL)]
    assert reading.sheet == "名册"


def test_an_inline_formula_error_in_the_xml_is_found_where_it_stands(tmp_path: Path) -> None:
    path = in_sheet(tmp_path / "a.xlsx", '<c r="D2"><v>2019</v></c>', '<c r="D2" t="e"><v>#REF!</v></c>')
    assert problems(read(path, PROJECTS)) == [("D2", Code.ERROR_CELL)]


def test_the_sheet_with_the_header_is_taken_and_the_others_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("说明").write(0, 0, "填写说明")
    book.add_worksheet("数据").write_row(0, 0, HEADER)
    book.worksheets()[1].write_row(1, 0, GOOD)
    book.close()
    reading = read(path, PROJECTS)
    assert (reading.sheet, reading.other_sheets, reading.table.height) == ("数据", ("说明",), 1)
