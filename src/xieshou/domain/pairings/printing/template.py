"""The template of the pair book that comes with the software."""

from __future__ import annotations

from functools import cache

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xieshou.domain.printed import LOCALES
from xieshou.kernel.language import Language
from xieshou.papers.layout import TEXT_MM, Column, Draft

_NOTED = "{{ figure.indicator }}{% if figure.note %}({{ figure.note }}){% endif %}"
_KIND = "{{ kind.name }} {{ kind.number }}{% if not loop.last %} · {% endif %}"


@cache
def shipped(language: Language) -> bytes:
    """The template in one language; the same bytes on every run of one version of the software."""
    with translation.override(LOCALES[language]):
        draft = Draft(language)
        draft.head(_("结对手册"))
        draft.foot("{{ made.line }}")
        draft.title(
            [("{{ giver.name }}", "east"), ("  →  ", "text-soft"), ("{{ receiver.name }}", "west")],
        )
        draft.text(
            _("%(programme)s · %(period)s · 截至 %(day)s")
            % {"programme": "{{ programme }}", "period": "{{ period }}", "day": "{{ on }}"},
            "Subtitle",
        )
        draft.pairs("fact in facts", "{{ fact.label }}", "{{ fact.value }}")
        _relation(draft)
        _figures(draft)
        _below(draft)
        _coverage(draft)
        _hand_over(draft)
        _findings(draft)
        _sources(draft)
        return draft.bytes()


def _relation(draft: Draft) -> None:
    draft.section(_("接续关系"))
    draft.text("{{ relation }}")
    with draft.where("relation_chart"):
        draft.picture("relation_chart")
    draft.table(
        "step in steps",
        [
            Column(_("起止"), "{{ step.when }}", 47, bold=True),
            Column(_("帮扶方"), "{{ step.giver }}", 24, "east"),
            Column(_("受帮扶方"), "{{ step.receiver }}", 36, "west"),
            Column(_("轮次"), "{{ step.round }}", 37),
            Column(_("终止原因"), "{{ step.ending }}", 20),
        ],
    )
    with draft.where("above"):
        draft.section(_("上级结对"), 2)
        draft.table(
            "step in above",
            [
                Column(_("层级"), "{{ step.tier }}", 30),
                Column(_("帮扶方"), "{{ step.giver }}", 42, "east"),
                Column(_("受帮扶方"), "{{ step.receiver }}", 42, "west"),
                Column(_("起止"), "{{ step.when }}", 50),
            ],
        )


def _figures(draft: Draft) -> None:
    draft.section(_("文献所载数字"))
    with draft.where("figures", _("还没有文献载明双方之间的数字。")):
        draft.text(_("以下各数由文献载明,未经系统汇总;口径不同者不可相加。"), "Small")
        with draft.where("figures_chart"):
            draft.picture("figures_chart")
        draft.table(
            "figure in figures",
            [
                Column(_("指标"), _NOTED, 38),
                Column(_("数值"), "{{ figure.value }}", 25, bold=True, right=True),
                Column(_("时间"), "{{ figure.when }}", 38),
                Column(_("口径"), "{{ figure.scope }}", 20),
                Column(_("状态"), "{{ figure.status }}", 20),
                Column(_("文献"), "{{ figure.document }}", 23),
            ],
        )


def _below(draft: Draft) -> None:
    draft.section(_("下级结对"))
    with draft.where("below", _("还没有记录下级结对。")):
        draft.text(f"{{% for kind in kinds %}}{_KIND}{{% endfor %}}", "Small")
        draft.table(
            "step in below",
            [
                Column(_("层级"), "{{ step.level }}{{ step.tier }}", 34),
                Column(_("帮扶方"), "{{ step.giver }}", 42, "east"),
                Column(_("受帮扶方"), "{{ step.receiver }}", 42, "west"),
                Column(_("起止"), "{{ step.when }}", 46),
            ],
        )


def _coverage(draft: Draft) -> None:
    with draft.where("coverage"):
        draft.section(_("双向覆盖"))
        draft.text(_("以截止日有记录的下一级单位计;“应结对”以本轮规则所定为准,未定的为全部单位。"), "Small")
        draft.table(
            "row in coverage",
            [
                Column(_("方"), "{{ row.side }}", 22, bold=True),
                Column(_("级别"), "{{ row.level }}", 24),
                Column(_("已结对 / 应结对"), "{{ row.paired }}", 32, right=True),
                Column(_("未结对的单位"), "{{ row.unpaired }}", TEXT_MM - 78),
            ],
        )


def _findings(draft: Draft) -> None:
    draft.section(_("规则核对"))
    with draft.where("findings", _("按本轮规则核对,没有发现不符。")):
        draft.text(_("按现有记录核对,不限于截止日。"), "Small")
        draft.table("finding in findings", [Column(_("不符之处"), "{{ finding.text }}", TEXT_MM)])


def _hand_over(draft: Draft) -> None:
    with draft.where("hand_over"):
        draft.section(_("交接清单"))
        draft.table(
            "left in hand_over",
            [
                Column(_("类别"), "{{ left.kind }}", 24),
                Column(_("内容"), "{{ left.what }}{% if left.note %}({{ left.note }}){% endif %}", 84),
                Column(_("状态"), "{{ left.state }}", 24),
                Column(_("交接日期"), "{{ left.done }}", TEXT_MM - 132),
            ],
        )


def _sources(draft: Draft) -> None:
    draft.section(pgettext("复数", "出处"))
    with draft.where("sources", _("没有出处,凭记忆录入,有待核实。")):
        draft.table(
            "source in sources",
            [
                Column(_("文献"), "{{ source.document }}", 32, bold=True),
                Column(_("标题"), "{{ source.title }}{% if source.note %}({{ source.note }}){% endif %}", 60),
                Column(_("原文起始"), "{{ source.start }}", 24),
                Column(_("原文终止"), "{{ source.end }}", 24),
                Column(_("可信度"), "{{ source.certainty }}", 24),
            ],
        )
