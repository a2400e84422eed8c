"""算术核对: every recorded check over claims, what does not agree first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xieshou.domain.evidence.checking.queries import checks
from xieshou.domain.evidence.models import CheckOutcome
from xieshou.kernel.actor import Actor
from xieshou.web.claims.arithmetic import SHAPES, CheckRow, rows_of
from xieshou.web.shell import words
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv
from xieshou.web.shell.requests import UnreadableRequestError

# What a reader has to look at comes first.
ORDER = (CheckOutcome.FAILS, CheckOutcome.UNSURE, CheckOutcome.WORKED_OUT, CheckOutcome.HOLDS)


def listing(request: HttpRequest) -> HttpResponse:
    """All checks, or those of one outcome. There are as many as formulas fit, so that one page holds them."""
    every = _rows(actor_of(request))
    outcome = _outcome(request)
    counts = {each: sum(row.check.outcome == each for row in every) for each in ORDER}
    context = {
        "rows": _of(every, outcome),
        "in_all": len(every),
        "outcome": outcome,
        "outcomes": [(each, SHAPES[each][0], count) for each, count in counts.items() if count],
    }
    return render(request, "web/conflicts/arithmetic.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """The same as CSV, a line for each figure of each check."""
    header = [
        *(_("结果"), _("算式"), _("算得"), _("角色"), _("编号"), _("指标"), _("数字")),
        *(_("帮扶方"), _("受帮扶方"), _("文献"), _("说明")),
    ]
    lines = [
        [
            *(row.check.get_outcome_display(), row.name, row.result, term.role),
            *(term.figure.claim.code, words.name_of(term.figure.claim.indicator), term.figure.value),
            *(term.figure.givers, term.figure.receivers, term.figure.claim.document.citation, row.note),
        ]
        for row in _of(_rows(actor_of(request)), _outcome(request))
        for term in row.terms
    ]
    return as_csv("arithmetic", header, lines)


def _rows(actor: Actor) -> list[CheckRow]:
    return sorted(rows_of(checks(actor)), key=lambda row: ORDER.index(CheckOutcome(row.check.outcome)))


def _of(rows: list[CheckRow], outcome: CheckOutcome | None) -> list[CheckRow]:
    return [row for row in rows if outcome in (None, row.check.outcome)]


def _outcome(request: HttpRequest) -> CheckOutcome | None:
    value = request.GET.get("outcome", "")
    if value and value not in CheckOutcome.values:
        raise UnreadableRequestError(_("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": value[:40]})
    return CheckOutcome(value) if value else None
