"""The lists of review by kind, ticking many, and the page that asks before anything is done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xieshou.domain.reviewed import ReviewState
from xieshou.domain.workflow.review import queries, services
from xieshou.domain.workflow.review.queries import NEEDS, Waiting, Wanted
from xieshou.domain.workflow.review.registry import Reviewable, kinds
from xieshou.domain.workflow.review.rules import Step
from xieshou.kernel.actor import Actor, Permission
from xieshou.web.review.asking import Ticked, kind_asked, list_asked, ticked, worker
from xieshou.web.review.wording import ASKS, DONE, EMPTY, LISTS, MARKS, STEPS, WHY, page_of
from xieshou.web.shell.exports import as_csv, as_xlsx

PAGE_SIZE = 50
_AT_ONCE = 500


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The first kind of which something waits, else the first."""
    actor = worker(request)
    every = kinds()
    wanted = Wanted.REVIEW if actor.may(Permission.REVIEW) else Wanted.FILL
    kind = next((each for each in every if queries.waiting(actor, each, wanted).exists()), every[0])
    return redirect("review:list", kind.name)


@require_safe
def listing(request: HttpRequest, kind: str) -> HttpResponse:
    """The records of one kind on one list, each with what changed."""
    actor, found = worker(request), kind_asked(kind)
    wanted = list_asked(request, actor)
    counted = queries.waiting_in_all(actor)
    paginator = Paginator(queries.waiting(actor, found, wanted).values_list("pk", flat=True), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    rows = [shown(found, each) for each in queries.described(actor, found, list(page))]
    context = {
        "kind": found,
        "wanted": wanted.value,
        "rows": rows,
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "kinds": [
            {"kind": each, "count": getattr(counted[each.name], wanted.value), "current": each is found}
            for each in kinds()
        ],
        "lists": [
            {"value": each.value, "label": label, "count": getattr(counted[found.name], each.value),
             "current": each is wanted}
            for each, label in LISTS.items()
            if _concerns(actor, each)
        ],
        "steps": [(step.value, STEPS[step]) for step in Step if any(step in row["steps"] for row in rows)],
        "empty": EMPTY[wanted],
    }  # fmt: skip
    return render(request, "web/review/list.html", context)


def _concerns(actor: Actor, wanted: Wanted) -> bool:
    needed = {Wanted.FILL: Permission.RECORD, Wanted.REVIEW: Permission.REVIEW}.get(wanted)
    return needed is None or actor.may(needed)


def shown(kind: Reviewable, each: Waiting) -> dict[str, Any]:
    """A record as the templates take it."""
    badge, shape = MARKS[ReviewState(each.state)]
    own = each.why_not.get(Step.PASS)
    return {
        "record": each,
        "state": ReviewState(each.state).label,
        "badge": badge,
        "shape": shape,
        "url": page_of(kind.name, each.pk),
        "token": f"{each.pk}:{each.version}",
        "steps": each.steps,
        "offers": [(step.value, STEPS[step]) for step in each.steps],
        "own": WHY[own] if each.state == ReviewState.REPORTED and own is not None else "",
    }


@require_safe
def export(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """The list as a file, a row for each field that changed."""
    write = {"csv": as_csv, "xlsx": as_xlsx}.get(form)
    if write is None:
        raise Http404(_("可以导出为 csv 或 xlsx"))
    actor, found = worker(request), kind_asked(kind)
    header = [
        *(_("编号"), _("名称"), _("状态"), _("填报人"), _("上报时间"), _("退回理由")),
        *(_("字段"), _("上次审核时"), _("现在")),
    ]
    rows = _rows(actor, found, list_asked(request, actor))
    return write(f"review-{found.name}-{timezone.localdate()}", header, rows)


def _rows(actor: Actor, kind: Reviewable, wanted: Wanted) -> Iterator[list[object]]:
    keys = list(queries.waiting(actor, kind, wanted).values_list("pk", flat=True))
    for at in range(0, len(keys), _AT_ONCE):
        for each in queries.described(actor, kind, keys[at : at + _AT_ONCE]):
            reported = (
                timezone.localtime(each.reported_at).strftime("%Y-%m-%d %H:%M") if each.reported_at else ""
            )
            who = [each.pk, each.line, ReviewState(each.state).label, each.recorded_by, reported]
            for field in each.differences.fields:
                yield [*who, each.return_reason, field.title, field.before, field.after]
            if not each.differences.fields:
                yield [*who, each.return_reason, "", "", ""]


@require_POST
def decide(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask, with the differences of every record; then do it and say with which it was not done."""
    actor, found, asked = worker(request), kind_asked(kind), ticked(request.POST)
    actor.require(NEEDS[asked.step], _("不在您的范围内"))
    back = _back(request, found)
    if not asked.seen:
        messages.info(request, _("请先勾选记录。"))
        return redirect(back)
    missing = asked.step is Step.RETURN and not asked.reason.strip()
    if request.POST.get("sure") == "1" and not missing:
        done = services.take(
            actor=actor, kind=found.name, step=asked.step, seen=asked.seen, reason=asked.reason
        )
        _tell(request, asked, done)
        return redirect(back)
    records = queries.described(actor, found, list(asked.seen))
    context = {
        "kind": found,
        "rows": [shown(found, each) for each in records if asked.step in each.steps],
        "left": [
            (each.line, WHY[each.why_not[asked.step]]) for each in records if asked.step in each.why_not
        ],
        "tokens": [f"{key}:{version}" for key, version in asked.seen.items()],
        "step": asked.step.value,
        "label": STEPS[asked.step],
        "explains": ASKS[asked.step],
        "reason": asked.reason,
        "needs_reason": asked.step is Step.RETURN,
        "missing": missing and request.POST.get("sure") == "1",
        "back": back,
    }
    return render(request, "web/review/decide.html", context, status=400 if context["missing"] else 200)


def _tell(request: HttpRequest, asked: Ticked, done: services.Outcome) -> None:
    if done.done:
        messages.success(request, DONE[asked.step] % {"n": f"{len(done.done):,}"})
    for left in done.left[:20]:
        told = _("%(record)s:%(why)s") % {"record": left.line, "why": WHY[left.why]}
        messages.warning(request, told)
    if len(done.left) > 20:
        messages.warning(request, _("另有 %(n)s 条没有办理。") % {"n": f"{len(done.left) - 20:,}"})


def _back(request: HttpRequest, kind: Reviewable) -> str:
    """Where the form was sent from, if that is ours."""
    wanted = request.POST.get("back", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/"):
        return wanted
    listed = request.POST.get("list", "")
    address = reverse("review:list", args=[kind.name])
    return f"{address}?{urlencode({'list': listed})}" if listed in list(Wanted) else address
