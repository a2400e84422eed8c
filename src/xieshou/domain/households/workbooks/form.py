"""The registration form of poor households (贫困户登记表 / 采集表, A1–A37) as a register: a row is a person.

Its columns are those of the form (domain.md B5, S74–S76); those marked ✎ there are from memory. The income
per head is computed from its parts and shown; what a form states is held against that.
"""

from __future__ import annotations

from xieshou.domain.households.workbooks import columns
from xieshou.domain.households.workbooks.codes import (
    ATTRIBUTES,
    CAUSES,
    FUELS,
    GRADES,
    LEFT_BEHIND,
    SEXES,
    STANDARDS,
    STRUCTURES,
)
from xieshou.domain.households.workbooks.registers import register_people
from xieshou.kernel.masking import PersonalKind
from xieshou.workbooks.declaring import Column, Kind, Workbook


def _part(field: str, title: str, english: str, *also: str) -> Column:
    return Column(field, title, english, Kind.MONEY, unit="元", also=also)


def _yes(field: str, title: str, english: str, *also: str) -> Column:
    return Column(field, title, english, Kind.BOOLEAN, also=also)


WORKBOOK = Workbook(
    "households-form",
    "贫困户登记表",
    "Registration form of poor households",
    (
        Column("dated", "填表日期", "Date of the form", Kind.DATE, also=("登记日期", "采集日期"),
               help="迁户、户类型变动以此为日期,本身不保存",
               help_en="the day of moves and changes of kind; not kept itself"),
        columns.COUNTY,
        columns.TOWN,
        columns.VILLAGE,
        columns.HAMLET,
        columns.HOUSEHOLD,
        columns.KIND,
        Column("standard", "识别标准", "Standard", Kind.CODE, codes=STANDARDS, also=("A1", "A1识别标准")),
        Column("attribute", "贫困户属性", "Attribute", Kind.CODE, codes=ATTRIBUTES,
               also=("A2", "属性", "A2属性")),
        Column("cause", "主要致贫原因", "Main cause", Kind.CODE, codes=CAUSES,
               also=("A3a", "致贫原因", "A3a主要致贫原因")),
        Column("second_cause", "其他致贫原因1", "Second cause", Kind.CODE, codes=CAUSES,
               also=("A3b", "其他致贫原因", "其他致贫原因一", "cause2")),
        Column("third_cause", "其他致贫原因2", "Third cause", Kind.CODE, codes=CAUSES,
               also=("其他致贫原因二", "cause3")),
        columns.IDENTIFIED,
        columns.HOUSEHOLD_PHONE,
        Column("bank_account", "惠农补贴账号", "Bank account", longest=40, personal=PersonalKind.BANK_ACCOUNT,
               also=("银行账号", "一卡通账号"), help=columns.MASK, help_en=columns.MASK_EN),
        columns.PERSON,
        columns.NAME,
        Column("sex", "性别", "Sex", Kind.CODE, codes=SEXES, also=("A5",),
               help="有证件号码的可不填", help_en="the number of the document tells it"),
        columns.IDENTITY,
        columns.MEMBERS,
        columns.RELATION,
        columns.NATIONALITY,
        columns.EDUCATION,
        columns.SCHOOLING,
        columns.HEALTH_COLUMN,
        columns.SKILL,
        columns.MONTHS,
        _yes("allowance", "是否享受低保", "On allowance", "享受低保", "A14", "低保"),
        _yes("medical_insurance", "是否参加基本医疗保险", "Medical insurance",
             "是否参加新农合", "参加合作医疗", "合作医疗", "A15"),
        columns.INSURED,
        _yes("pension", "是否参加养老保险", "Pension", "参加养老保险", "养老保险", "A16"),
        Column("left_behind", "留守人员", "Left behind", Kind.CODE, codes=LEFT_BEHIND, also=("三留守",)),
        _yes("destitute", "特困人员", "Destitute", "是否特困人员", "是否特困"),
        _yes("empty_nest", "空巢老人", "Empty nest", "是否空巢老人"),
        columns.PERSON_PHONE,
        columns.PERSON_IDENTIFIED,
        Column("year", "收入年度", "Year of income", Kind.YEAR, also=("收入年份",), example="2013"),
        _part("wage", "工资性收入", "Wages", "A17a", "务工收入"),
        _part("business", "生产经营性收入", "Business", "A17b", "经营性收入", "家庭经营收入"),
        _part("business_cost", "生产经营性支出", "Cost of business", "A18", "经营性支出"),
        _part("property", "财产性收入", "Property", "A17d"),
        _part("transfer", "转移性收入", "Transfers", "A17c"),
        Column("per_head", "人均纯收入", "Net income per head", Kind.MONEY, unit="元",
               also=("A20", "家庭人均纯收入", "income"),
               help="由上列各项算出:(工资+经营−支出+财产+转移)÷家庭人口;填写的与算出的核对",
               help_en="computed: (wages + business − cost + property + transfers) ÷ people; what is written"
                       " is held against that"),
        Column("house_area", "住房面积", "Floor space", Kind.DECIMAL, unit="平方米", least=0, most=99_999,
               also=("A21", "住房面积(平方米)")),
        Column("house_structure", "住房结构", "Structure of the house", Kind.CODE, codes=STRUCTURES,
               also=("A22", "主要结构")),
        Column("house_year", "建房年份", "Year built", Kind.YEAR, also=("A23", "建房时间")),
        Column("house_grade", "房屋安全等级", "Grade of the house", Kind.CODE, codes=GRADES,
               also=("危房等级", "住房等级")),
        Column("unsafe_house", "危房户", "Unsafe house", Kind.BOOLEAN, also=("是否危房户", "是否危房")),
        _yes("water_quantity", "水量达标", "Enough water", "水量是否达标"),
        _yes("water_quality", "水质达标", "Good water", "水质是否达标"),
        _yes("water_distance", "取水方便", "Water at hand", "取水是否方便"),
        _yes("water_reliability", "供水保证率达标", "Reliable water", "供水保证率是否达标"),
        Column("water", "饮水安全", "Safe drinking water", Kind.BOOLEAN,
               also=("A37", "是否解决安全饮用水", "饮水是否安全")),
        _yes("electricity", "通生活用电", "Electricity", "A35", "是否通生活用电", "是否通电"),
        Column("fuel", "主要燃料", "Fuel", Kind.CODE, codes=FUELS, also=("A36", "主要燃料类型")),
    ),
    key=("person",),
)  # fmt: skip
"""One row a person, with the data of the household in each."""

register_people(WORKBOOK)
