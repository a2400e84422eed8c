"""The tables of these pages as files."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xieshou.web.places.groups import Group
from xieshou.web.places.parts import Part
from xieshou.web.places.profiles import FigureRow
from xieshou.web.places.rows import Row
from xieshou.web.shell import words


def pairing_table(rows: Iterable[Row]) -> tuple[list[str], list[list[object]]]:
    """Every pairing of a place."""
    header = [
        *(_("帮扶方"), _("帮扶方代码"), _("受帮扶方"), _("受帮扶方代码"), _("轮次"), _("协作类型")),
        *(_("起始"), _("终止"), _("终止原因"), _("可信度"), _("出处"), _("说明")),
    ]
    return header, [
        [
            *(row.giver.name, row.giver.code, row.receiver.name, row.receiver.code),
            *(words.name_of(row.pairing.round), row.pairing.get_programme_display()),
            *(row.pairing.period.start or "", row.pairing.period.end or ""),
            *(row.pairing.get_end_reason_display(), row.pairing.get_certainty_display()),
            *(" ".join(source.code for source in row.sources), row.pairing.note),
        ]
        for row in rows
    ]


def part_table(parts: Iterable[Part]) -> tuple[list[str], list[list[object]]]:
    """The units inside a place."""
    header = [_("代码"), _("名称"), _("级别"), _("帮扶方"), _("帮扶对象")]
    return header, [
        [
            *(part.link.code, part.link.name, part.level),
            "; ".join(partner.link.name for partner in part.helpers),
            "; ".join(partner.link.name for partner in part.receivers),
        ]
        for part in parts
    ]


def figure_table(rows: Iterable[FigureRow]) -> tuple[list[str], list[list[object]]]:
    """The profile."""
    header = [
        *(pgettext("概况", "项目"), _("限定"), _("数值"), pgettext("计量", "单位"), _("年份")),
        *(_("可信度"), _("出处"), _("说明")),
    ]
    return header, [
        [
            *(row.figure.get_measure_display(), row.figure.qualifier.replace("=", "")),
            *(f"{row.figure.value.normalize():f}", row.figure.unit, row.figure.year or ""),
            *(row.figure.get_certainty_display(), row.figure.source, row.figure.note),
        ]
        for row in rows
    ]


def province_table(groups: Iterable[Group]) -> tuple[list[str], list[list[object]]]:
    """The provinces of the day."""
    header = [_("代码"), _("名称"), _("当日"), _("市州数"), _("县级单位数"), _("受帮扶结对"), _("帮扶结对")]
    return header, [
        [
            *(province.link.code, province.link.name, group.label, province.prefectures, province.counties),
            *(province.balance.received, province.balance.given),
        ]
        for group in groups
        for province in group.provinces
    ]
