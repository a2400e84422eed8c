"""The household table of the national system, read as offices export it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbooks.making import workbook as make
from tests.workbooks.values import rows
from xieshou.domain.households.national_layout import LAYOUT, check
from xieshou.kernel.actor import ANONYMOUS
from xieshou.kernel.money import Money
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading import Reading, read
from xieshou.workbooks.registering import layout_named, layouts, registers
from xieshou.workbooks.tables import frames_of
from xieshou.workbooks.writing import export_xlsx

HEADER = (
    "序号 数据日期 县 乡 行政村 自然村 户编号 人编号 姓名 证件号码 人数 与户主关系 民族 文化程度 "
    "在校生状况 健康状况 劳动技能 务工时间(月) 是否参加大病保险 致贫原因1 危房户 是否解决安全饮用水 "
    "人均纯收入 户联系电话 人联系电话 首次识别时间 人员识别时间 户类型 监测对象类型 风险是否消除 "
    "风险识别时间 风险消除时间"
).split()
GOOD = [
    "1", "2022-06-30", "示例县", "示例乡", "示例村", "一组", "示例户001", "示例人001", "示例甲", "", "4",
    "户主", "苗族", "小学", "", "长期慢性病", "普通劳动力", "6", "是", "因病", "否", "是", "9876.54", "",
    "", "2014-01", "2014-01-01", "脱贫户", "脱贫不稳定户", "否", "2021-08", "",
]  # fmt: skip


def _read(path: Path, *rows: list[str]) -> tuple[Reading, list[CellProblem]]:
    reading = read(make(path / "导出.xlsx", [HEADER, *rows]), LAYOUT)
    return reading, [*reading.problems, *check(ANONYMOUS, reading)]


def _with(**changes: str) -> list[str]:
    row = list(GOOD)
    for heading, text in changes.items():
        row[HEADER.index(heading)] = text
    return row


def test_the_headings_of_the_export_are_all_taken(tmp_path: Path) -> None:
    """B5: every column of the national export, in its order."""
    reading, problems = _read(tmp_path, _with(证件号码=_identity()))
    assert [heading.field for heading in reading.header.headings[1:]] == list(LAYOUT.fields)
    assert (reading.header.ignored[0].text, reading.header.missing, problems) == ("序号", (), [])
    ((_row, values),) = reading.table.rows()
    assert (values["health"], values["cause"], values["monitored"]) == ("chronic", "illness", "unstable")
    assert (values["income"], values["water"], values["unsafe_house"]) == (
        Money(Decimal("9876.54")),
        True,
        False,
    )


def test_the_layout_is_listed_apart_from_the_registers() -> None:
    assert layout_named("households-national") in layouts()
    assert "households-national" not in {register.name for register in registers()}


def test_an_identity_number_and_a_disability_number_are_both_taken(tmp_path: Path) -> None:
    good = _identity()
    _reading, problems = _read(
        tmp_path,
        _with(证件号码=good),
        _with(证件号码=good + "12", 人编号="示例人002"),
        _with(证件号码=good + "12B1", 人编号="示例人003"),
        _with(证件号码=good + "92", 人编号="示例人004"),
    )
    assert [(problem.cell, problem.heading) for problem in problems] == [("J5", "证件号码")]


def _identity() -> str:
    from xieshou.kernel.codes import check_identity_number

    body = "11010119900101001"
    return next(body + last for last in "0123456789X" if check_identity_number(body + last) is None)


@pytest.mark.parametrize(
    ("heading", "text"),
    [("姓名", "甲" * 41), ("证件号码", "110101199013010011"), ("户联系电话", "1" * 31), ("健康状况", "感冒")],
)
def test_what_is_personal_stands_in_no_message(tmp_path: Path, heading: str, text: str) -> None:
    _reading, problems = _read(tmp_path, _with(**{heading: text}))
    assert [problem.heading for problem in problems] == [heading]
    assert text not in str(problems[0])


def test_a_cause_that_is_none_is_named_with_its_cell(tmp_path: Path) -> None:
    _reading, problems = _read(tmp_path, _with(致贫原因1="不知道"))
    assert [problem.cell for problem in problems] == ["T2"]
    assert "因病" in problems[0].describe()


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_what_is_written_in_the_layout_reads_back_the_same(tmp_path: Path, data: st.DataObject) -> None:
    drawn: list[dict[str, Any]] = data.draw(rows(LAYOUT))
    written = [{**row, "months": (row["months"] and row["months"] % 12) or None} for row in drawn]
    path = tmp_path / "export.xlsx"
    export_xlsx(LAYOUT, frames_of(LAYOUT, written), path)
    reading = read(path, LAYOUT)
    assert reading.problems == ()
    assert [values for _row, values in reading.table.rows()] == written
