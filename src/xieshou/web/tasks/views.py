"""The list of tasks, the same as a file, and the page of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xieshou.domain.workflow.tasks import queries, services
from xieshou.domain.workflow.tasks.models import Task, TaskSource, TaskStanding
from xieshou.domain.workflow.tasks.rules import ENDED, State
from xieshou.domain.workflow.tasks.subjects import PAIRING, names_of
from xieshou.kernel.actor import Actor, NotAllowedError
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv
from xieshou.web.tasks import links
from xieshou.web.tasks.filters import asked_of
from xieshou.web.tasks.wording import name_of_user, shown

PAGE_SIZE = 50


def signed_in(request: HttpRequest) -> Actor:
    """Who asks, if they have signed in.

    Raises:
        NotAllowedError: for strangers.
    """
    actor = actor_of(request)
    if actor.user_id is None:
        raise NotAllowedError(_("登录后才能查看事项"))
    return actor


def asked_task(request: HttpRequest, task_id: int) -> Task:
    """The task of the address, if the reader may see it; another's is as if it were not there."""
    try:
        return queries.task(signed_in(request), task_id)
    except Task.DoesNotExist:
        raise Http404(_("没有这件事项,或您无权查看")) from None


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The tasks that the filters leave, the most pressing first."""
    actor, asked, on = signed_in(request), asked_of(request), timezone.localdate()
    paginator = Paginator(queries.tasks(actor, asked.filter, on), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "rows": _rows(actor, page),
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "asked": asked,
        "total": paginator.count,
        "standings": TaskStanding,
        "sources": TaskSource,
        "may_record": services.may_record(actor),
    }
    return render(request, "web/tasks/list.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The list with its filters as CSV."""
    actor, asked, on = signed_in(request), asked_of(request), timezone.localdate()
    header = [
        *(_("编号"), _("事项名称"), _("要做什么"), _("责任人"), _("协办"), _("期限"), _("办理情况")),
        *(_("来源"), _("来源说明"), _("范围"), _("佐证说明"), _("理由"), _("办结日期")),
    ]
    rows = (
        [
            *(row.task.code, row.task.title, row.task.description, row.owner, row.task.helpers),
            *(row.task.deadline or "", row.word, row.task.get_source_display(), row.task.source_text),
            *(row.scope, row.task.evidence, row.task.reason, row.task.closed_on or ""),
        ]
        for row in _rows(actor, queries.tasks(actor, asked.filter, on))
    )
    return as_csv(f"tasks-{on}", header, rows)


def _rows(actor: Actor, tasks: Iterable[Task]) -> list[Any]:
    listed, on = list(tasks), timezone.localdate()
    names = pairing_names(actor, listed)
    return [shown(task, on, names.get(task.pairing_id or 0, "")) for task in listed]


def pairing_names(actor: Actor, tasks: Iterable[Task]) -> Mapping[int, str]:
    """The names of the pairings that the tasks are about, one query for all."""
    return names_of(actor, PAIRING, {task.pairing_id for task in tasks if task.pairing_id})


@require_safe
def detail(request: HttpRequest, task_id: int) -> HttpResponse:
    """One task: what to do, by when, where it comes from, what shows it, and what can be done with it."""
    task, actor = asked_task(request, task_id), actor_of(request)
    names = pairing_names(actor, [task])
    context = {
        "task": task,
        "row": shown(task, timezone.localdate(), names.get(task.pairing_id or 0, "")),
        "documents": queries.documents_of(actor, task),
        "pairing": names.get(task.pairing_id or 0, ""),
        "pairing_url": links.page_of(PAIRING, task.pairing_id),
        "source_url": links.page_of(task.source_kind, task.source_id),
        "recorded_by": name_of_user(task.created_by),
        "ended": State(task.state) in ENDED,
        "may_change": services.may_change(actor, task),
    }
    return render(request, "web/tasks/detail.html", context)
