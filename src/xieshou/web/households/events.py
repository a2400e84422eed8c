"""Deaths, moves, splits, mergers, ends of households, and taking back what was wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xieshou.domain.households import services
from xieshou.domain.households.models import HEAD, Ended, Household, Left, Member
from xieshou.domain.households.services import HouseholdFacts, RefusedError
from xieshou.domain.households.services.recording import living_in
from xieshou.web.households.acting import (
    add_faults,
    errors_of,
    member_to_record,
    posted,
    simple,
    stored,
    to_record,
)
from xieshou.web.households.event_forms import (
    EndForm,
    HeadForm,
    LeaveForm,
    MergeForm,
    MoveForm,
    SplitForm,
)
from xieshou.web.households.forms import RELATIONS
from xieshou.web.revealing.views import unstored
from xieshou.web.shell import words


def _page(household: Household) -> str:
    return reverse("households:detail", args=[household.pk])


def _others(member: Member) -> list[Member]:
    return [each for each in living_in(member.household) if each.pk != member.pk]


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, member_id: int) -> HttpResponse:
    """Somebody died, married away or moved beyond the register."""
    actor, member = member_to_record(request, member_id)
    others = _others(member)
    form = LeaveForm(posted(request), others=others, head=member.relation == HEAD)

    def act() -> None:
        said = form.cleaned_data
        given: dict[str, Any] = {
            "actor": actor, "member": member, "on": said["on"], "today": timezone.localdate(),
            "new_head": said.get("new_head"),
        }  # fmt: skip
        if said["by"] == Left.DIED:
            services.record_death(**given)
        else:
            services.member_leaves(**given, by=Left(said["by"]))

    lines = [
        _("%(name)s 从那一天起不在本户;记录保留,可以撤销。") % {"name": member.name},
        _("嫁到、迁到已登记的另一户的,请用“迁到另一户”,两户的记录才接得上。"),
    ]
    if not others:
        lines.append(_("这是户内最后一人;之后请登记销户。"))
    return simple(
        request, form, act, title=_("%(name)s 离户") % {"name": member.name}, back=_page(member.household),
        household=member.household, lines=lines,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, member_id: int) -> HttpResponse:
    """Somebody goes to another household on record."""
    actor, member = member_to_record(request, member_id)
    form = MoveForm(posted(request), actor=actor, others=_others(member), head=member.relation == HEAD)

    def act() -> None:
        said = form.cleaned_data
        services.move_member(
            actor=actor, member=member, to=said["to"], on=said["on"], relation=said["relation"],
            today=timezone.localdate(), new_head=said.get("new_head"), **form.ways,
        )  # fmt: skip

    return simple(
        request, form, act, title=_("%(name)s 迁到另一户") % {"name": member.name},
        back=reverse("households:member", args=[member.pk]), household=member.household,
        lines=[_("在本户的这一段留在“曾在本户”;那一天起计入新户。")], more={"relations": RELATIONS},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_head(request: HttpRequest, household_id: int) -> HttpResponse:
    """Another head."""
    actor, household = to_record(request, household_id)
    form = HeadForm(posted(request), people=living_in(household))

    def act() -> None:
        services.change_head(
            actor=actor, household=household, head=form.cleaned_data["head"], relations=form.relations
        )

    return simple(
        request, form, act, title=_("变更户主"), back=_page(household), household=household,
        lines=[_("留空的关系不变;原户主须写明与新户主的关系。")], more={"relations": RELATIONS},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, household_id: int) -> HttpResponse:
    """A household is no longer there."""
    actor, household = to_record(request, household_id)
    form = EndForm(posted(request))

    def act() -> None:
        services.end_household(
            actor=actor, household=household, on=form.cleaned_data["on"],
            reason=Ended(form.cleaned_data["reason"]), today=timezone.localdate(),
        )  # fmt: skip

    lines = [
        _("脱贫状态、监测、措施和责任人都在那一天结束;户和人的记录保留。"),
        _("销户后不能再更改。整户自然减少的,请先逐人登记死亡。"),
    ]
    return simple(request, form, act, title=_("销户"), back=_page(household), household=household,
                  lines=lines, button=_("确认销户"))  # fmt: skip


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, household_id: int) -> HttpResponse:
    """Some of a household form a new one: asked, then shown what will happen, then done."""
    actor, household = to_record(request, household_id)
    people = living_in(household)
    form = SplitForm(posted(request), people=people, head=any(each.relation == HEAD for each in people))

    def act() -> Household:
        said = form.cleaned_data
        return services.split_household(
            actor=actor, household=household, members=said["members"], head=said["head"], on=said["on"],
            facts=HouseholdFacts(village=household.village, hamlet=said["hamlet"] or household.hamlet),
            remaining_head=said.get("remaining_head"), today=timezone.localdate(),
        )  # fmt: skip

    def lines() -> Iterable[str]:
        said = form.cleaned_data
        names = words.joined(each.name for each in said["members"])
        yield _("%(names)s 自 %(on)s 起成为新的一户,户主是 %(head)s。") % {
            "names": names, "on": said["on"], "head": said["head"].name
        }  # fmt: skip
        stay = [each.name for each in people if each not in said["members"]]
        yield _("留在原户的是 %(names)s。") % {"names": words.joined(stay) or "—"}
        if said.get("remaining_head"):
            yield _("原户的户主改为 %(name)s。") % {"name": said["remaining_head"].name}
        yield _("新户承接原户当日的脱贫状态;监测、措施、收入和责任人留在原户。")
        yield _("两户都回到草稿,须重新上报审核。分错了的,可在成员页撤销转户。")

    return _confirmed(request, form, act, lines, title=_("分户"), household=household)


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, household_id: int) -> HttpResponse:
    """A household goes into another: asked, then shown what will happen, then done."""
    actor, household = to_record(request, household_id)
    people = living_in(household)
    form = MergeForm(posted(request), actor=actor, people=people)

    def act() -> Household:
        said = form.cleaned_data
        return services.merge_households(
            actor=actor, kept=said["kept"], other=household, on=said["on"], today=timezone.localdate(),
            relations=form.relations,
        )  # fmt: skip

    def lines() -> Iterable[str]:
        said = form.cleaned_data
        names = words.joined(each.name for each in people) or "—"
        yield _("%(names)s 自 %(on)s 起计入 %(number)s。") % {
            "names": names, "on": said["on"], "number": said["kept"].number
        }  # fmt: skip
        yield _("%(number)s 于当日销户,其脱贫状态、监测、措施和责任人一并结束。") % {
            "number": household.number
        }
        yield _("以前的收入、措施和走访留在原户页上,随时可查。")
        yield _("并户不能整体撤销:请核对后再确认。")

    return _confirmed(request, form, act, lines, title=_("并入他户"), household=household)


def _confirmed(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], Household],
    lines: Callable[[], Iterable[str]],
    *,
    title: str,
    household: Household,
) -> HttpResponse:
    """Two steps: what cannot be is refused in the first, for it is tried and undone; the second does it."""
    told: list[str] = []
    if form.is_bound and form.is_valid():
        if request.POST.get("sure") == "1":
            done: list[Household] = []
            if stored(form, lambda: done.append(act())):
                messages.success(request, _("%(title)s已完成。") % {"title": title})
                return redirect(_page(done[0]))
        elif _possible(form, act):
            told = list(lines())
    context = {
        "form": form,
        "title": title,
        "back": _page(household),
        "household": household,
        "told": told,
        "errors": errors_of(("", form)) if form.is_bound else [],
        "relations": RELATIONS,
        "button": _("下一步:核对"),
    }
    return unstored(render(request, "web/households/form.html", context, status=400 if form.errors else 200))


def _possible(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Do it and take it back at once: nothing of it is kept."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except RefusedError as refused:
        add_faults(refused.faults, form)
        return False
    return True


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, member_id: int) -> HttpResponse:
    """Take back that somebody left, or their last move."""
    actor, member = member_to_record(request, member_id)
    left = member.left_on is not None
    if not left and not member.former_stays.exists():
        raise Http404(_("没有可以撤销的变动"))
    form = forms.Form(posted(request))

    def act() -> None:
        take_back = services.take_back_leaving if left else services.take_back_move
        take_back(actor=actor, member=member)

    title = _("撤销离户") if left else _("撤销转户")
    line = (
        _("%(name)s 的离户是误登:撤销后仍在本户。")
        if left
        else _("%(name)s 的上一次转户是误登:撤销后回到原来的户。")
    )
    return simple(
        request, form, act, title=title, back=reverse("households:member", args=[member.pk]),
        household=member.household, lines=[line % {"name": member.name}], button=title,
    )  # fmt: skip
