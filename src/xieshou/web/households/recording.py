"""Recording and changing a household and its people; what does not agree is told while they type."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from xieshou.domain.households import services
from xieshou.domain.households.models import HEAD, Household, Joined, Member
from xieshou.domain.households.services import RefusedError
from xieshou.domain.households.services.reaching import what
from xieshou.domain.recorded.versions import version_of
from xieshou.kernel.actor import Actor, Permission
from xieshou.web.households.acting import (
    add_faults,
    errors_of,
    member_to_record,
    posted,
    stored,
    to_record,
)
from xieshou.web.households.asking import signed_in
from xieshou.web.households.forms import RELATIONS, SCHOOLING, HouseholdForm, MemberForm, checked
from xieshou.web.revealing.views import unstored
from xieshou.web.shell.versions import seen_version

MOST_PEOPLE = 30


@sensitive_post_parameters()
@sensitive_variables("forms")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Record a household member by member; nothing is stored before all of it can be."""
    actor = signed_in(request)
    actor.require(Permission.RECORD, what())
    start = {"village": request.GET.get("village", "")[:12]}
    form = HouseholdForm(posted(request), actor=actor, initial=start)
    forms = _people_forms(request)
    adding = request.method == "POST" and "add" in request.POST
    if request.method == "POST" and not adding:
        right = [form.is_valid(), *(each.is_valid() for each in forms)]
        if all(right) and (household := _recorded(actor, form, forms)) is not None:
            messages.success(
                request, _("已登记 %(number)s,是草稿:核对后上报。") % {"number": household.number}
            )
            return redirect("households:detail", household.pk)
    context = _context(form, forms, bound=request.method == "POST" and not adding) | {
        "title": _("登记农户"),
        "back": reverse("households:list"),
        "check": reverse("households:check"),
        "may_add": len(forms) < MOST_PEOPLE,
        "member_key": "",
    }
    status = 400 if context["errors"] else 200
    return unstored(render(request, "web/households/household_form.html", context, status=status))


def _recorded(actor: Actor, form: HouseholdForm, forms: list[MemberForm]) -> Household | None:
    people = {str(place): each for place, each in enumerate(forms)}
    facts, members = form.facts, [each.facts for each in forms]
    try:
        return services.record_household(
            actor=actor, facts=facts, members=members, today=timezone.localdate()
        )
    except RefusedError as refused:
        add_faults(refused.faults, form, people)
    return None


def _people_forms(request: HttpRequest) -> list[MemberForm]:
    """As many as were sent, one more where that was asked for; without anything the head's."""
    said = request.POST.get("people", "1")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 3 else 1
    number = min(max(number, 1), MOST_PEOPLE)
    sent = posted(request)
    forms = [
        MemberForm(sent, prefix=f"p{place}", initial={} if place else {"relation": HEAD})
        for place in range(number)
    ]
    if request.method == "POST" and "add" in request.POST and number < MOST_PEOPLE:
        forms.append(MemberForm(prefix=f"p{number}"))
    return forms


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, household_id: int) -> HttpResponse:
    """Change what is said of a household; its people have forms of their own."""
    actor, household = to_record(request, household_id)
    form = HouseholdForm(posted(request), actor=actor, initial=HouseholdForm.of(household))
    back = reverse("households:detail", args=[household.pk])
    if form.is_bound and form.is_valid():
        seen = seen_version(request)

        def act() -> None:
            services.update_household(
                actor=actor, household=household, facts=form.facts, today=timezone.localdate(), seen=seen
            )

        if stored(form, act):
            messages.success(request, _("已保存。此户回到草稿,上报并审核后计入各项数字。"))
            return redirect(back)
    context = _context(form, [], bound=form.is_bound) | {
        "title": _("更改农户"),
        "household": household,
        "back": back,
        "check": reverse("households:check"),
        "version": request.POST.get("seen") if form.is_bound else version_of(household),
        "now": version_of(household),
    }
    status = 400 if context["errors"] else 200
    return unstored(render(request, "web/households/household_form.html", context, status=status))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def add_member(request: HttpRequest, household_id: int) -> HttpResponse:
    """Somebody more in a household: forgotten, born, married in or moved in from elsewhere (``?as=``)."""
    actor, household = to_record(request, household_id)
    how = request.GET.get("as", Joined.REGISTERED)
    titles = {
        Joined.REGISTERED.value: _("添加成员"),
        Joined.BORN.value: _("登记出生"),
        Joined.MARRIED_IN.value: _("登记婚入"),
        Joined.MOVED_IN.value: _("登记迁入"),
    }
    if how not in titles:
        raise Http404(_("没有这种变动"))
    joining = how in (Joined.MARRIED_IN, Joined.MOVED_IN)
    form = MemberForm(posted(request), joining=joining, prefix="p0")
    if how == Joined.BORN:
        form.fields["born_on"].help_text = _("填出生日期,或填身份证号")

    def act() -> None:
        given: dict[str, Any] = {
            "actor": actor, "household": household, "facts": form.facts, "today": timezone.localdate()
        }  # fmt: skip
        if how == Joined.BORN:
            services.record_birth(**given)
        else:
            services.record_member(**given, joined_by=Joined(how))

    return _member_page(
        request, form, act, household, titles[how], reverse("households:detail", args=[household.pk])
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def edit_member(request: HttpRequest, member_id: int) -> HttpResponse:
    """Change what is said of somebody."""
    actor, member = member_to_record(request, member_id)
    initial = checked(MemberForm.of(member))
    form = MemberForm(posted(request), member=member, joining=True, prefix="p0", initial=initial)
    seen = seen_version(request)

    def act() -> None:
        services.update_member(
            actor=actor, member=member, facts=form.facts, today=timezone.localdate(), seen=seen
        )

    back = reverse("households:member", args=[member.pk])
    return _member_page(request, form, act, member.household, _("更改成员"), back, member)


def _member_page(
    request: HttpRequest,
    form: MemberForm,
    act: Any,
    household: Household,
    title: str,
    back: str,
    member: Member | None = None,
) -> HttpResponse:
    key = str(member.pk) if member is not None else "new"
    done = form.is_bound and form.is_valid() and stored(form, act, Member, people={key: form, "": form})
    if done:
        messages.success(request, _("已保存。此户回到草稿,上报并审核后计入各项数字。"))
        return redirect(back)
    context = _context(None, [form], bound=form.is_bound) | {
        "title": title,
        "household": household,
        "member": member,
        "back": back,
        "check": reverse("households:check"),
        "version": (request.POST.get("seen") if form.is_bound else version_of(member)) if member else None,
        "now": version_of(member) if member else None,
    }
    status = 400 if context["errors"] else 200
    return unstored(render(request, "web/households/household_form.html", context, status=status))


def _context(form: HouseholdForm | None, forms: list[MemberForm], *, bound: bool) -> dict[str, Any]:
    named: list[tuple[str, Any]] = [("", form)] if form is not None else []
    alone = form is None
    named += [("" if alone else _("成员 %(n)s") % {"n": n}, each) for n, each in enumerate(forms, 1)]
    return {
        "form": form,
        "people_forms": forms,
        "errors": errors_of(*named) if bound else [],
        "relations": RELATIONS,
        "schooling": SCHOOLING,
    }
