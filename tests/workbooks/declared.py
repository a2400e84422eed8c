"""Workbooks declared for the tests: between them they have a column of every kind."""

from __future__ import annotations

from decimal import Decimal

from xieshou.workbooks.declaring import Code, Column, Kind, Workbook

PROJECTS = Workbook(
    "projects",
    "项目台账",
    "Projects",
    (
        Column("code", "项目编号", "Project code", required=True, example="P-1", longest=80),
        Column("name", "项目名称", "Project name", required=True, also=("名称",), example="茶园改造"),
        Column("year", "年度", "Year", Kind.YEAR, example="2019"),
        Column("amount", "援助资金", "Aid", Kind.MONEY, unit="万元", also=("金额",), example="12.5"),
        Column("signed_on", "签订日期", "Signed on", Kind.DATE, also=("日期",), example="2019-12"),
        Column(
            "nature",
            "建设性质",
            "Nature",
            Kind.CODE,
            codes=(
                Code("new", "新建", "new", ("新",)),
                Code("extension", "改扩建", "extension"),
                Code("continued", "续建", "continued"),
            ),
            example="新建",
        ),
        Column("accepted", "是否验收", "Accepted", Kind.BOOLEAN, example="是"),
        Column("area", "面积", "Area", Kind.DECIMAL, unit="亩", example="120.5", least=0),
        Column("people", "受益人数", "People", Kind.INTEGER, unit="人", example="350", least=0),
        Column("places", "实施地点", "Places", Kind.TEXTS, example="坝黄镇、桐木坪"),
        Column("ratio", "占比", "Share", Kind.DECIMAL, unit="%", most=Decimal(100)),
        Column("note", "备注", "Remarks"),
    ),
    ("code",),
    version=2,
)

PEOPLE = Workbook(
    "people",
    "挂职干部台账",
    "Seconded cadres",
    (
        Column(
            "id_number", "身份证号", "ID number", Kind.IDENTITY, required=True, example="11010519491231002X"
        ),
        Column("name", "姓名", "Name", required=True, example="张三", longest=60),
        Column("county", "挂职县代码", "County code", Kind.DIVISION, example="520602"),
        Column("employer", "信用代码", "Credit code", Kind.CREDIT_CODE, example="91110000101623741K"),
        Column("term", "起止时间", "Term", Kind.PERIOD, example="2013-02至2016-12"),
        Column("order", "任命文号", "Order", Kind.DOCUMENT_NUMBER, example="中办发〔2016〕69号"),
        Column("children", "子女数", "Children", Kind.INTEGER, example="1"),
        Column("score", "得分", "Score", Kind.DECIMAL, example="-1.25"),
    ),
    ("id_number",),
)

CLAIMS = Workbook(
    "claims",
    "数据台账",
    "Claims",
    (
        Column("document", "文献编号", "Document", required=True, example="S4"),
        Column("indicator", "指标", "Indicator", required=True, example="帮扶资金"),
        Column("as_of", "时点", "As of", Kind.DATE, example="2019"),
        Column("value", "数值", "Value", Kind.QUANTITY, example="近2.28亿元"),
        Column("heads", "人数", "Heads", Kind.QUANTITY, unit="人", example="3万多"),
    ),
    ("document", "indicator", "as_of"),
)

ALL = (PROJECTS, PEOPLE, CLAIMS)
