"""A wrong file of the national export: each wrong cell is named, nothing is stored (B5, A23-1)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.households.ledgers.conftest import Write
from tests.domain.households.ledgers.rows import TOWN, households, identity, person
from tests.support.exchanging import examined, imported
from xieshou.domain.households.models import HEAD, Household, Left, Member
from xieshou.kernel.language import Language

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
NAME = "households-national"
FIELDS = ["household", "person", "name", "relation"]


def said(write: Write, rows: list[dict[str, Any]], fields: list[str] | None = None) -> list[str]:
    """The wrong cells: row, heading, and the sentence; never without an English one."""
    found = examined(NAME, write(rows, fields)).problems
    assert all(each.describe(Language.ENGLISH) != each.describe() for each in found)
    return [f"{each.row} {each.heading} {each.describe()}" for each in found]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"village": "没有村"}, f"2 行政村 {TOWN}没有名为“没有村”的行政村,辖有 示例村、邻村"),
        ({"town": "没有乡"}, "2 乡 碧江区没有名为“没有乡”的乡镇"),
        (
            {"town": "空白镇"},
            "2 行政村 空白镇的行政村尚未载入:请由管理员运行 xieshou load places --villages",
        ),
        ({"county": None, "town": None}, "示例村”可能是"),
        ({"village": None}, "2 行政村 请填写行政村"),
        ({"members": 3}, "2 人数 人数是 3,而表中户 示例户001 有 1 行"),
        ({"name": None}, "2 姓名 请填写姓名"),
        ({"person_phone": "12"}, "2 人联系电话 电话有误,应为 7 至 15 位数字"),
        ({"identity": "520602********1234"}, "2 证件号码 遮盖的内容与记录中的不同:请填写完整内容,或留空"),
        ({"health": "******"}, "2 健康状况 遮盖的内容与记录中的不同:请填写完整内容,或留空"),
        ({"months": 6.55}, "2 务工时间 最多一位小数"),
        ({"dated": None}, "2 数据日期 填写人均纯收入须有数据日期"),
        ({"dated": "2199-01-01"}, "2 数据日期 日期晚于今天"),
        ({"income": 10**10}, "2 人均纯收入 金额过大,应小于一百亿元"),
        ({"risk_found": "2021-08"}, "2 监测对象类型 请填写监测对象类型"),
        (
            {"monitored": "脱贫不稳定户", "risk_gone": "否", "risk_ended": "2022-01"},
            "2 风险消除时间 风险未消除,却有消除时间",
        ),
        (
            {"monitored": "脱贫不稳定户", "risk_found": "2022-03", "risk_ended": "2022-01"},
            "2 风险消除时间 早于风险识别时间",
        ),
    ],
)
def test_a_wrong_cell_is_named_with_what_to_do(write: Write, wrong: dict[str, Any], sentence: str) -> None:
    blank = dict.fromkeys(("monitored", "risk_found", "risk_gone", "risk_ended"))
    told = said(write, [blank | person(1, members=1) | wrong])
    assert len(told) == 1, told
    assert sentence in told[0]
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("number", "reason"),
    [(identity(1) + "92", "J2"), (identity(1) + "1", "J2"), ("110101199013010011", "J2")],
)
def test_a_number_that_cannot_be_is_named_and_never_quoted(write: Write, number: str, reason: str) -> None:
    (problem,) = examined(NAME, write([person(1, members=1, identity=number)])).problems
    assert problem.field == "identity"
    assert number not in str(problem)
    assert number not in problem.describe(Language.ENGLISH)


def test_data_of_a_household_that_differs_between_its_rows_is_named(write: Write) -> None:
    told = said(
        write, [person(1), person(1, 2, income=9, cause="因残"), person(2), person(2, 2, hamlet=None)]
    )
    assert told == [
        "3 致贫原因1 与同一户(示例户001)前面的行不同:户的信息在每一行应相同",
        "3 人均纯收入 与同一户(示例户001)前面的行不同:户的信息在每一行应相同",
    ]


def test_two_heads_are_named_in_both_rows(write: Write) -> None:
    assert said(write, [person(1), person(1, 2, relation="本人")]) == [
        "2 与户主关系 户 示例户001 有不止一名户主:另见第 3 行",
        "3 与户主关系 户 示例户001 有不止一名户主:另见第 2 行",
    ]


def test_a_second_head_beside_the_one_on_record_is_named(write: Write) -> None:
    imported(NAME, write(households(1)))
    other = {"household": "示例户001", "person": "示例人0012", "name": "示例12", "relation": "户主"}
    assert said(write, [other], FIELDS) == [
        "2 与户主关系 户 示例户001 有不止一名户主:记录中的户主是 示例人0011,请在同一文件中改其与户主关系"
    ]


def test_heads_may_change_places_in_one_file(write: Write) -> None:
    imported(NAME, write(households(1)))
    imported(NAME, write([person(1, relation="配偶"), person(1, 2, relation="户主")]))
    assert Member.objects.get(relation=HEAD).number == "示例人0012"


def test_who_left_and_what_ended_is_named(write: Write) -> None:
    imported(NAME, write(households(2)))
    Member.objects.filter(number="示例人0012").update(left_on="2023-01-02", left_by=Left.DIED)
    Household.objects.filter(number="示例户002").update(ended_on="2023-05-06", end_reason="moved")
    told = said(
        write,
        [person(1, 2, education="高中"), person(2, education="高中")],
        ["household", "person", "education"],
    )
    assert told == [
        "2 人编号 该人已于 2023-01-02 离户:如确已回来,请先在农户页面撤销离户",
        "3 户编号 该户已于 2023-05-06 销户",
    ]


def test_an_older_table_does_not_overwrite_a_newer_one(write: Write) -> None:
    imported(NAME, write(households(1, dated="2023-06-30")))
    assert "此表较旧:记录中已有 2023 年的收入" in said(write, households(1))[0]


def test_another_kind_needs_a_later_day(write: Write) -> None:
    imported(NAME, write([person(1, members=1)]))
    (told,) = said(write, [person(1, kind="普通农户", members=1, dated="2013-05", income=None)])
    assert "数据日期不晚于记录中状态的起始 2014-01-01" in told


def test_a_second_watch_waits_for_the_end_of_the_first(write: Write) -> None:
    watched = {"monitored": "突发严重困难户", "risk_gone": "否", "members": 1}
    imported(NAME, write([person(1, **watched, risk_found="2021-08")]))
    (told,) = said(write, [person(1, **watched, risk_found="2022-02")])
    assert told == "2 风险识别时间 该户自 2021-08 起在监测中:须先消除其风险,才能再次识别"


def test_wrong_rows_store_nothing(write: Write) -> None:
    from tests.support.exchanging import brought
    from xieshou.domain.workflow.ledgers.importing import WrongRowsError

    found = examined(NAME, write([*households(3), person(9, members=7)]))
    with pytest.raises(WrongRowsError):
        brought(found)
    assert not Household.objects.exists()
    assert brought(found, right_rows_only=True).new == 6
