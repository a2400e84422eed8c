"""What every form of the register does alike: refuse with the fields that are wrong, tell who was faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from xieshou.domain.access import require_reach
from xieshou.domain.households.models import Household, Member
from xieshou.domain.households.rules.faults import Fault
from xieshou.domain.households.services import RefusedError
from xieshou.domain.households.services.reaching import what
from xieshou.domain.recorded.versions import StaleRecordError
from xieshou.kernel.actor import Actor, Permission
from xieshou.web.households.asking import household_asked, member_asked
from xieshou.web.households.faults import told
from xieshou.web.revealing.views import unstored
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.versions import stale_in_words

# Columns that a form asks for under another name.
_ASKED_AS = {"identified_on": "identified", "period": "start", "since": "since", "on": "on", "end": "end"}


def to_record(request: HttpRequest, household_id: int) -> tuple[Actor, Household]:
    """Who records, and the household that they may record.

    Raises:
        Http404: for one that the actor does not see.
        NotAllowedError: for one that the actor may only see.
    """
    actor = actor_of(request)
    household = household_asked(actor, household_id)
    require_reach(actor, household, Permission.RECORD, what())
    return actor, household


def member_to_record(request: HttpRequest, member_id: int) -> tuple[Actor, Member]:
    """The same of somebody."""
    actor = actor_of(request)
    member = member_asked(actor, member_id)
    require_reach(actor, member, Permission.RECORD, what())
    return actor, member


def posted(request: HttpRequest) -> Any:
    """What was sent with a form; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def add_faults(faults: Iterable[Fault], form: Any, people: Mapping[str, Any] | None = None) -> None:
    """Put each fault to the field that it is about: of the form, or of the form of the member named."""
    for fault in faults:
        target = (people or {}).get(fault.member, form)
        name = fault.field if fault.field in target.fields else _ASKED_AS.get(fault.field, fault.field)
        target.add_error(name if name in target.fields else None, told(fault).text)


def stored(form: forms.Form, act: Callable[[], Any], model: type[Model] = Household, **faults: Any) -> bool:
    """Do it; False, with the form saying why, where it cannot be done."""
    try:
        act()
    except RefusedError as refused:
        add_faults(refused.faults, form, faults.get("people"))
    except StaleRecordError as stale:
        form.add_error(None, stale_in_words(model, stale))
    else:
        return True
    return False


def errors_of(*named: tuple[str, Any]) -> list[dict[str, str]]:
    """Every error of these forms, for the summary: its words, and the field to which it leads."""
    found = []
    for about, form in named:
        for name, told_ in form.errors.items():
            field = form[name] if name in form.fields else None
            for text in told_:
                found.append(
                    {
                        "text": str(text),
                        "about": " · ".join(
                            str(each) for each in (about, field.label if field is not None else "") if each
                        ),
                        "target": field.id_for_label if field is not None else "",
                    }
                )
    return found


def simple(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    title: str,
    back: str,
    household: Household,
    lines: Iterable[str] = (),
    button: str = "",
    template: str = "web/households/form.html",
    model: type[Model] = Household,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page of a small form: asks, does it, goes ``back``. ``lines`` say what will happen."""
    if form.is_bound and form.is_valid() and stored(form, act, model):
        messages.success(request, _("已保存。此户回到草稿,上报并审核后计入各项数字。"))
        return redirect(back)
    context = {
        "form": form,
        "title": title,
        "back": back,
        "household": household,
        "lines": list(lines),
        "button": button or _("保存"),
        "errors": errors_of(("", form)) if form.is_bound else [],
        **(more or {}),
    }
    return unstored(render(request, template, context, status=400 if form.errors else 200))
