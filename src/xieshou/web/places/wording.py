"""Findings of the rules of places in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xieshou.domain.places.models import Measure
from xieshou.domain.places.rules import Code
from xieshou.kernel.finding import Finding

SENTENCES = {
    Code.PART_ABOVE_WHOLE: _("%(part)s %(less)s 多于%(whole)s %(more)s,部分不能大于整体"),
    Code.SHARE_OUT_OF_RANGE: _("%(measure)s %(value)s%% 不在 0 至 100%% 之间"),
    Code.NEGATIVE: _("%(measure)s %(value)s 为负数"),
    Code.WRONG_UNIT: _("%(measure)s的单位写作“%(unit)s”,应为“%(wanted)s”"),
    Code.AUTONOMY_WITHOUT_NAME: _("标为民族自治地方,当日名称“%(name)s”却没有“自治”二字"),
    Code.NAME_WITHOUT_AUTONOMY: _("名称“%(name)s”表明是民族自治地方,却没有相应标签"),
}


def in_words(finding: Finding) -> str:
    """The finding as a sentence; measures by their labels."""
    facts = dict(finding.facts)
    if finding.code is Code.PART_ABOVE_WHOLE:
        (part, less), (whole, more) = finding.facts
        facts = {"part": _label(part), "less": less, "whole": _label(whole), "more": more}
    elif "measure" in facts:
        facts["measure"] = _label(facts["measure"])
    return str(SENTENCES[finding.code]) % facts


def _label(measure: str) -> str:
    return str(Measure(measure).label)
