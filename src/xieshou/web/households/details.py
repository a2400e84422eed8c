"""The page of one household, of one of its people, and a visit's photo for who may see the visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xieshou.domain.access import reaches
from xieshou.domain.evidence.documents.photos import SHOWN_TYPE
from xieshou.domain.evidence.documents.storage import FileGoneError
from xieshou.domain.households.models import HEAD, HouseholdIncome, Member, VisitPhoto
from xieshou.domain.households.queries import whole as reading
from xieshou.domain.households.services.examining import income_of
from xieshou.domain.households.services.visiting import shown_photo
from xieshou.domain.households.telling import age_on, answer_word, label_of, tags_of
from xieshou.domain.workflow.revealing import queries as revealing
from xieshou.kernel.actor import Permission
from xieshou.web.households.asking import household_asked, member_asked
from xieshou.web.households.faults import faults_of
from xieshou.web.households.forms import known_date
from xieshou.web.households.wording import (
    PARTS,
    checks_of,
    house_badge,
    income_shown,
    status_badge,
    water_badge,
)
from xieshou.web.revealing.views import unstored
from xieshou.web.review import standing
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.requests import lens_of

REVIEW_KIND = "households"


@require_safe
def household(request: HttpRequest, household_id: int) -> HttpResponse:
    """Everything of one household, as it is; where the top bar has a day, also as it stood then."""
    actor = actor_of(request)
    found = household_asked(actor, household_id)
    kept = reading.whole(actor, found)
    lens, today = lens_of(request), timezone.localdate()
    stood, now = reading.stood(kept, lens.on), reading.stood(kept, today)
    may_record = actor.may(Permission.RECORD) and reaches(actor, found, Permission.RECORD)
    context: dict[str, Any] = {
        "household": found,
        "identified": known_date(found.identified_on, found.identified_precision),
        "kept": kept,
        "stood": _stood(stood),
        "on": lens.on,
        "past": lens.chosen and lens.on != today,
        "status": status_badge(now.status),
        "monitored": now.monitoring,
        "people": [_person(each, each.relation, today) for each in kept.present],
        "gone": kept.gone,
        "head": next((each for each in kept.present if each.relation == HEAD), None),
        "house": house_badge(found),
        "water": water_badge(found),
        "checks": checks_of(found),
        "incomes": [income_shown(each) for each in kept.incomes],
        "income_chart": _chart(kept.incomes),
        "responsible": [each for each in kept.responsibles if each.period.covers(today)],
        "may_reveal": actor.may(Permission.REVEAL) and revealing.may_reveal(actor, found),
        "may_record": may_record,
        "faults": faults_of(kept, today),
        **standing.section(actor, REVIEW_KIND, found.pk),
    }
    return unstored(render(request, "web/households/detail.html", context))


def _person(member: Member, relation: str, on: date) -> dict[str, Any]:
    return {
        "member": member,
        "relation": relation,
        "age": age_on(member.born_on, on),
        "tags": tags_of(member),
    }


def _stood(stood: reading.Stood) -> dict[str, Any]:
    return {
        "people": [_person(member, relation, stood.on) for member, relation in stood.people],
        "status": status_badge(stood.status),
        "monitoring": stood.monitoring,
    }


def _chart(incomes: Sequence[HouseholdIncome]) -> dict[str, Any]:
    """The parts of each year, the cost below the line, and what comes to a head; nothing for no year."""
    heads = {each.year: income_of(each).per_head for each in incomes}
    years = sorted((each for each in incomes if heads[each.year] is not None), key=lambda each: each.year)
    if not years:
        return {}

    def value(each: HouseholdIncome, part: str) -> float | None:
        amount = getattr(each, part)
        return None if amount is None else float(-amount if part == "business_cost" else amount)

    return {
        "years": [str(each.year) for each in years],
        "parts": [
            {
                "key": part,
                "name": label_of(HouseholdIncome, part),
                "values": [value(each, part) for each in years],
            }
            for part in PARTS
        ],
        "per_head": [float(heads[each.year] or 0) for each in years],
        "words": {"per_head": _("人均纯收入"), "unit": _("元")},
    }


@require_safe
def member(request: HttpRequest, member_id: int) -> HttpResponse:
    """One of the people, masked; what the reader may know of who looked at the numbers."""
    actor = actor_of(request)
    found = member_asked(actor, member_id)
    today = timezone.localdate()
    may_record = actor.may(Permission.RECORD) and reaches(actor, found, Permission.RECORD)
    words = {name: answer_word(getattr(found, name)) for name in _ANSWERS}
    context = {
        "member": found,
        "household": found.household,
        "age": age_on(found.born_on, today),
        "tags": tags_of(found),
        "answers": [(label_of(found, name), word) for name, word in words.items()],
        "stays": (stays := reading.stays_of(actor, found)),
        "undoable": may_record and bool(stays or found.left_on),
        "measures": reading.measures_of(actor, found),
        "may_reveal": revealing.may_reveal(actor, found),
        "may_record": may_record,
        "revelations": revealing.revelations_of(actor, found)[:20],
        "audits": actor.may(Permission.AUDIT),
    }
    return unstored(render(request, "web/households/member.html", context))


_ANSWERS = ("medical_insurance", "serious_insurance", "pension", "allowance")


@require_safe
def photo(request: HttpRequest, photo_id: int) -> HttpResponse:
    """A visit's photo, drawn without what its camera wrote into it, for who may see the household."""
    try:
        found = reading.photo_by_id(actor_of(request), photo_id)
        data = shown_photo(found)
    except VisitPhoto.DoesNotExist:
        raise Http404(_("没有这张照片,或不在您的范围内")) from None
    except FileGoneError:
        raise Http404(_("照片的文件不在数据文件夹中;请管理员运行 xieshou verify 查明")) from None
    answer = HttpResponse(data, content_type=SHOWN_TYPE)
    answer["X-Content-Type-Options"] = "nosniff"
    return unstored(answer)
