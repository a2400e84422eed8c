"""The household table that the national register of poor households exports, as a register of our own.

Its headings are those that offices passed on in 2022, but for the running number, which says nothing. A row
is a person with the data of the household.
"""

from __future__ import annotations

from xieshou.domain.households.workbooks import columns
from xieshou.domain.households.workbooks.codes import CAUSES, MONITORED
from xieshou.domain.households.workbooks.registers import register_people
from xieshou.workbooks.declaring import Column, Kind, Workbook

WORKBOOK = Workbook(
    "households-national",
    "全国系统户籍导出表",
    "Household export of the national system",
    (
        Column("dated", "数据日期", "Date of the data", Kind.DATE, example="2022-06-30",
               help="收入所属年份取自此日期;导出时只写年份",
               help_en="its year is that of the income; exports write the year alone"),
        columns.COUNTY,
        columns.TOWN,
        columns.VILLAGE,
        columns.HAMLET,
        columns.HOUSEHOLD,
        columns.PERSON,
        columns.NAME,
        columns.IDENTITY,
        columns.MEMBERS,
        columns.RELATION,
        columns.NATIONALITY,
        columns.EDUCATION,
        columns.SCHOOLING,
        columns.HEALTH_COLUMN,
        columns.SKILL,
        columns.MONTHS,
        columns.INSURED,
        Column("cause", "致贫原因1", "Main cause", Kind.CODE, codes=CAUSES,
               also=("主要致贫原因", "致贫原因")),
        Column("unsafe_house", "危房户", "Unsafe house", Kind.BOOLEAN, also=("是否危房户",)),
        Column("water", "是否解决安全饮用水", "Safe drinking water", Kind.BOOLEAN),
        Column("income", "人均纯收入", "Net income per head", Kind.MONEY, unit="元"),
        columns.HOUSEHOLD_PHONE,
        columns.PERSON_PHONE,
        columns.IDENTIFIED,
        columns.PERSON_IDENTIFIED,
        columns.KIND,
        Column("monitored", "监测对象类型", "Class of monitoring", Kind.CODE, codes=MONITORED),
        Column("risk_gone", "风险是否消除", "Risk gone", Kind.BOOLEAN),
        Column("risk_found", "风险识别时间", "Risk identified", Kind.DATE),
        Column("risk_ended", "风险消除时间", "Risk gone on", Kind.DATE),
    ),
    key=("person",),
)  # fmt: skip
"""The columns of the national export of 2022, in its order: one row a person."""

register_people(WORKBOOK)
