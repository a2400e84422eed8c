"""Findings of the pairing rules in the reader's words."""

from __future__ import annotations

import re

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from xieshou.domain.certainty import Certainty
from xieshou.domain.pairings.models import Shape
from xieshou.domain.pairings.rules import Cardinality, Code
from xieshou.domain.programme import Programme
from xieshou.kernel.finding import Finding
from xieshou.kernel.language import Language
from xieshou.kernel.period import PartialDate, Period
from xieshou.kernel.period_words import format_date, format_period

SENTENCES = {
    Code.GIVER_CAPACITY: _("%(subject)s同时帮扶的单位超过本轮上限 %(limit)s 个(%(on)s):%(pairings)s"),
    Code.RECEIVER_CAPACITY: _("%(subject)s同时接受的帮扶单位超过本轮上限 %(limit)s 个(%(on)s):%(pairings)s"),
    Code.OUTSIDE_PARENT: _("起止 %(own)s 超出上级结对的起止 %(outer)s"),
    Code.OUTSIDE_ROUND: _("起止 %(own)s 超出本轮的起止 %(outer)s"),
    Code.PARTY_NOT_VALID: _("%(party)s在 %(exists)s 存在,不能覆盖结对的 %(own)s"),
    Code.NOT_BELOW_PARENT: _("%(unit)s不在上级结对的%(above)s之内"),
    Code.OTHER_PROGRAMME: _("协作类型“%(own)s”与上级结对的“%(parent)s”不同"),
    Code.SHAPE: _("形态写作“%(stated)s”,实际为 %(real)s"),
    Code.SUCCESSOR: _("本结对止于 %(ends)s,接续结对始于 %(starts)s,或受帮扶方不同"),
    Code.PARENT_CIRCLE: _("上级结对绕回自身"),
    Code.SUCCESSOR_CIRCLE: _("接续结对绕回自身"),
    Code.OTHER_ROUND: _("上级结对属于另一轮次"),
    Code.NO_SOURCE: _("标为“%(certainty)s”却没有列出处"),
    Code.SAME_PARTY: _("%(subject)s不能与自己结对"),
    Code.ALREADY_RECORDED: _("%(subject)s在 %(own)s 已有结对记录;另有出处请加在该结对上"),
    Code.CHILD_OUTLIVES: _("下级结对 %(subject)s(%(own)s)届时仍在帮扶关系中,请先终止"),
}


# What the shapes are held against, as people say it.
CARDINALITIES = {
    Cardinality.ONE_ONE: _("一对一"),
    Cardinality.ONE_MANY: _("一对多"),
    Cardinality.MANY_ONE: _("多对一"),
    Cardinality.MANY_MANY: _("多对多"),
}
_PERIOD = re.compile(r"\[(.*), (.*)\)")


def in_words(finding: Finding) -> str:
    """The finding as a sentence; choices by their labels, dates and periods as the page writes them."""
    facts = {"subject": finding.subject, **dict(finding.facts)}
    if "pairings" in facts:
        facts["pairings"] = gettext("、").join(facts["pairings"].split("、"))
    match finding.code:
        case Code.SHAPE:
            facts["stated"] = str(Shape(facts["stated"]).label)
            facts["real"] = str(CARDINALITIES[Cardinality(facts["real"])])
        case Code.OTHER_PROGRAMME:
            facts |= {name: str(Programme(facts[name]).label) for name in ("own", "parent")}
        case Code.NO_SOURCE:
            facts["certainty"] = str(Certainty(facts["certainty"]).label)
        case Code.SUCCESSOR | Code.GIVER_CAPACITY | Code.RECEIVER_CAPACITY:
            facts |= {name: _date(facts[name]) for name in ("on", "ends", "starts") if name in facts}
        case _:
            facts |= {name: _period(facts[name]) for name in ("own", "outer", "exists") if name in facts}
    return str(SENTENCES[Code(finding.code)]) % facts


def _date(text: str) -> str:
    """A date of a finding (ISO as far as known, or None) as the page writes it."""
    return "—" if text == str(None) else format_date(PartialDate.parse(text), _spoken())


def _period(text: str) -> str:
    """A period of a finding, written ``[2013-02, …)``, as the page writes it."""
    found = _PERIOD.fullmatch(text)
    start, end = ("" if side == "…" else side for side in found.groups()) if found else ("", "")
    return format_period(Period.parse(start, end), _spoken())


def _spoken() -> Language:
    return Language.of(get_language() or "")
