"""The pages on which people are read. Numbers are masked, and searched by POST so that no address has one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from xieshou.domain.parties import queries as organisations
from xieshou.domain.parties.models import Person
from xieshou.domain.parties.people import queries
from xieshou.domain.parties.people.queries import ORDERS, PersonFilter
from xieshou.domain.reviewed import ReviewState
from xieshou.domain.workflow.revealing import queries as revealing
from xieshou.kernel.actor import Actor, NotAllowedError, Permission
from xieshou.web.revealing.listing import shown as revelations_shown
from xieshou.web.revealing.views import unstored
from xieshou.web.review import standing
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv
from xieshou.web.shell.requests import UnreadableRequestError

PAGE_SIZE = 50


@sensitive_post_parameters("number")
@sensitive_variables("asked")
@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """The register: filtered, sorted; with POST those who have a number, whole."""
    actor = signed_in(request)
    asked, order = asked_of(request), order_of(request)
    found = queries.people(actor, asked, order)
    paginator = Paginator(found, PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    shown = queries.people(actor).filter(pk__in=[person.pk for person in page])
    context = {
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "asked": asked,
        "searched": bool(asked.number),
        "total": paginator.count,
        "states": ReviewState,
        "revealable": revealing.revealable(actor, shown),
        "may_record": actor.may(Permission.RECORD),
    }
    return unstored(render(request, "web/people/list.html", context))


def detail(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person, and what the reader may know of who looked at the numbers."""
    actor = signed_in(request)
    person = person_asked(actor, person_id)
    context = {
        "person": person,
        "may_reveal": revealing.may_reveal(actor, person),
        "may_record": bool(queries.people(actor, permission=Permission.RECORD).filter(pk=person.pk)),
        "revelations": revelations_shown(actor, revealing.revelations_of(actor, person)[:20]),
        "audits": revealing.sees_others(actor),
        "organisation": organisations.organisation_seen(actor, person.organisation_id),
        **standing.section(actor, "people", person.pk),
    }
    return unstored(render(request, "web/people/detail.html", context))


def export(request: HttpRequest) -> HttpResponse:
    """The list with its filters, numbers masked."""
    actor = signed_in(request)
    header = [
        _("姓名"),
        _("性别"),
        _("单位"),
        _("职务"),
        _("所在地"),
        _("身份证号"),
        _("电话"),
        _("审核状态"),
    ]
    rows = [
        [
            person.name,
            person.get_sex_display(),
            person.organisation or "",
            person.position,
            person.division or "",
            person.id_number,
            person.phone,
            person.get_review_state_display(),
        ]
        for person in queries.people(actor, asked_of(request), order_of(request))
    ]
    return unstored(as_csv("people", header, rows))


def signed_in(request: HttpRequest) -> Actor:
    """Who asks, if somebody does: people are shown to nobody who has not signed in.

    Raises:
        NotAllowedError: for strangers.
    """
    actor = actor_of(request)
    if actor.is_anonymous:
        raise NotAllowedError(_("登录后才能查看人员"))
    return actor


def asked_of(request: HttpRequest) -> PersonFilter:
    """The filters: words and state out of the address, a number out of the form that was sent.

    Raises:
        UnreadableRequestError: for a state that there is not.
    """
    state = request.GET.get("state", "")
    if state and state not in ReviewState.values:
        raise UnreadableRequestError(_("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": state[:40]})
    return PersonFilter(
        text=request.GET.get("text", "").strip(),
        number=request.POST.get("number", "").strip()[:40],
        state=state,
    )


def order_of(request: HttpRequest) -> str:
    """The order asked for.

    Raises:
        UnreadableRequestError: for one that there is not.
    """
    order = request.GET.get("sort") or "name"
    if order.removeprefix("-") not in ORDERS:
        raise UnreadableRequestError(_("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": order[:40]})
    return order


def person_asked(actor: Actor, person_id: int) -> Person:
    """The person of the address.

    Raises:
        Http404: when there is none whom the actor may see.
    """
    try:
        return queries.person_by_id(actor, person_id)
    except Person.DoesNotExist:
        raise Http404(_("没有这位人员,或不在您的范围内")) from None
