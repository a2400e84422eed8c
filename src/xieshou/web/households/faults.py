"""What does not agree in a household, in the recorder's words: what, about whom, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xieshou.domain.households.models import Member, Monitored, Status
from xieshou.domain.households.rules import consistency
from xieshou.domain.households.rules.faults import Code, Fault, Severity
from xieshou.domain.households.services.examining import sheet_of
from xieshou.domain.households.whole import Whole

SENTENCES: Mapping[Code, Any] = {
    Code.INVALID: lazy("%(says)s"),
    Code.NO_HEAD: lazy("没有户主:请把一名成员的“与户主关系”写成“户主”"),
    Code.TWO_HEADS: lazy("一户只能有一名户主:请改正与户主关系"),
    Code.HEAD_UNDER_AGE: lazy("户主只有 %(age)s 岁,而户内有成年人:请核对出生日期,或另定户主"),
    Code.NO_NAME: lazy("没有姓名"),
    Code.ID_TWICE: lazy("身份证号与本户另一成员相同:请核对两人的号码"),
    Code.BORN_AGAINST_ID: lazy("出生日期与身份证号不符:以身份证号为准,或核对号码"),
    Code.SEX_AGAINST_ID: lazy("性别与身份证号不符:以身份证号为准,或核对号码"),
    Code.BORN_IN_FUTURE: lazy("出生日期还没有到"),
    Code.TOO_OLD: lazy("%(age)s 岁:请核对出生日期,或是否已去世而没有登记"),
    Code.SPOUSE_OF_SAME_SEX: lazy("与户主性别相同,而关系是配偶:请核对性别"),
    Code.SPOUSE_TOO_YOUNG: lazy("配偶只有 %(age)s 岁,未到法定婚龄:请核对"),
    Code.SEX_AGAINST_RELATION: lazy("“%(relation)s”与性别不符:请核对"),
    Code.CHILD_OLDER_THAN_HEAD: lazy("“%(relation)s”比户主年长:请核对关系或出生日期"),
    Code.PARENT_YOUNGER_THAN_HEAD: lazy("“%(relation)s”比户主年幼:请核对关系或出生日期"),
    Code.SCHOOL_AGAINST_AGE: lazy("%(age)s 岁,在校生状况是“%(schooling)s”:请核对"),
    Code.NOT_AT_SCHOOL: lazy("%(age)s 岁,应在义务教育阶段而不在校:请核实是否失学"),
    Code.AWAY_WITHOUT_SKILL: lazy("无劳动力或丧失劳动力,却有务工时间:请核对劳动技能"),
    Code.AWAY_TOO_YOUNG: lazy("%(age)s 岁,未满 16 周岁却有务工时间:请核对"),
    Code.DISABLED_WITHOUT_NUMBER: lazy("健康状况是残疾,没有残疾证号:有证的请补登"),
    Code.NUMBER_WITHOUT_DISABLED: lazy("有残疾证号,健康状况却不是残疾:请核对"),
    Code.CHILD_LEFT_BEHIND_GROWN: lazy("%(age)s 岁,留守儿童应未满 16 周岁:请改正"),
    Code.WOMAN_LEFT_BEHIND_MALE: lazy("男性不能登记为留守妇女"),
    Code.ELDER_LEFT_BEHIND_YOUNG: lazy("%(age)s 岁,留守老人应满 60 周岁:请核对"),
    Code.EMPTY_NEST_YOUNG: lazy("%(age)s 岁,空巢老人应满 60 周岁:请核对"),
    Code.EMPTY_NEST_WITH_OTHERS: lazy("户内还有未满 60 周岁的人,不是空巢:请核对"),
    Code.HOUSE_AGAINST_FLAG: lazy("房屋等级是%(grade)s级,与“危房户”的填写矛盾:以鉴定等级为准"),
    Code.WATER_AGAINST_FLAG: lazy("“饮水安全”与四项检查矛盾:四项都达标才是安全"),
    Code.HOUSE_FROM_FUTURE: lazy("建房年份 %(year)s 不可能:请核对"),
    Code.CAUSE_TWICE: lazy("同一致贫原因填了两次"),
    Code.SECOND_WITHOUT_MAIN: lazy("填了其他致贫原因,没有主要致贫原因"),
    Code.CAUSE_WITHOUT_DISABLED: lazy("致贫原因是因残,户内没有残疾成员:请核对"),
    Code.CAUSE_WITHOUT_PUPIL: lazy("致贫原因是因学,户内没有在校生:请核对"),
    Code.FIVE_GUARANTEES_ABLE: lazy("五保户成员是有劳动能力的成年人:请核对贫困户属性或劳动技能"),
    Code.INCOME_WITHOUT_PEOPLE: lazy("%(year)s 年收入没有家庭人口,算不出人均"),
    Code.INCOME_NEGATIVE: lazy("%(year)s 年收入不能是负数;亏损请记在生产经营性支出"),
    Code.INCOME_OF_FUTURE: lazy("%(year)s 年还没有到,或早于 1990 年"),
    Code.COST_WITHOUT_BUSINESS: lazy("%(year)s 年有生产经营性支出,没有生产经营性收入:请核对"),
    Code.STATED_FAR_FROM_COMPUTED: lazy(
        "%(year)s 年所列人均 %(stated)s 元,按各项收入算得 %(computed)s 元:请核对"
    ),
    Code.INCOME_FOR_OTHERS: lazy("%(year)s 年收入按 %(people)s 人计,现有 %(living)s 人:请核对"),
    Code.STATUS_STEP: lazy("不能由“%(was)s”转为“%(now)s”"),
    Code.STATUS_WITHOUT_BASIS: lazy("请写明依据,如评议公告的文号"),
    Code.STATUS_BEFORE_LAST: lazy("日期 %(own)s 不晚于上一状态的日期 %(last)s"),
    Code.MONITORED_AGAINST_STATUS: lazy(
        "监测对象类型与脱贫状态不合:脱贫不稳定户须已脱贫,边缘易致贫户须是普通农户"
    ),
    Code.MONITORED_TWICE: lazy("已在监测中:风险消除后才能再次纳入"),
    Code.IN_FUTURE: lazy("日期还没有到"),
    Code.BEFORE_JOINING: lazy("日期早于入户日期"),
    Code.BEFORE_BIRTH: lazy("日期早于出生日期"),
    Code.HAS_LEFT: lazy("此人已不在本户"),
    Code.HAS_ENDED: lazy("此户已销户,不能再改"),
    Code.SAME_HOUSEHOLD: lazy("是同一户:请另选一户"),
    Code.NOT_OF_HOUSEHOLD: lazy("此人不在本户"),
    Code.NOBODY_CHOSEN: lazy("请至少选择一名成员"),
    Code.NOBODY_STAYS: lazy("不能所有人都分出去:请至少留下一人"),
    Code.PEOPLE_LEFT_IN: lazy("户内还有人:请先登记他们去了哪里"),
    Code.OVERLAPS: lazy("与已登记的期间重叠"),
    Code.NUMBER_TAKEN: lazy("编号 %(number)s 已被使用"),
    Code.NO_VILLAGE: lazy("没有找到这个行政村,或不是村级:请写全称或代码"),
    Code.NOT_TAKEN_BACK: lazy("不能撤销:此后又有变动"),
    Code.PHOTO_REFUSED: lazy("照片没有接收:请用 JPEG、PNG 或 WebP 照片"),
}
MARKS = {Severity.ERROR: ("bad", "✗"), Severity.DOUBT: ("caution", "?"), Severity.HINT: ("", "i")}
WORDS = {Severity.ERROR: lazy("必须改正"), Severity.DOUBT: lazy("请核对"), Severity.HINT: lazy("提示")}
_STATUS_FACTS = {"was", "now"}


@dataclass(frozen=True, slots=True)
class Told:
    """A fault in words; ``target`` is the id of the field on the form, where there is one."""

    text: str
    severity: str
    word: str
    tint: str
    shape: str
    about: str = ""
    target: str = ""
    member: str = ""
    field: str = ""


def told(fault: Fault, about: str = "", target: str = "") -> Told:
    """A fault as templates take it."""
    tint, shape = MARKS[fault.severity]
    facts = {name: _fact(name, value) for name, value in fault.facts}
    sentence = SENTENCES.get(fault.code)
    try:
        text = str(sentence) % facts if sentence else str(fault.code)
    except KeyError:  # a sentence that wants more than the rule tells is shown without its numbers
        text = str(sentence).split(":")[0]
    return Told(
        text,
        fault.severity.value,
        str(WORDS[fault.severity]),
        tint,
        shape,
        about,
        target,
        fault.member,
        fault.field,
    )


def _fact(name: str, value: str) -> str:
    """Codes of statuses as words."""
    if name in _STATUS_FACTS:
        return str(Status(value).label) if value in Status.values else _("普通农户")
    if value in Monitored.values:
        return str(Monitored(value).label)
    return value


def faults_of(kept: Whole, on: date) -> list[Told]:
    """What does not agree in a household as it is kept."""
    people = {str(each.pk): each for each in kept.present}
    sheet = sheet_of(kept.household, people.items(), kept.incomes[:1], on=on)
    return in_words(consistency.findings(sheet), people)


def in_words(found: Iterable[Fault], people: Mapping[str, Member]) -> list[Told]:
    """Faults with the names of those whom they are about."""
    return [told(each, about=people[each.member].name if each.member in people else "") for each in found]
