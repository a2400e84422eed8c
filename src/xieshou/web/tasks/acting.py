"""Recording and changing tasks, taking them up, closing them and opening them again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xieshou.domain.workflow.tasks import services
from xieshou.domain.workflow.tasks.models import Task, TaskState
from xieshou.kernel.actor import NotAllowedError
from xieshou.web.shell.actors import actor_of
from xieshou.web.tasks.forms import CloseForm, ReopenForm, TaskForm, facts_of
from xieshou.web.tasks.views import asked_task, signed_in


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Record a task; the address may fill in what an area knows: ``?pairing_id=``, ``?source=`` …"""
    actor = signed_in(request)
    if not services.may_record(actor):
        raise NotAllowedError(_("没有登记事项的权限"))
    given = {name: request.GET[name] for name in TaskForm.ORDER if name in request.GET}
    form = TaskForm(posted(request), actor=actor, initial={"owner": actor.user_id, **given})
    if form.is_valid():
        task = services.record_task(actor=actor, on=timezone.localdate(), **form.facts())
        messages.success(request, _("已登记事项 %(code)s。") % {"code": task.code})
        return redirect("tasks:detail", task.pk)
    return _form(request, form, {"asks": _("登记事项"), "task": None})


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, task_id: int) -> HttpResponse:
    """Change what a task says."""
    task, actor = _changeable(request, task_id), actor_of(request)
    form = TaskForm(posted(request), actor=actor, initial=facts_of(task))
    if form.is_valid():
        try:
            services.change_task(actor=actor, task_id=task.pk, **form.facts())
        except services.TaskRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已保存。"))
            return redirect("tasks:detail", task.pk)
    return _form(request, form, {"asks": _("修改事项"), "task": task})


@require_POST
def take_up(request: HttpRequest, task_id: int) -> HttpResponse:
    """Say that one works on it."""
    task = _changeable(request, task_id)
    try:
        services.take_up(actor=actor_of(request), task_id=task.pk)
    except services.TaskRefusedError as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("已开始办理。"))
    return redirect("tasks:detail", task.pk)


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, task_id: int) -> HttpResponse:
    """Close a task, with what shows that it is done, or why it is not."""
    task, actor = _changeable(request, task_id), actor_of(request)
    form = CloseForm(posted(request), actor=actor, initial={"evidence": task.evidence})
    if form.is_valid():
        facts = {**form.cleaned_data, "outcome": TaskState(form.cleaned_data["outcome"])}
        try:
            services.close_task(actor=actor, task_id=task.pk, **facts)
        except services.TaskRefusedError as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(
                request, _("事项已办结。") if facts["outcome"] == "done" else _("事项不再办理。")
            )
            return redirect("tasks:detail", task.pk)
    return _form(request, form, {"asks": _("办结事项"), "task": task})


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, task_id: int) -> HttpResponse:
    """Open a closed task again."""
    task, actor = _changeable(request, task_id), actor_of(request)
    form = ReopenForm(posted(request))
    if form.is_valid():
        try:
            services.reopen_task(actor=actor, task_id=task.pk, reason=form.cleaned_data["reason"])
        except services.TaskRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("事项已重新打开。"))
            return redirect("tasks:detail", task.pk)
    return _form(request, form, {"asks": _("重新打开事项"), "task": task})


def _changeable(request: HttpRequest, task_id: int) -> Task:
    task = asked_task(request, task_id)
    services.require_change(actor_of(request), task)
    return task


def _form(request: HttpRequest, form: Any, context: dict[str, Any]) -> HttpResponse:
    status = 400 if form.errors else 200
    return render(request, "web/tasks/form.html", {"form": form, **context}, status=status)
