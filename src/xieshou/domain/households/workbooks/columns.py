"""The columns that the national export and the registration form have in common."""

from __future__ import annotations

from xieshou.domain.households.workbooks.codes import HEALTH, KINDS, SKILLS
from xieshou.kernel.masking import PersonalKind
from xieshou.workbooks.declaring import Column, Kind

MASK = "导出时遮盖;保留遮盖即不作更改"
MASK_EN = "masked in exports; a mask that is left changes nothing"

COUNTY = Column("county", "县", "County", longest=60, also=("县(市、区)", "区县", "县名"), example="碧江区")
TOWN = Column("town", "乡", "Town", longest=60, also=("乡镇", "乡(镇)", "镇"), example="六龙山侗族土家族乡")
VILLAGE = Column(
    "village", "行政村", "Village", longest=60, also=("村", "村名"), example="示例村",
    help="须已载入;新登记的户必填", help_en="must be loaded; a new household needs it",
)  # fmt: skip
HAMLET = Column("hamlet", "自然村", "Hamlet", longest=60, also=("自然村(组)", "村民组"))
HOUSEHOLD = Column("household", "户编号", "Household number", required=True, longest=40, example="示例户001")
PERSON = Column("person", "人编号", "Person number", required=True, longest=40, example="示例人001")
NAME = Column("name", "姓名", "Name", longest=40, personal=PersonalKind.TEXT)
IDENTITY = Column(
    "identity", "证件号码", "Number of the document", longest=24, personal=PersonalKind.ID_NUMBER,
    also=("身份证号", "身份证号码", "残疾证号", "身份证号或残疾证号"),
    help=f"身份证号 18 位,或残疾人证号 20 位(身份证号、类别、等级);{MASK}",
    help_en=f"identity number (18 characters) or disability number (20, with kind and grade); {MASK_EN}",
)  # fmt: skip
MEMBERS = Column(
    "members", "人数", "Members", Kind.INTEGER, unit="人", least=0, also=("家庭人口",),
    help="与表中或登记的该户人数核对,不单独保存",
    help_en="held against the people of the household, not stored by itself",
)  # fmt: skip
RELATION = Column("relation", "与户主关系", "Relation to the head", longest=20, example="户主")
NATIONALITY = Column("nationality", "民族", "Nationality", longest=20)
EDUCATION = Column("education", "文化程度", "Education", longest=20)
SCHOOLING = Column("schooling", "在校生状况", "At school", longest=30, also=("在校生情况",))
HEALTH_COLUMN = Column(
    "health", "健康状况", "Health", Kind.CODE, codes=HEALTH, personal=PersonalKind.TEXT,
    help=MASK, help_en=MASK_EN,
)  # fmt: skip
SKILL = Column("skill", "劳动技能", "Fit for work", Kind.CODE, codes=SKILLS, also=("劳动能力",))
MONTHS = Column(
    "months", "务工时间", "Work away", Kind.DECIMAL, unit="个月", least=0, most=12,
    also=("务工时间(月)", "务工月数"),
)  # fmt: skip
INSURED = Column(
    "insured", "是否参加大病保险", "Insured for serious illness", Kind.BOOLEAN, also=("大病保险",)
)
HOUSEHOLD_PHONE = Column(
    "household_phone", "户联系电话", "Telephone of the household", longest=30, personal=PersonalKind.PHONE,
    help=MASK, help_en=MASK_EN,
)  # fmt: skip
PERSON_PHONE = Column(
    "person_phone", "人联系电话", "Telephone of the person", longest=30, personal=PersonalKind.PHONE,
    help=MASK, help_en=MASK_EN,
)  # fmt: skip
IDENTIFIED = Column("identified", "首次识别时间", "Household first identified", Kind.DATE)
PERSON_IDENTIFIED = Column("person_identified", "人员识别时间", "Person identified", Kind.DATE)
KIND = Column("kind", "户类型", "Kind of household", Kind.CODE, codes=KINDS, example="脱贫户")
