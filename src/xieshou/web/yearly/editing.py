"""Changing the calendar, sharing out its work, and raising what follows an event."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xieshou.domain.workflow.calendar import queries, services
from xieshou.domain.workflow.calendar.models import CalendarDuty, CalendarItem
from xieshou.domain.workflow.calendar.raising import raise_after as raise_task
from xieshou.domain.workflow.calendar.rules import Recurrence
from xieshou.kernel.actor import Actor, Permission
from xieshou.web.shell.actors import actor_of
from xieshou.web.tasks.acting import posted
from xieshou.web.yearly.forms import DutyForm, EventForm, ItemForm, NewItemForm, facts_of
from xieshou.web.yearly.views import asked_item, item_page


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Put a new item on the calendar."""
    actor = actor_of(request)
    actor.require_write(_("只有管理员可以修改年历"))
    form = NewItemForm(posted(request), initial={"round_code": request.GET.get("round", "")})
    if form.is_valid():
        facts = form.facts()
        if queries.items(actor, facts["round_code"]).filter(code=facts["code"]).exists():
            form.add_error("code", _("这一轮次已有这个编号"))
        else:
            item = services.record_item(actor=actor, **facts)
            messages.success(request, _("已列入年历。"))
            return redirect("yearly:item", item.pk)
    return _form(request, form, None)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, item_id: int) -> HttpResponse:
    """Change an item; loads then leave it as it is."""
    actor, item = _changeable(request, item_id)
    form = ItemForm(posted(request), initial=facts_of(item))
    if form.is_valid():
        services.record_item(actor=actor, round_code=item.round_code, code=item.code, **form.facts())
        messages.success(request, _("已保存。以后载入随附数据时,这一项保持您的更改。"))
        return redirect("yearly:item", item.pk)
    return _form(request, form, item)


@require_POST
def give_duty(request: HttpRequest, item_id: int) -> HttpResponse:
    """Put an item into somebody's hand."""
    actor, item = actor_of(request), asked_item(request, item_id)
    actor.require(Permission.ADMINISTER, _("只有管理员可以安排年历分工"))
    form = DutyForm(request.POST, actor=actor)
    if form.is_valid():
        try:
            services.give_duty(actor=actor, item=item, **form.cleaned_data)
        except services.CalendarRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已安排。到期时为它生成事项。"))
            return redirect("yearly:item", item.pk)
    return item_page(request, item, duty=form)


@require_POST
def end_duty(request: HttpRequest, item_id: int, duty_id: int) -> HttpResponse:
    """Take an item out of somebody's hand."""
    actor, item = actor_of(request), asked_item(request, item_id)
    actor.require(Permission.ADMINISTER, _("只有管理员可以安排年历分工"))
    try:
        services.end_duty(actor=actor, item=item, duty_id=duty_id)
    except CalendarDuty.DoesNotExist:
        raise Http404(_("没有这项分工,它可能已被取消")) from None
    messages.success(request, _("已取消分工;已生成的事项保留。"))
    return redirect("yearly:item", item.pk)


@require_POST
def raise_after(request: HttpRequest, item_id: int) -> HttpResponse:
    """Make the task of an item that follows an event; it is that of who says so."""
    actor, item = actor_of(request), asked_item(request, item_id)
    actor.require(Permission.RECORD, _("没有登记事项的权限"))
    if item.when.recurrence is not Recurrence.AFTER:
        raise Http404(_("这一项不是事后限期的"))
    form = EventForm(request.POST, actor=actor)
    if form.is_valid():
        task = raise_task(actor=actor, item=item, **form.cleaned_data)
        messages.success(request, _("已生成事项,期限 %(on)s。") % {"on": task.deadline})
        return redirect("tasks:detail", task.pk)
    return item_page(request, item, event=form)


def _changeable(request: HttpRequest, item_id: int) -> tuple[Actor, CalendarItem]:
    actor = actor_of(request)
    actor.require_write(_("只有管理员可以修改年历"))
    return actor, asked_item(request, item_id)


def _form(request: HttpRequest, form: ItemForm, item: CalendarItem | None) -> HttpResponse:
    status = 400 if form.errors else 200
    return render(request, "web/yearly/form.html", {"form": form, "item": item}, status=status)
