"""The household table that the national register of poor households exports, as a layout: read and checked.

Its headings are those that offices passed on in 2022, but for the running number, which says nothing. A row
is a person with the data of the household. Nothing is stored from it here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from xieshou.kernel.actor import Actor
from xieshou.kernel.codes import NotAnIdentityNumberError, parse_identity_number
from xieshou.kernel.masking import PersonalKind
from xieshou.workbooks.cells import ProblemCode
from xieshou.workbooks.cells.codes import clean_identity
from xieshou.workbooks.declaring import Code, Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Layout, register_layout
from xieshou.workbooks.tables import ROW

CAUSES = (
    Code("illness", "因病", "illness"),
    Code("disability", "因残", "disability"),
    Code("schooling", "因学", "schooling"),
    Code("disaster", "因灾", "disaster"),
    Code("no_land", "缺土地", "lack of land"),
    Code("no_water", "缺水", "lack of water"),
    Code("no_skill", "缺技术", "lack of skill"),
    Code("no_labour", "缺劳力", "lack of labour", ("缺劳动力",)),
    Code("no_money", "缺资金", "lack of money"),
    Code("poor_roads", "交通条件落后", "poor roads"),
    Code("no_drive", "自身发展动力不足", "lack of drive", ("自身发展力不足",)),
    Code("other", "其它", "other", ("其他",)),
)
"""The twelve main causes of poverty of the registration form (A3a)."""
HEALTH = (
    Code("healthy", "健康", "healthy"),
    Code("chronic", "长期慢性病", "long-term illness", ("慢性病",)),
    Code("serious", "患有大病", "serious illness", ("大病",)),
    Code("disabled", "残疾", "disabled"),
)
SKILLS = (
    Code("ordinary", "普通劳动力", "ordinary labour"),
    Code("skilled", "技能劳动力", "skilled labour"),
    Code("lost", "丧失劳动力", "able no longer"),
    Code("none", "无劳动力", "not able"),
)
HOUSEHOLDS = (
    Code("ordinary", "普通农户", "ordinary household", ("一般农户", "一般户")),
    Code("out_of_poverty", "脱贫户", "household out of poverty"),
)
MONITORED = (
    Code("unstable", "脱贫不稳定户", "unstably out of poverty"),
    Code("marginal", "边缘易致贫户", "at the margin of poverty"),
    Code("sudden", "突发严重困难户", "in sudden serious difficulty"),
)

LAYOUT = Workbook(
    "households-national",
    "全国系统户籍导出表",
    "Household export of the national system",
    (
        Column("dated", "数据日期", "Date of the data", Kind.DATE, example="2022-06"),
        Column("county", "县", "County", longest=60, also=("县(市、区)", "区县")),
        Column("town", "乡", "Town", longest=60, also=("乡镇", "乡(镇)")),
        Column("village", "行政村", "Village", longest=60, also=("村",)),
        Column("hamlet", "自然村", "Hamlet", longest=60, also=("自然村(组)", "村民组")),
        Column("household", "户编号", "Household number", required=True, longest=40, example="示例户001"),
        Column("person", "人编号", "Person number", required=True, longest=40, example="示例人001"),
        Column("name", "姓名", "Name", longest=40, personal=PersonalKind.TEXT),
        Column(
            "identity", "证件号码", "Number of the document", longest=24, personal=PersonalKind.ID_NUMBER,
            also=("身份证号", "身份证号码", "残疾证号"),
            help="身份证号 18 位,或残疾人证号 20 位(身份证号、类别、等级)",
            help_en="identity number of 18 characters, or disability number of 20 (identity, kind, grade)",
        ),
        Column("members", "人数", "Members", Kind.INTEGER, unit="人", least=0, also=("家庭人口",)),
        Column("relation", "与户主关系", "Relation to the head", longest=20),
        Column("nationality", "民族", "Nationality", longest=20),
        Column("education", "文化程度", "Education", longest=20),
        Column("schooling", "在校生状况", "At school", longest=30),
        Column("health", "健康状况", "Health", Kind.CODE, codes=HEALTH, personal=PersonalKind.TEXT),
        Column("skill", "劳动技能", "Fit for work", Kind.CODE, codes=SKILLS),
        Column("months", "务工时间", "Work away", Kind.DECIMAL, unit="个月", least=0, most=12,
               also=("务工时间(月)", "务工月数")),
        Column("insured", "是否参加大病保险", "Insured for serious illness", Kind.BOOLEAN),
        Column("cause", "致贫原因1", "Main cause", Kind.CODE, codes=CAUSES,
               also=("主要致贫原因", "致贫原因")),
        Column("unsafe_house", "危房户", "Unsafe house", Kind.BOOLEAN, also=("是否危房户",)),
        Column("water", "是否解决安全饮用水", "Safe drinking water", Kind.BOOLEAN),
        Column("income", "人均纯收入", "Net income per head", Kind.MONEY, unit="元"),
        Column("household_phone", "户联系电话", "Telephone of the household", longest=30,
               personal=PersonalKind.PHONE),
        Column("person_phone", "人联系电话", "Telephone of the person", longest=30,
               personal=PersonalKind.PHONE),
        Column("identified", "首次识别时间", "Household first identified", Kind.DATE),
        Column("person_identified", "人员识别时间", "Person identified", Kind.DATE),
        Column("kind", "户类型", "Kind of household", Kind.CODE, codes=HOUSEHOLDS),
        Column("monitored", "监测对象类型", "Class of monitoring", Kind.CODE, codes=MONITORED),
        Column("risk_gone", "风险是否消除", "Risk gone", Kind.BOOLEAN),
        Column("risk_found", "风险识别时间", "Risk identified", Kind.DATE),
        Column("risk_ended", "风险消除时间", "Risk gone on", Kind.DATE),
    ),
    key=("person",),
)  # fmt: skip
"""The columns of the national export of 2022, in its order: one row a person."""

# Identity number, kind (1 to 7) and grade (1 to 4) of a disability certificate; B1, B2 … when reissued.
_DISABILITY = re.compile(r"(?P<identity>.{18})[1-7][1-4](B[0-9])?")


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name numbers of documents that cannot be; the number itself stands in no message."""
    heading = next((each for each in reading.header.taken if each.field == "identity"), None)
    if heading is None:
        return
    number = pl.col("identity")
    doubtful = reading.table.frame.select(ROW, number).filter(
        number.is_not_null() & clean_identity(number).is_null()
    )
    for row, text in doubtful.iter_rows():
        reason = _reason(text)
        if reason is not None:
            facts = (("reason", reason),)
            yield CellProblem(
                row, heading.column, "identity", heading.text, "", ProblemCode.BAD_IDENTITY, facts
            )


def _reason(text: str) -> str | None:
    found = _DISABILITY.fullmatch(text)
    try:
        parse_identity_number(found["identity"] if found else text)
    except NotAnIdentityNumberError as error:
        return error.problem.value
    return None


register_layout(Layout(LAYOUT, check))
