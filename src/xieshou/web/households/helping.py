"""Income of a year, status, monitoring, measures, the responsible cadre and visits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xieshou.domain.households import services
from xieshou.domain.households.models import Household, HouseholdIncome, Monitored, Status
from xieshou.domain.households.queries import whole as reading
from xieshou.domain.households.rules.income import Income
from xieshou.domain.households.rules.incomes import of_income
from xieshou.domain.households.services.recording import living_in
from xieshou.domain.households.telling import formula_of, money
from xieshou.domain.parties.people.queries import search
from xieshou.domain.recorded.versions import version_of
from xieshou.web.households.acting import posted, simple, stored, to_record
from xieshou.web.households.faults import told
from xieshou.web.households.helping_forms import (
    EndMeasureForm,
    IncomeForm,
    MeasureForm,
    ResponsibleForm,
    StatusForm,
    UnwatchForm,
    VisitForm,
    WatchForm,
)
from xieshou.web.households.wording import PARTS
from xieshou.web.revealing.views import unstored
from xieshou.web.shell.requests import UnreadableRequestError
from xieshou.web.shell.versions import seen_version


def _page(household: Household) -> str:
    return reverse("households:detail", args=[household.pk])


def _year_asked(request: HttpRequest, usual: int) -> int:
    said = request.POST.get("year") or request.GET.get("year") or str(usual)
    if said.isascii() and said.isdigit() and len(said) == 4:
        return int(said)
    if request.method == "POST":
        return usual
    raise UnreadableRequestError(_("年份“%(year)s”无法识别:请写成 2025") % {"year": said[:10]})


@require_http_methods(["GET", "POST"])
def income(request: HttpRequest, household_id: int) -> HttpResponse:
    """A year's income; what comes to a head is computed beside it while it is typed."""
    actor, household = to_record(request, household_id)
    year = _year_asked(request, timezone.localdate().year - 1)
    kept = next((each for each in reading.incomes_of(actor, household) if each.year == year), None)
    initial = {name: getattr(kept, name) for name in IncomeForm.base_fields} if kept else {"year": year}
    form = IncomeForm(posted(request), initial=initial)
    seen = seen_version(request) if "seen" in request.POST else None

    def act() -> None:
        services.record_income(
            actor=actor,
            household=household,
            facts=form.facts(),
            today=timezone.localdate(),
            seen=seen if kept is not None else None,
        )

    people = len(living_in(household))
    more = {
        "version": request.POST.get("seen") if form.is_bound else version_of(kept) if kept else None,
        "now": version_of(kept) if kept else None,
        "check": reverse("households:income-check", args=[household.pk]),
        **_computed(form, people),
    }
    return simple(
        request,
        form,
        act,
        title=_("家庭收入"),
        back=_page(household),
        household=household,
        template="web/households/income_form.html",
        model=HouseholdIncome,
        more=more,
    )


@require_POST
def income_check(request: HttpRequest, household_id: int) -> HttpResponse:
    """What comes to a head by what has been typed so far, and what does not agree."""
    _actor, household = to_record(request, household_id)
    context = _computed(IncomeForm(request.POST), len(living_in(household)))
    return unstored(render(request, "web/households/per_head.html", context))


def _computed(form: IncomeForm, people: int) -> dict[str, Any]:
    if form.is_bound:
        form.is_valid()
        said: dict[str, Any] = form.cleaned_data
    else:
        said = dict(form.initial)
    year = said.get("year") or 0
    number = said.get("people") or people or None
    parts = {name: said.get(name) for name in (*PARTS, "stated_per_head")}
    typed = Income(year, number, **parts)
    faults = of_income(typed, timezone.localdate().year, people) if year else []
    return {
        "per_head": money(typed.per_head) if typed.computed else "",
        "formula": formula_of(typed),
        "found": [told(each, target=f"id_{each.field}") for each in faults],
    }


@require_http_methods(["GET", "POST"])
def status(request: HttpRequest, household_id: int) -> HttpResponse:
    """A step of the status."""
    actor, household = to_record(request, household_id)
    form = StatusForm(posted(request), initial={"since": timezone.localdate().isoformat()})

    def act() -> None:
        said = form.cleaned_data
        services.set_status(
            actor=actor,
            household=household,
            status=form.status_meant,
            since=said["since"],
            note=said["note"],
            today=timezone.localdate(),
        )

    now = reading.stood(reading.whole(actor, household), timezone.localdate()).status
    lines = [
        _("现在:%(status)s") % {"status": Status(now.status).label if now else _("普通农户")},
        _("上一状态在那一天结束,历史保留。"),
    ]
    more = {"undo": reverse("households:undo-status", args=[household.pk]) if now else ""}
    return simple(
        request,
        form,
        act,
        title=_("变更脱贫状态"),
        back=_page(household),
        household=household,
        lines=lines,
        more=more,
    )


@require_http_methods(["GET", "POST"])
def undo_status(request: HttpRequest, household_id: int) -> HttpResponse:
    """Take back the last step of the status."""
    actor, household = to_record(request, household_id)
    return simple(
        request,
        forms.Form(posted(request)),
        lambda: services.take_back_status(actor=actor, household=household),
        title=_("撤销脱贫状态变更"),
        back=_page(household),
        household=household,
        lines=[_("最近一次变更是误登:撤销后恢复到它之前的状态。")],
        button=_("撤销"),
    )


@require_http_methods(["GET", "POST"])
def monitoring(request: HttpRequest, household_id: int) -> HttpResponse:
    """Under watch, or the risk is gone: whichever comes next."""
    actor, household = to_record(request, household_id)
    now = next((each for each in reading.whole(actor, household).monitorings if each.end_on is None), None)
    today = timezone.localdate()
    if now is not None:
        ending = UnwatchForm(posted(request), initial={"end": today.isoformat()})
        return simple(
            request,
            ending,
            lambda: services.end_monitoring(actor=actor, monitoring=now, today=today, **ending.cleaned_data),
            title=_("风险消除"),
            back=_page(household),
            household=household,
            lines=[_("现在:%(kind)s") % {"kind": now.get_kind_display()}],
        )
    form = WatchForm(posted(request), initial={"since": today.isoformat()})

    def act() -> None:
        said = form.cleaned_data
        services.open_monitoring(
            actor=actor,
            household=household,
            kind=Monitored(said["kind"]),
            since=said["since"],
            today=today,
            note=said["note"],
        )

    return simple(
        request,
        form,
        act,
        title=_("纳入防返贫监测"),
        back=_page(household),
        household=household,
        lines=[_("脱贫不稳定户须已脱贫,边缘易致贫户须是普通农户,突发严重困难户不限。")],
    )


@require_http_methods(["GET", "POST"])
def measure(request: HttpRequest, household_id: int) -> HttpResponse:
    """A measure of help."""
    actor, household = to_record(request, household_id)
    form = MeasureForm(
        posted(request), people=living_in(household), initial={"start": timezone.localdate().isoformat()}
    )
    return simple(
        request,
        form,
        lambda: services.record_measure(
            actor=actor, household=household, facts=form.facts, today=timezone.localdate()
        ),
        title=_("登记帮扶措施"),
        back=_page(household),
        household=household,
    )


@require_http_methods(["GET", "POST"])
def end_measure(request: HttpRequest, household_id: int, measure_id: int) -> HttpResponse:
    """A measure runs no longer."""
    actor, household = to_record(request, household_id)
    kept = next((each for each in reading.whole(actor, household).measures if each.pk == measure_id), None)
    if kept is None:
        raise Http404(_("本户没有这项措施"))
    form = EndMeasureForm(posted(request), initial={"end": timezone.localdate().isoformat()})
    return simple(
        request,
        form,
        lambda: services.end_measure(
            actor=actor, measure=kept, end=form.cleaned_data["end"], today=timezone.localdate()
        ),
        title=_("结束措施:%(content)s") % {"content": kept.content},
        back=_page(household),
        household=household,
    )


@require_http_methods(["GET", "POST"])
def responsible(request: HttpRequest, household_id: int) -> HttpResponse:
    """The cadre who looks after a household, found by name among the people on record."""
    actor, household = to_record(request, household_id)
    text = (request.POST.get("find") or request.GET.get("find") or "").strip()[:40]
    people = search(actor, text, 20) if text else []
    running = [each for each in reading.whole(actor, household).responsibles if each.end_on is None]
    form = ResponsibleForm(
        posted(request), people=people, initial={"since": timezone.localdate().isoformat()}
    )

    def act() -> None:
        said = form.cleaned_data
        # One without the other would leave the household with nobody, or with two.
        with transaction.atomic():
            for each in running:
                services.relieve(actor=actor, responsible=each, end=said["since"], today=timezone.localdate())
            services.assign_responsible(actor=actor, household=household, today=timezone.localdate(), **said)

    lines = [_("现任 %(name)s 自那一天起解除。") % {"name": each.person.name} for each in running]
    return simple(
        request,
        form,
        act,
        title=_("指定帮扶责任人"),
        back=_page(household),
        household=household,
        lines=lines,
        template="web/households/responsible_form.html",
        more={"find": text, "found": people},
    )


@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, household_id: int) -> HttpResponse:
    """A visit with its photos."""
    actor, household = to_record(request, household_id)
    files = request.FILES if request.method == "POST" else None
    form = VisitForm(posted(request), files, initial={"visitors": actor.name})

    def act() -> None:
        services.record_visit(
            actor=actor,
            household=household,
            facts=form.facts,
            photos=form.pictures,
            today=timezone.localdate(),
        )

    if form.is_bound and form.is_valid() and stored(form, act):
        messages.success(request, _("走访已登记。"))
        return redirect(f"{_page(household)}#visits-title")
    return simple(
        request,
        form,
        lambda: None,
        title=_("记入户走访"),
        back=_page(household),
        household=household,
        template="web/households/visit_form.html",
    )
