"""The pages on which organisations are read."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xieshou.domain.pairings import queries as pairings
from xieshou.domain.parties import queries
from xieshou.domain.parties.models import Organisation, OrganisationKind, Side
from xieshou.domain.parties.people import queries as people
from xieshou.domain.parties.queries import ORDERS, OrganisationFilter
from xieshou.domain.reviewed import Standing
from xieshou.kernel.actor import Actor, Permission
from xieshou.web.review import standing
from xieshou.web.shell import words
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv
from xieshou.web.shell.requests import UnreadableRequestError, lens_of

PAGE_SIZE = 50
CHOICES: dict[str, Any] = {"kind": OrganisationKind, "side": Side, "state": Standing}


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The register: filtered, sorted, narrowed to the place of the top bar."""
    actor, asked, order = actor_of(request), asked_of(request), order_of(request)
    paginator = Paginator(queries.organisations(actor, asked, order), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "asked": asked,
        "filtered": bool(asked.text or asked.kind or asked.side or asked.state),
        "total": paginator.count,
        "kinds": OrganisationKind,
        "sides": Side,
        "standings": Standing if actor.user_id is not None else (),
        "may_record": actor.may(Permission.RECORD),
    }
    return render(request, "web/organisations/list.html", context)


@require_safe
def detail(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """One organisation: what it is, what hangs on it, where it stands in review."""
    actor = actor_of(request)
    organisation = organisation_asked(actor, organisation_id)
    stood_in = pairings.history_of_organisation(actor, organisation.pk)
    staff = people.people_of(actor, organisation)
    context = {
        "organisation": organisation,
        "below": queries.bodies_below(actor, organisation),
        "pairings": [
            {"pairing": each, "giver": words.name_of(each.giver), "receiver": words.name_of(each.receiver)}
            for each in stood_in
        ],
        "people": staff.count(),
        "may_record": queries.may_record_organisation(actor, organisation),
        **standing.section(actor, "organisations", organisation.pk),
    }
    return render(request, "web/organisations/detail.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The list with its filters as CSV."""
    header = [
        *(_("名称"), _("英文名称"), _("类型"), _("方"), _("所在地"), _("所在地代码")),
        *(_("统一社会信用代码"), _("起止"), _("说明"), _("出处"), _("审核状态")),
    ]
    rows = (
        [
            *(each.name, each.name_en, each.get_kind_display(), each.get_side_display()),
            *(each.division or "", each.division.code if each.division else "", each.credit_code),
            *(words.period_in_words(each.period), each.note, each.source),
            each.get_review_state_display(),
        ]
        for each in queries.organisations(actor_of(request), asked_of(request), order_of(request))
    )
    return as_csv("organisations", header, rows)


def asked_of(request: HttpRequest) -> OrganisationFilter:
    """The filters of the address.

    Raises:
        UnreadableRequestError: for a value that no filter has.
    """
    said = {name: request.GET.get(name, "").strip() for name in ("text", *CHOICES)}
    wrong = [said[name] for name, known in CHOICES.items() if said[name] and said[name] not in known.values]
    # PostgreSQL keeps no text with this character, and refuses to compare with it.
    wrong += [said["text"].replace("\0", "")] if "\0" in said["text"] else []
    if wrong:
        raise _unreadable(wrong[0])
    return OrganisationFilter(**said, scope=lens_of(request).scope)


def order_of(request: HttpRequest) -> str:
    """The order asked for.

    Raises:
        UnreadableRequestError: for one that there is not.
    """
    order = request.GET.get("sort") or "name"
    if order.removeprefix("-") not in ORDERS:
        raise _unreadable(order)
    return order


def organisation_asked(actor: Actor, organisation_id: int) -> Organisation:
    """The organisation of the address.

    Raises:
        Http404: when there is none that the actor may see.
    """
    try:
        return queries.organisation_by_id(actor, organisation_id)
    except Organisation.DoesNotExist:
        raise Http404(_("没有这个单位,或不在您的范围内")) from None


def _unreadable(value: str) -> UnreadableRequestError:
    return UnreadableRequestError(_("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": value[:40]})
