"""What does not agree in what has been typed so far, for the box beside a form. Nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from xieshou.domain.households.models import Household, Member
from xieshou.domain.households.rules.faults import Fault, Severity
from xieshou.domain.households.services import HouseholdFacts, MemberFacts, findings_for
from xieshou.domain.households.services.reaching import what
from xieshou.domain.households.services.recording import living_in
from xieshou.domain.places.models import Division, Level
from xieshou.kernel.actor import Actor, Permission
from xieshou.web.households.asking import household_asked, member_asked, signed_in
from xieshou.web.households.faults import Told, told
from xieshou.web.households.forms import HouseholdForm, MemberForm, checked
from xieshou.web.households.recording import MOST_PEOPLE
from xieshou.web.households.villages import villages_of
from xieshou.web.revealing.views import unstored


@sensitive_post_parameters()
@sensitive_variables("form", "forms", "facts", "members", "people")
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """What does not agree in what has been typed so far. By POST: no address or log holds any of it."""
    actor = signed_in(request)
    actor.require(Permission.RECORD, what())
    member = _named(request, "member")
    household = member_asked(actor, member).household if member else None
    if household is None and (number := _named(request, "household")):
        household = household_asked(actor, number)
    found = _typed(request, actor, household, member)
    return unstored(render(request, "web/households/findings.html", {"found": found, "asked": True}))


def _named(request: HttpRequest, name: str) -> int:
    said = request.POST.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else 0


def _typed(request: HttpRequest, actor: Actor, household: Household | None, member: int) -> list[Told]:
    """The faults of what was typed; of one person alone also beside the others of the household."""
    others = living_in(household) if household is not None else []
    alone = "name" not in request.POST and "village" not in request.POST
    forms: dict[int, MemberForm] = {}
    stored_people: dict[int, Member] = {}
    members: list[MemberFacts] = []
    # Those on record come first: a second head is then the one that is being typed.
    for each in others:
        if each.pk != member:
            stored_people[len(members)] = each
            members.append(_facts_kept(each))
    count = _named(request, "people") or (1 if alone else 0)
    for place in range(min(count, MOST_PEOPLE)):
        known = next((each for each in others if each.pk == member), None) if place == 0 else None
        form = MemberForm(
            request.POST,
            prefix=f"p{place}",
            member=known,
            joining=True,
            initial=checked(MemberForm.of(known)) if known else None,
        )
        form.is_valid()
        forms[len(members)] = form
        if known is not None:
            stored_people[len(members)] = known
        members.append(_facts_of(form))
    facts = _household_facts(request, actor, household)
    if facts is None:
        return []
    found = findings_for(
        facts, members, on=timezone.localdate(), stored=household, stored_members=stored_people
    )
    return [
        _placed(each, forms, members)
        for each in found
        if _concerns(each, forms, alone) and not (each.field == "name" and each.severity is Severity.ERROR)
    ]


def _concerns(fault: Fault, forms: Mapping[int, MemberForm], alone: bool) -> bool:
    """The faults of who is being typed, and of the household where it is; old ones of others are not news."""
    if not fault.member:
        return not alone or fault.field == "relation"
    return int(fault.member) in forms


def _placed(fault: Fault, forms: Mapping[int, MemberForm], members: list[MemberFacts]) -> Told:
    """The fault with the field to which it leads."""
    if not fault.member:
        return told(fault, target=f"id_{fault.field}")
    place = int(fault.member)
    about = members[place].name or _("成员 %(n)s") % {"n": place + 1}
    form = forms[place]
    target = form[fault.field].id_for_label if fault.field in form.fields else ""
    return told(fault, about=about, target=target)


def _facts_of(form: MemberForm) -> MemberFacts:
    """What has been typed so far; what cannot be read yet counts as empty."""
    data = {name: form.cleaned_data.get(name) for name in form.fields}
    texts = {name for name in form.fields if isinstance(MemberFacts.__dataclass_fields__[name].default, str)}
    said: dict[str, Any] = {
        name: ("" if value is None else value) if name in texts else value for name, value in data.items()
    }
    said |= {
        "name": data.get("name") or "",
        "destitute": bool(data.get("destitute")),
        "empty_nest": bool(data.get("empty_nest")),
    }
    if form.member is not None:
        said.setdefault("born_on", form.member.born_on)
    return MemberFacts(**said)


def _facts_kept(member: Member) -> MemberFacts:
    """What is on record of somebody else of the household, numbers masked, which stand for themselves."""
    names = [name for name in MemberFacts.__dataclass_fields__ if name not in {"identified", "number"}]
    return MemberFacts(**{name: getattr(member, name) for name in names})


def _household_facts(
    request: HttpRequest, actor: Actor, household: Household | None
) -> HouseholdFacts | None:
    form = HouseholdForm(
        request.POST if "village" in request.POST else {**HouseholdForm.of(household)} if household else {},
        actor=actor,
        initial=HouseholdForm.of(household) if household else None,
    )
    form.is_valid()
    data = dict(form.cleaned_data)
    village = data.pop("village", None) or (household.village if household else None)
    if village is None:
        village = _anywhere(actor)
    if village is None:
        return None
    texts = {
        "number",
        "hamlet",
        "standard",
        "attribute",
        "main_cause",
        "second_cause",
        "third_cause",
        "phone",
        "bank_account",
        "house_structure",
        "house_grade",
        "fuel",
        "note",
    }
    said: dict[str, Any] = {
        name: data.get(name, "" if name in texts else None) for name in form.fields if name != "village"
    }
    return HouseholdFacts(village=village, **said)


def _anywhere(actor: Actor) -> Division | None:
    """A village for the rules while none has been chosen: what is typed of people is judged all the same."""
    return next(iter(villages_of(actor)), None) or Division.objects.filter(level=Level.VILLAGE).first()
