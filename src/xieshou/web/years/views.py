"""The page of closed years."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xieshou.domain.workflow.freezing import queries, services
from xieshou.domain.workflow.freezing.services import YearRefusedError
from xieshou.kernel.actor import Actor
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv

CORRECTION = "更正"
"""The word by which the acts that corrected a closed year are found: what an act says is kept in Chinese."""


def closer(request: HttpRequest) -> Actor:
    """Who asks, if they may close years.

    Raises:
        NotAllowedError: for everybody else.
    """
    actor = actor_of(request)
    actor.require_write(_("只有管理员可以封账和解除封账"))
    return actor


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The closed years with the corrections made in each, and the form that closes one more."""
    return _page(request, closer(request))


def _page(request: HttpRequest, actor: Actor, *, error: str = "", typed: str = "") -> HttpResponse:
    counted = queries.corrections(actor)
    closed = list(queries.closed_years(actor))
    last = timezone.localdate().year - 1
    context = {
        "years": [(each, counted[each.year]) for each in closed],
        "error": error,
        "last": last,
        "correction": CORRECTION,
        "typed": typed or (last if last not in {each.year for each in closed} else ""),
    }
    return render(request, "web/years/list.html", context, status=400 if error else 200)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file."""
    actor = closer(request)
    counted = queries.corrections(actor)
    rows = (
        [each.year, timezone.localtime(each.closed_at).strftime("%Y-%m-%d %H:%M"), each.closed_by or "",
         each.note, counted[each.year]]
        for each in queries.closed_years(actor)
    )  # fmt: skip
    header = [_("年份"), _("封账时间"), _("封账人"), _("说明"), _("更正")]
    return as_csv(f"closed-years-{timezone.localdate()}", header, rows)


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close the year that was typed."""
    actor, typed = closer(request), request.POST.get("year", "").strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) == 4):
        return _page(request, actor, error=_("请填写四位数的年份"), typed=typed[:10])
    if request.POST.get("sure") != "on":
        return _page(request, actor, error=_("请勾选确认:封账后只能更正"), typed=typed)
    try:
        services.close_year(actor=actor, year=int(typed), note=request.POST.get("note", ""))
    except YearRefusedError as refused:
        return _page(request, actor, error=str(refused), typed=typed)
    messages.success(request, _("%(year)s 年已封账。") % {"year": typed})
    return redirect("years:list")


@require_POST
def reopen(request: HttpRequest, year: int) -> HttpResponse:
    """Open a year again, with the reason."""
    actor = closer(request)
    try:
        services.reopen_year(actor=actor, year=year, why=request.POST.get("why", ""))
    except YearRefusedError as refused:
        return _page(request, actor, error=str(refused))
    messages.success(request, _("%(year)s 年已解除封账,理由已记入操作记录。") % {"year": year})
    return redirect("years:list")
