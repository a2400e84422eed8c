"""Claims as a table of a file: units and qualifiers have columns, so that nothing is summed blindly."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xieshou.domain.evidence.models import Claim
from xieshou.web.figures.figure import figure_of
from xieshou.web.shell import words


def claim_table(claims: Iterable[Claim]) -> tuple[list[str], list[list[object]]]:
    """Header and rows; each claim with all that it says, the number apart from its qualifier and unit."""
    header = [
        *(_("编号"), _("指标编码"), _("指标"), _("原文所指"), _("原文数字"), _("限定"), _("约数词")),
        *(_("数值"), _("上限"), pgettext("计量", "单位"), _("按"), _("口径"), _("起于"), _("截至")),
        *(_("原文时间"), _("帮扶方"), _("受帮扶方"), _("协作类型"), _("层次"), _("由来")),
        *(_("预计数"), _("增减数"), _("状态"), _("文献"), _("起点"), _("止点"), _("说明")),
    ]
    return header, [_row(claim) for claim in claims]


def _row(claim: Claim) -> list[object]:
    figure = figure_of(claim)
    return [
        *(claim.code, claim.indicator.code, words.name_of(claim.indicator), claim.label, claim.surface),
        *(
            claim.qualifier.replace("=", ""),
            claim.word,
            plain(claim.value),
            plain(claim.value_high),
            claim.unit,
        ),
        *(claim.get_per_display(), claim.get_scope_display(), claim.start or "", claim.as_of or ""),
        *(claim.period_text, figure.givers, figure.receivers, claim.get_programme_display()),
        *(claim.get_tier_display(), claim.get_origin_display()),
        *(
            _("是") if claim.is_forecast else "",
            _("是") if claim.is_change else "",
            claim.get_status_display(),
        ),
        *(claim.document.citation, _or_empty(claim.span_start), _or_empty(claim.span_end), claim.note),
    ]


def plain(value: Decimal | None) -> str:
    """Digits without an exponent or the column's zeros."""
    return "" if value is None else f"{value.normalize():f}"


def _or_empty(position: int | None) -> object:
    return "" if position is None else position
