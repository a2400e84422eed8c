"""Findings of the rules of places in the reader's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xieshou.domain.places.models import DivisionFlag, FlagKind, Measure
from xieshou.domain.places.rules import Code
from xieshou.domain.places.stems import ETHNIC_GROUPS
from xieshou.kernel.finding import Finding
from xieshou.web.shell import words

SENTENCES = {
    Code.PART_ABOVE_WHOLE: _("%(part)s %(less)s 多于%(whole)s %(more)s,部分不能大于整体"),
    Code.SHARE_OUT_OF_RANGE: _("%(measure)s %(value)s%% 不在 0 至 100%% 之间"),
    Code.NEGATIVE: _("%(measure)s %(value)s 为负数"),
    Code.WRONG_UNIT: _("%(measure)s的单位写作“%(unit)s”,应为“%(wanted)s”"),
    Code.AUTONOMY_WITHOUT_NAME: _("标为民族自治地方,当日名称“%(name)s”却没有“自治”二字"),
    Code.NAME_WITHOUT_AUTONOMY: _("名称“%(name)s”表明是民族自治地方,却没有相应标签"),
}


# The areas that designations name and that have a settled English name; any other stays as the source has it.
AREAS = {
    "武陵山片区": _("武陵山片区"),
    "雷公山区": _("雷公山区"),
    "月亮山区": _("月亮山区"),
    "石漠化地区": _("石漠化地区"),
}


def value_of(flag: DivisionFlag) -> str:
    """What a designation names, its area or its peoples, in the language of the page."""
    if flag.kind == FlagKind.ETHNIC_AUTONOMY and words.in_english():
        return words.joined(ETHNIC_GROUPS.get(people, people) for people in flag.value.split(words.SEPARATOR))
    return str(AREAS.get(flag.value, flag.value))


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
