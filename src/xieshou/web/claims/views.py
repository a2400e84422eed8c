"""The list of claims, the same as a file, and the page of one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xieshou.domain.evidence.claims import queries
from xieshou.domain.evidence.models import Claim, ClaimOrigin, ClaimStatus, ClaimTier, IndicatorPart, Scope
from xieshou.domain.programme import Programme
from xieshou.kernel.actor import Actor
from xieshou.web.claims.filters import Asked, asked_of
from xieshou.web.claims.reading import page_of
from xieshou.web.figures.figure import figures_of
from xieshou.web.figures.tables import figure_table
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv

PAGE_SIZE = 50


def listing(request: HttpRequest) -> HttpResponse:
    """The claims that the filters leave. How many there are is counted; their values are never summed."""
    actor = actor_of(request)
    offered = queries.mentioned(actor)
    asked = asked_of(request, offered)
    paginator = Paginator(asked.found(actor), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "figures": figures_of(actor, page),
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "asked": asked,
        "total": paginator.count,
        "mentioned": offered,
        "parts": IndicatorPart,
        "tiers": ClaimTier,
        "statuses": ClaimStatus,
        "origins": ClaimOrigin,
        "scopes": Scope,
        **_programmes(actor, asked),
    }
    return render(request, "web/claims/list.html", context)


def _programmes(actor: Actor, asked: Asked) -> dict[str, Any]:
    """How many claims of each programme there are under the other filters: figures of two are never mixed."""
    counted = queries.tally_by_programme(actor, asked.filter)
    return {
        "programmes": [
            (each, counted.get(each, 0))
            for each in Programme
            if each in counted or each == asked.filter.programme
        ],
        "of_no_programme": counted.get("", 0),
        "of_all_programmes": sum(counted.values()),
    }


def export(request: HttpRequest) -> HttpResponse:
    """The list with its filters as CSV."""
    actor = actor_of(request)
    asked = asked_of(request, queries.mentioned(actor))
    return as_csv("claims", *figure_table(figures_of(actor, asked.found(actor))))


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One claim: its value, what it means, where it stands, and what else is said of the same measure."""
    try:
        claim, others = queries.claim_and_rivals(actor_of(request), pk)
    except Claim.DoesNotExist:
        raise Http404(_("没有这个数字,它可能已被删除")) from None
    return render(request, "web/claims/detail.html", page_of(request, claim, others))
