"""Faults in words, in the reader's language. The rules know codes only."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.households.models import Left, Monitored, Status
from xieshou.domain.households.rules.faults import JUDGEMENT, Code, Fault, Severity

SEVERITIES: dict[Severity, Any] = {
    Severity.ERROR: gettext_lazy("错误,须改正"),
    Severity.DOUBT: gettext_lazy("疑点,请核对"),
    Severity.HINT: gettext_lazy("提示"),
}
_WORDS: dict[Code, Any] = {
    Code.INVALID: gettext_lazy("此项有误:%(says)s"),
    Code.NO_HEAD: gettext_lazy("没有户主:请确定一人为户主"),
    Code.TWO_HEADS: gettext_lazy("已有户主:一户只能有一名户主"),
    Code.HEAD_UNDER_AGE: gettext_lazy("户主只有 %(age)s 岁,而户内有成年人"),
    Code.NO_NAME: gettext_lazy("姓名不能为空"),
    Code.ID_TWICE: gettext_lazy("与本户另一成员的身份证号相同"),
    Code.BORN_AGAINST_ID: gettext_lazy("出生日期与身份证号不符"),
    Code.SEX_AGAINST_ID: gettext_lazy("性别与身份证号不符"),
    Code.BORN_IN_FUTURE: gettext_lazy("出生日期晚于今天"),
    Code.TOO_OLD: gettext_lazy("年龄 %(age)s 岁,请核对出生日期"),
    Code.SPOUSE_OF_SAME_SEX: gettext_lazy("配偶与户主性别相同"),
    Code.SPOUSE_TOO_YOUNG: gettext_lazy("配偶 %(age)s 岁,未到法定婚龄"),
    Code.SEX_AGAINST_RELATION: gettext_lazy("性别与关系“%(relation)s”不符"),
    Code.CHILD_OLDER_THAN_HEAD: gettext_lazy("关系为“%(relation)s”,却不比户主年轻"),
    Code.PARENT_YOUNGER_THAN_HEAD: gettext_lazy("关系为“%(relation)s”,却不比户主年长"),
    Code.SCHOOL_AGAINST_AGE: gettext_lazy("%(age)s 岁,在校生状况为“%(schooling)s”"),
    Code.NOT_AT_SCHOOL: gettext_lazy("%(age)s 岁,属义务教育年龄,却不在校"),
    Code.AWAY_WITHOUT_SKILL: gettext_lazy("有务工时间,劳动技能却是丧失或无劳动力"),
    Code.AWAY_TOO_YOUNG: gettext_lazy("%(age)s 岁,未满 16 周岁不得务工"),
    Code.DISABLED_WITHOUT_NUMBER: gettext_lazy("健康状况为残疾,没有残疾证号"),
    Code.NUMBER_WITHOUT_DISABLED: gettext_lazy("有残疾证号,健康状况却不是残疾"),
    Code.CHILD_LEFT_BEHIND_GROWN: gettext_lazy("%(age)s 岁,不是留守儿童(不满 16 周岁)"),
    Code.WOMAN_LEFT_BEHIND_MALE: gettext_lazy("性别为男,不是留守妇女"),
    Code.ELDER_LEFT_BEHIND_YOUNG: gettext_lazy("%(age)s 岁,不是留守老人(60 周岁以上)"),
    Code.EMPTY_NEST_YOUNG: gettext_lazy("%(age)s 岁,不是空巢老人(60 周岁以上)"),
    Code.EMPTY_NEST_WITH_OTHERS: gettext_lazy("标为空巢老人,户内却有 60 岁以下的人"),
    Code.HOUSE_AGAINST_FLAG: gettext_lazy("房屋为 %(grade)s 级,与“危房户”一项矛盾"),
    Code.WATER_AGAINST_FLAG: gettext_lazy("饮水四项检查与“饮水安全”一项矛盾"),
    Code.HOUSE_FROM_FUTURE: gettext_lazy("建房年份 %(year)s 有误"),
    Code.CAUSE_TWICE: gettext_lazy("同一致贫原因填了两次"),
    Code.SECOND_WITHOUT_MAIN: gettext_lazy("填了其他致贫原因,没有主要致贫原因"),
    Code.CAUSE_WITHOUT_DISABLED: gettext_lazy("致贫原因有“因残”,户内没有残疾人"),
    Code.CAUSE_WITHOUT_PUPIL: gettext_lazy("致贫原因有“因学”,户内没有在校生"),
    Code.FIVE_GUARANTEES_ABLE: gettext_lazy("五保户中有正当劳动年龄的劳动力"),
    Code.INCOME_WITHOUT_PEOPLE: gettext_lazy("%(year)s 年填了收入,没有家庭人口"),
    Code.INCOME_NEGATIVE: gettext_lazy("%(year)s 年此项不能为负数:亏损由支出表示"),
    Code.INCOME_OF_FUTURE: gettext_lazy("年份 %(year)s 有误"),
    Code.COST_WITHOUT_BUSINESS: gettext_lazy("%(year)s 年有生产经营性支出,没有生产经营性收入"),
    Code.STATED_FAR_FROM_COMPUTED: gettext_lazy(
        "%(year)s 年所列人均纯收入 %(stated)s 元,按各项计算为 %(computed)s 元"
    ),
    Code.INCOME_FOR_OTHERS: gettext_lazy("%(year)s 年收入按 %(people)s 人计算,现在户内有 %(living)s 人"),
    Code.STATUS_STEP: gettext_lazy("脱贫状态不能由“%(was)s”变为“%(now)s”"),
    Code.STATUS_WITHOUT_BASIS: gettext_lazy("请写明依据,如文号、公示"),
    Code.STATUS_BEFORE_LAST: gettext_lazy("日期 %(own)s 不晚于此前的变动 %(last)s"),
    Code.MONITORED_AGAINST_STATUS: gettext_lazy("“%(kind)s”与当日的脱贫状态“%(status)s”不符"),
    Code.MONITORED_TWICE: gettext_lazy("该户当时已在监测中"),
    Code.IN_FUTURE: gettext_lazy("日期晚于今天"),
    Code.BEFORE_JOINING: gettext_lazy("日期早于入户日期"),
    Code.BEFORE_BIRTH: gettext_lazy("日期早于出生日期"),
    Code.HAS_LEFT: gettext_lazy("此人已于 %(on)s 离户(%(by)s)"),
    Code.HAS_ENDED: gettext_lazy("已于 %(on)s 结束"),
    Code.SAME_HOUSEHOLD: gettext_lazy("是同一户"),
    Code.NOT_OF_HOUSEHOLD: gettext_lazy("此人不在本户"),
    Code.NOBODY_CHOSEN: gettext_lazy("请选择分出的成员"),
    Code.NOBODY_STAYS: gettext_lazy("原户要有人留下;整户变动请更改原户"),
    Code.PEOPLE_LEFT_IN: gettext_lazy("户内还有 %(number)s 人,不是整户自然减少"),
    Code.OVERLAPS: gettext_lazy("与已登记的时间重叠"),
    Code.NUMBER_TAKEN: gettext_lazy("编号 %(number)s 已被使用"),
    Code.NO_VILLAGE: gettext_lazy("%(place)s 不是行政村"),
    Code.NOT_TAKEN_BACK: gettext_lazy("不能撤销:没有可撤销的登记,或其后已有变动"),
    Code.NO_BIRTH: gettext_lazy("请填写出生日期,或填写身份证号"),
    Code.NO_START: gettext_lazy("请填写开始日期"),
    Code.PHOTO_TOO_MANY: gettext_lazy("照片最多 %(most)s 张"),
    Code.PHOTO_TOO_BIG: gettext_lazy("照片太大,最多 %(most)s MB"),
    Code.PHOTO_PIXELS: gettext_lazy("照片像素太多,请缩小后再传"),
    Code.PHOTO_NONE: gettext_lazy("不是可以读取的 JPEG、PNG 或 WebP 照片"),
}


def words(fault: Fault) -> str:
    """What does not agree, as a sentence."""
    return str(_WORDS[fault.code]) % {name: _shown(name, value) for name, value in fault.facts}


def source_of(fault: Fault) -> str:
    """Where the rule comes from."""
    return _("我们的判断") if fault.source == JUDGEMENT else fault.source


def _shown(name: str, value: str) -> str:
    """Codes by their labels, days as they are written."""
    if name in ("was", "now", "status"):
        return str(Status(value).label) if value else _("普通农户")
    if name == "kind":
        return str(Monitored(value).label)
    if name == "by":
        return str(Left(value).label) if value else ""
    return value
