"""The template of the household file that comes with the software."""

from __future__ import annotations

from functools import cache

from django.utils import translation
from django.utils.translation import gettext as _

from xieshou.domain.printed import LOCALES
from xieshou.kernel.language import Language
from xieshou.papers.layout import TEXT_MM, Column, Draft


@cache
def shipped(language: Language) -> bytes:
    """The template in one language; the same bytes on every run of one version of the software."""
    with translation.override(LOCALES[language]):
        draft = Draft(language)
        draft.head(_("一户一档"))
        draft.foot("{{ made.line }}")
        draft.title([("{{ head }}", "west"), ("  {{ number }}", "text-soft")])
        draft.text(_("%(place)s · 截至 %(day)s") % {"place": "{{ place }}", "day": "{{ on }}"}, "Subtitle")
        with draft.where("sample"):
            draft.text("{{ sample }}", "Small")
        draft.pairs("fact in facts", "{{ fact.label }}", "{{ fact.value }}")
        _members(draft)
        _incomes(draft)
        _living(draft)
        _standing(draft)
        _help(draft)
        _visits(draft)
        _signatures(draft)
        return draft.bytes()


def _members(draft: Draft) -> None:
    draft.section(_("家庭成员"))
    with draft.where("members", _("截止日没有在户成员的记录。")):
        draft.text(_("证件号码只列首尾;年龄按截止日计。"), "Small")
        draft.table(
            "member in members",
            [
                Column(_("与户主关系"), "{{ member.relation }}", 24, bold=True),
                Column(_("姓名"), "{{ member.name }}", 28),
                Column(_("性别"), "{{ member.sex }}", 14),
                Column(_("年龄"), "{{ member.age }}", 16, right=True),
                Column(_("证件号码"), "{{ member.number }}", 40),
                Column(_("民族"), "{{ member.nationality }}", 18),
                Column(_("入户"), "{{ member.since }}", TEXT_MM - 140),
            ],
        )
        draft.section(_("文化、劳动与保障"), 2)
        draft.table(
            "member in conditions",
            [
                Column(_("姓名"), "{{ member.name }}", 26, bold=True),
                Column(_("文化程度"), "{{ member.education }}", 22),
                Column(_("在校"), "{{ member.schooling }}", 24),
                Column(_("劳动技能"), "{{ member.skill }}", 22),
                Column(_("务工(月)"), "{{ member.months }}", 16, right=True),
                Column(_("参加保险"), "{{ member.insurance }}", 30),
                Column(_("特殊类别"), "{{ member.tags }}", TEXT_MM - 140),
            ],
        )
    with draft.where("former"):
        draft.section(_("曾在本户"), 2)
        draft.table(
            "member in former",
            [
                Column(_("姓名"), "{{ member.name }}", 34, bold=True),
                Column(_("在户期间"), "{{ member.when }}", 60),
                Column(_("入户原因"), "{{ member.joined }}", 34),
                Column(_("离户原因"), "{{ member.left }}", TEXT_MM - 128),
            ],
        )


def _incomes(draft: Draft) -> None:
    draft.section(_("收入核算"))
    with draft.where("incomes", _("还没有登记收入。")):
        draft.text("{{ formula }}", "Small")
        draft.table(
            "income in incomes",
            [
                Column(_("年度"), "{{ income.year }}", 14, bold=True),
                Column(_("人口"), "{{ income.people }}", 12, right=True),
                Column(_("工资性"), "{{ income.wage }}", 20, right=True),
                Column(_("生产经营性"), "{{ income.business }}", 22, right=True),
                Column(_("经营支出"), "{{ income.cost }}", 20, right=True),
                Column(_("财产性"), "{{ income.property }}", 18, right=True),
                Column(_("转移性"), "{{ income.transfer }}", 18, right=True),
                Column(_("人均纯收入"), "{{ income.per_head }}", 22, right=True, bold=True),
                Column(_("所列"), "{{ income.stated }}", TEXT_MM - 146, right=True),
            ],
        )


def _living(draft: Draft) -> None:
    draft.section(_("住房与饮水"))
    with draft.where("living", _("还没有登记住房和饮水。")):
        draft.pairs("fact in living", "{{ fact.label }}", "{{ fact.value }}")


def _standing(draft: Draft) -> None:
    draft.section(_("脱贫与监测"))
    with draft.where("statuses", _("普通农户,没有建档立卡或监测的记录。")):
        draft.table(
            "status in statuses",
            [
                Column(_("起止"), "{{ status.when }}", 60, bold=True),
                Column(_("状态"), "{{ status.status }}", 40),
                Column(_("说明"), "{{ status.note }}", TEXT_MM - 100),
            ],
        )


def _help(draft: Draft) -> None:
    draft.section(_("帮扶"))
    with draft.where("responsibles", _("还没有帮扶责任人。")):
        draft.table(
            "person in responsibles",
            [
                Column(_("起止"), "{{ person.when }}", 60),
                Column(_("帮扶责任人"), "{{ person.name }}", 34, bold=True),
                Column(_("所在单位"), "{{ person.unit }}{% if person.note %}({{ person.note }}){% endif %}",
                       TEXT_MM - 94),
            ],
        )  # fmt: skip
    with draft.where("measures", _("还没有帮扶措施。")):
        draft.section(_("帮扶措施"), 2)
        draft.table(
            "measure in measures",
            [
                Column(_("起止"), "{{ measure.when }}", 44),
                Column(_("类别"), "{{ measure.kind }}", 28, bold=True),
                Column(_("内容"), "{{ measure.content }}", 46),
                Column(_("受益人"), "{{ measure.whom }}", 22),
                Column(_("金额(元)"), "{{ measure.amount }}", TEXT_MM - 140, right=True),
            ],
        )


def _visits(draft: Draft) -> None:
    draft.section(_("入户走访"))
    with draft.where("visits", _("还没有走访记录。")):
        draft.table(
            "visit in visits",
            [
                Column(_("日期"), "{{ visit.on }}", 28, bold=True),
                Column(_("走访人"), "{{ visit.visitors }}", 36),
                Column(_("事由"), "{{ visit.purpose }}", 30),
                Column(_("情况"), "{{ visit.findings }}", TEXT_MM - 94),
            ],
        )


def _signatures(draft: Draft) -> None:
    draft.section(_("核对签字"))
    draft.text(_("户主:________________    帮扶责任人:________________    村(居)委会(章):________________"))
    draft.text(_("日期:________年____月____日"))
