"""The catalogue and the schemes as files."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xieshou.domain.evidence.models import Scheme
from xieshou.web.indicators.cutting import Group
from xieshou.web.shell import words


def catalogue_table(groups: Iterable[Group]) -> tuple[list[str], list[list[object]]]:
    """Header and rows, under the headings of the page."""
    header = [
        *(_("分组"), _("编码"), _("名称"), _("英文名称"), _("部分"), _("所属指标族")),
        *(pgettext("计量", "单位"), _("性质"), _("方向"), _("人户口径"), _("定义"), _("计数规则")),
        *(_("轮次"), _("数字条数"), _("出处"), _("可信度")),
    ]
    return header, [
        [
            *(group.label, each.code, each.name, each.name_en, each.get_part_display()),
            *(each.parent.code if each.parent else "", each.unit, each.get_nature_display()),
            *(each.get_direction_display(), each.counts, words.in_language_of(each, "definition")),
            *(words.in_language_of(each, "counting_rule"), " ".join(used.code for used in row.rounds)),
            *(row.claims, each.source, each.get_certainty_display()),
        ]
        for group in groups
        for row in group.rows
        for each in [row.indicator]
    ]


def scheme_table(cut: Iterable[tuple[Scheme, list[Group]]]) -> tuple[list[str], list[list[object]]]:
    """Header and rows: each indicator in its class of each scheme, once in a scheme."""
    header = [
        _("分类体系"),
        _("分类体系编号"),
        _("分类"),
        _("分类编号"),
        _("指标编码"),
        _("指标"),
        _("数字条数"),
    ]
    return header, [
        [
            *(words.name_of(scheme), scheme.code, group.label, group.key),
            *(row.indicator.code, words.name_of(row.indicator), row.claims),
        ]
        for scheme, groups in cut
        for group in groups
        for row in group.rows
    ]
