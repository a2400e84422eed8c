"""Relations as a table of a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xieshou.web.conflicts.rows import Row, Side
from xieshou.web.figures.tables import plain
from xieshou.web.shell import words


def relation_table(rows: Iterable[Row]) -> tuple[list[str], list[list[object]]]:
    """Header and rows: the relation, then both figures with what tells them apart."""
    own = (
        *(_("编号"), pgettext("单数", "文献"), _("指标"), _("原文数字"), _("限定"), _("数值")),
        *(
            pgettext("计量", "单位"),
            _("口径"),
            _("起于"),
            _("截至"),
            _("帮扶方"),
            _("受帮扶方"),
            _("协作类型"),
        ),
    )
    header = [
        *(_("关系"), _("状态"), _("说明"), _("确认说明")),
        *(f"{name} 1" for name in own),
        *(f"{name} 2" for name in own),
    ]
    return header, [
        [
            *(row.mark.word, row.relation.get_state_display(), row.sentence, row.relation.decision_note),
            *_cells(row.left),
            *(_cells(row.right) if row.right else [""] * len(own)),
        ]
        for row in rows
    ]


def _cells(side: Side) -> list[object]:
    figure, claim = side.figure, side.figure.claim
    return [
        *(claim.code, claim.document.citation, words.name_of(claim.indicator), claim.surface),
        *(claim.qualifier, plain(claim.value), claim.unit, claim.get_scope_display()),
        *(claim.start or "", claim.as_of or "", figure.givers, figure.receivers),
        claim.get_programme_display(),
    ]
