"""What joins two figures, or what is doubtful about one, in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xieshou.domain.evidence.claims.wording import value_in_words
from xieshou.domain.evidence.models import ClaimRelation, Per
from xieshou.domain.evidence.relations.rules.verdict import Reason
from xieshou.domain.evidence.relations.services import BY_HAND
from xieshou.domain.programme import Programme
from xieshou.kernel.period import BadDateError, PartialDate
from xieshou.web.shell import words

# ``claim`` and ``other`` are the two values as the page writes them; the rest are the rule's own facts.
SENTENCES = {
    Reason.SAME_VALUE: gettext_lazy("两处所指相同,数值相同。"),
    Reason.WITHIN_WORDS: gettext_lazy("两处所指相同;按各自的限定词,%(claim)s 与 %(other)s 可以同时成立。"),
    Reason.UNCHANGED: gettext_lazy("所指的时间不同,数值没有变。"),
    Reason.RUNNING_TOTAL: gettext_lazy("累计数:%(claim)s 截至较晚,应已包含 %(other)s,两者不可相加。"),
    Reason.HOUSEHOLDS_EXCEED_PEOPLE: gettext_lazy(
        "%(claim)s 按每户 %(size)s 人约合 %(implied)s 人,多于 %(other)s;“户”疑为“人”之误。"
    ),
    Reason.HOUSEHOLDS_PER_PLACE: gettext_lazy(
        "%(claim)s 按每户 %(size)s 人分到 %(other)s村,每村平均 %(each)s 人,通常约 %(usual)s 人;“户”疑为“人”。"
    ),
    Reason.COUNTED_DIFFERENTLY: gettext_lazy(
        "一处数的是户,一处数的是人(或人次):%(claim)s 与 %(other)s 不能直接相比。"
    ),
    Reason.SCOPE: gettext_lazy("一处是 %(year)s 当年数,一处是截至 %(total)s 的累计数。"),
    Reason.START: gettext_lazy("起算时间不同:%(left)s 与 %(right)s。"),
    Reason.AS_OF: gettext_lazy("所指的时间不同:%(left)s 与 %(right)s。"),
    Reason.BASE_YEAR: gettext_lazy("比率的基期不同:%(left)s 与 %(right)s。"),
    Reason.MEASURE: gettext_lazy("指标不同:“%(left)s”与“%(right)s”,不可互换。"),
    Reason.CHANGE_VS_LEVEL: gettext_lazy("%(claim)s 是总量,%(other)s 是一次或一批的增减。"),
    Reason.PROGRAMME: gettext_lazy("协作类型不同:%(left)s 与 %(right)s 的数字不可相加。"),
    Reason.PLACE: gettext_lazy("范围不同:%(claim)s 的范围包含 %(other)s 的范围。"),
    Reason.PER_PERIOD: gettext_lazy("一处是%(per)s的数,一处不是。"),
    Reason.FORECAST: gettext_lazy("一处是预计数,一处是已有的数。"),
    Reason.SAME_PASSAGE: gettext_lazy("连续 %(length)s 个数字在两处依次相同:同一段文字,不是两份佐证。"),
    Reason.RESTATED: gettext_lazy("同一文献重复了前面的数字。"),
    Reason.FIGURES_REPEATED: gettext_lazy(
        "较晚的文献照录了较早的 %(length)s 个数字,时间却不同:数字可能没有更新。"
    ),
    Reason.YEAR_MISSING: gettext_lazy("原文只写“%(words)s”,没有年份;文献日期:%(document)s。"),
    Reason.RELATIVE_YEAR: gettext_lazy("原文写“%(words)s”,要靠文献日期推算;文献日期:%(document)s。"),
    Reason.RELATIVE_NOW: gettext_lazy("原文写“%(words)s”,是哪一天要看文献日期;文献日期:%(document)s。"),
    Reason.RELATIVE_SPAN: gettext_lazy("原文写“%(words)s”,起止要靠文献日期推算;文献日期:%(document)s。"),
    Reason.START_MISSING: gettext_lazy("原文写“%(words)s”,没有写明自何年起;文献日期:%(document)s。"),
    Reason.AFTER_DOCUMENT: gettext_lazy("所指时间 %(as_of)s 晚于文献日期 %(document)s,又没有写明是预计数。"),
    Reason.YEAR_NOT_OVER: gettext_lazy("%(as_of)s 的全年数,文献却在当年(%(document)s)刊出。"),
    Reason.VALUES_DIFFER: gettext_lazy("两处所指相同,%(claim)s 与 %(other)s 不能同时成立。"),
    Reason.TOTAL_FALLS: gettext_lazy("累计数变小了:较晚的是 %(claim)s,较早的是 %(other)s。"),
    Reason.PART_EXCEEDS_WHOLE: gettext_lazy("部分大于全体:全体为 %(claim)s,其中一部分为 %(other)s。"),
    BY_HAND: gettext_lazy("这种关系由人判定。"),
}
# Of one figure alone: it belongs to another programme than the rest of its document.
OF_ANOTHER_PROGRAMME = gettext_lazy("这个数字属于%(own)s,文献的其他数字多属%(document)s,合计时须分开。")
UNKNOWN = pgettext_lazy("日期", "不详")
_DATES = frozenset({"left", "right", "as_of", "document", "year", "total"})


def sentence_of(relation: ClaimRelation) -> str:
    """The relation's reason as a sentence; dates, programmes, indicators as the page writes them."""
    facts = {name: str(value) for name, value in relation.facts.items()}
    facts["claim"] = value_in_words(relation.claim)
    facts["other"] = value_in_words(relation.other) if relation.other else ""
    if relation.reason == BY_HAND:
        return str(SENTENCES[BY_HAND])
    match reason := Reason(relation.reason):
        case Reason.PROGRAMME if relation.other is None:
            return str(OF_ANOTHER_PROGRAMME) % {name: _programme(facts[name]) for name in ("own", "document")}
        case Reason.PROGRAMME:
            facts |= {name: _programme(facts[name]) for name in ("left", "right")}
        case Reason.MEASURE if relation.other is not None:
            facts["left"] = words.name_of(relation.claim.indicator)
            facts["right"] = words.name_of(relation.other.indicator)
        case Reason.PER_PERIOD:
            facts["per"] = str(Per(facts["per"]).label)
        case Reason.HOUSEHOLDS_EXCEED_PEOPLE | Reason.HOUSEHOLDS_PER_PLACE:
            facts |= {name: f"{int(facts[name]):,}" for name in ("implied", "each", "usual") if name in facts}
        case _:
            facts |= {name: _date(facts[name]) for name in _DATES & facts.keys()}
    return str(SENTENCES[reason]) % facts


def _programme(value: str) -> str:
    return str(Programme(value).label) if value else _("类型未说明")


def _date(text: str) -> str:
    """A date of a rule (ISO as far as known) as the page writes it; the document's own words as they are."""
    if text in ("", "None"):
        return str(UNKNOWN)
    try:
        return words.date_in_words(PartialDate.parse(text))
    except BadDateError:
        return text
