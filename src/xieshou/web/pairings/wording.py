"""Findings of the pairing rules in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xieshou.domain.pairings.models import Programme, Shape
from xieshou.domain.pairings.rules import Code
from xieshou.kernel.finding import Finding
from xieshou.web.shell import words

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
}


def in_words(finding: Finding) -> str:
    """The finding as a sentence; choices by their labels."""
    facts = {"subject": finding.subject, **dict(finding.facts)}
    if "pairings" in facts:
        facts["pairings"] = words.listed(facts["pairings"])
    match finding.code:
        case Code.SHAPE:
            facts["stated"] = str(Shape(facts["stated"]).label)
        case Code.OTHER_PROGRAMME:
            facts |= {name: str(Programme(facts[name]).label) for name in ("own", "parent")}
    return str(SENTENCES[finding.code]) % facts
