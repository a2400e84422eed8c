"""The cards on how the programme runs: rules of rounds, the calendar, closed years, templates of papers."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from xieshou.domain.pairings import queries as pairings
from xieshou.domain.workflow.calendar import queries as calendar
from xieshou.domain.workflow.freezing import queries as freezing
from xieshou.kernel.actor import Actor
from xieshou.kernel.language import Language
from xieshou.papers.registering import papers
from xieshou.web.management.cards import Card, Fact, Link, Mark, number
from xieshou.web.shell import words


def cards(actor: Actor, on: date) -> list[Card]:
    """All four."""
    return [_rules(actor, on), _calendar(actor, on), _years(actor, on), _templates()]


def _rules(actor: Actor, on: date) -> Card:
    rounds = list(pairings.rounds(actor))
    now = [words.name_of(each) for each in rounds if each.period.covers(on)]
    return Card(
        "rules",
        _("轮次与规则"),
        "book",
        number(sum(len(each.rules.all()) for each in rounds)),
        _("条规则"),
        _("一对一、覆盖比例、退出门槛、评价等次,都是各轮次的数据,可以更改,须写明依据。今日有效:%(rounds)s。")
        % {"rounds": words.joined(now) or "—"},
        [
            Link(_("查看轮次"), reverse("pairings:rounds")),
            Link(_("更改规则"), reverse("admin:domain_round_changelist")),
            Link(_("规则台账"), reverse("ledgers:register", args=["rounds-rules"])),
        ],
        [Fact(_("轮次"), number(len(rounds)), reverse("pairings:rounds"))],
    )


def _calendar(actor: Actor, on: date) -> Card:
    known = calendar.round_for(calendar.rounds_with_calendar(actor), on)
    items, held = calendar.in_hand(actor, known.code) if known else (0, 0)
    return Card(
        "calendar",
        _("年历"),
        "calendar",
        number(items),
        _("项年度工作"),
        _("一年里何时该做什么。到期自动生成事项;指定了分工的,直接落到责任人。轮次:%(round)s。")
        % {"round": words.name_of(known) if known else "—"},
        [Link(_("安排年历分工"), reverse("yearly:year"))],
        [Fact(_("已有分工"), number(held)), Fact(_("尚无分工"), number(items - held))],
        Mark.LOOK if held < items else Mark.GOOD,
        _("有待分工") if held < items else _("都有分工"),
    )


def _years(actor: Actor, on: date) -> Card:
    closed = [each.year for each in freezing.closed_years(actor)]
    last = on.year - 1
    return Card(
        "years",
        _("年度封账"),
        "lock",
        number(len(closed)),
        _("个年度已封账"),
        _("封账后的年度不能再改,只能写明理由更正;可以照当时的样子查看。"),
        [Link(_("封账与解除"), reverse("years:list"))],
        [
            Fact(_("最近封账"), str(max(closed)) if closed else "—"),
            Fact(_("更正"), number(sum(freezing.corrections(actor).values()))),
        ],
        Mark.GOOD if last in closed else Mark.LOOK,
        _("%(year)s 年已封账") % {"year": last}
        if last in closed
        else _("%(year)s 年未封账") % {"year": last},
    )


def _templates() -> Card:
    shelves = [paper.shelf(settings.XIESHOU_HOME, language) for paper in papers() for language in Language]
    own = sum(shelf.in_use() is not None for shelf in shelves)
    return Card(
        "templates",
        _("文书模板"),
        "document",
        number(len(shelves)),
        _("份模板"),
        _("结对手册等文书按 Word 模板打印,可以换成本单位的;换过的每一版都留着。"),
        [Link(_("更换模板"), reverse("papers:list"))],
        [Fact(_("已换成自己的"), number(own))],
    )
