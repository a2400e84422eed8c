"""Figures as a table of a file."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xieshou.web.figures.figure import Figure
from xieshou.web.shell import words


def figure_table(figures: Iterable[Figure]) -> tuple[list[str], list[list[object]]]:
    """Header and rows: each figure with all that its claim says, the number apart from its qualifier."""
    header = [
        *(_("编号"), _("指标编码"), _("指标"), _("原文所指"), _("原文数字"), _("限定"), _("约数词")),
        *(_("数值"), _("上限"), pgettext("计量", "单位"), _("按"), _("口径"), _("起于"), _("截至")),
        *(_("原文时间"), _("帮扶方"), _("受帮扶方"), _("协作类型"), _("层次"), _("由来")),
        *(_("预计数"), _("增减数"), _("状态"), _("存疑"), pgettext("单数", "文献")),
        *(_("原文起点"), _("原文止点"), _("说明")),
    ]
    return header, [_row(figure) for figure in figures]


def _row(figure: Figure) -> list[object]:
    claim = figure.claim
    return [
        *(claim.code, claim.indicator.code, words.name_of(claim.indicator), claim.label, claim.surface),
        *(claim.qualifier, claim.word, plain(claim.value), plain(claim.value_high), claim.unit),
        *(claim.get_per_display(), claim.get_scope_display(), claim.start or "", claim.as_of or ""),
        *(claim.period_text, figure.givers, figure.receivers, claim.get_programme_display()),
        *(claim.get_tier_display(), claim.get_origin_display()),
        *(_("是") if claim.is_forecast else "", _("是") if claim.is_change else ""),
        *(claim.get_status_display(), words.joined(mark.word for mark in figure.marks)),
        claim.document.citation,
        *("" if place is None else place for place in (claim.span_start, claim.span_end)),
        claim.note,
    ]


def plain(value: Decimal | None) -> str:
    """Digits without an exponent or the column's zeros."""
    return "" if value is None else f"{value.normalize():f}"
