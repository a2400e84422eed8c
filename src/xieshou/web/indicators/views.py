"""The catalogue, a page per indicator, the schemes, and the same as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xieshou.domain.evidence.catalogue import queries
from xieshou.domain.evidence.models import Indicator
from xieshou.kernel.actor import Actor
from xieshou.web.figures.figure import figures_of
from xieshou.web.figures.tables import figure_table
from xieshou.web.indicators.cutting import asked_of, groups_of, rows_of, scheme_groups
from xieshou.web.indicators.reading import claims_on, page_of
from xieshou.web.indicators.tables import catalogue_table, scheme_table
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv


def listing(request: HttpRequest) -> HttpResponse:
    """The catalogue by part, or with ``?scheme=`` by its classes; ``?q=`` keeps what holds the words."""
    actor = actor_of(request)
    asked = asked_of(request, actor)
    groups = groups_of(actor, asked)
    context = {"asked": asked, "groups": groups, "total": sum(len(group.rows) for group in groups)}
    return render(request, "web/indicators/list.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """The catalogue as it is cut on the page."""
    actor = actor_of(request)
    return as_csv("indicators", *catalogue_table(groups_of(actor, asked_of(request, actor))))


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: what it counts, how its siblings differ, and what documents say of it."""
    actor = actor_of(request)
    return render(request, "web/indicators/detail.html", page_of(request, actor, _named(actor, code)))


def export_claims(request: HttpRequest, code: str) -> HttpResponse:
    """The claims of the indicator's page."""
    actor = actor_of(request)
    asked = claims_on(request, actor, _named(actor, code))
    return as_csv(f"claims-{code}", *figure_table(figures_of(actor, asked.claims)))


def _named(actor: Actor, code: str) -> Indicator:
    found = queries.indicator(actor, code)
    if found is None:
        raise Http404(_("指标目录里没有这个指标"))
    return found


def schemes(request: HttpRequest) -> HttpResponse:
    """Every scheme with its classes and indicators, and what it leaves out."""
    actor = actor_of(request)
    rows, placed = rows_of(actor, queries.indicators(actor)), queries.sorted_into(actor)
    cut = []
    for scheme in queries.schemes(actor):
        *classes, left = scheme_groups(scheme, rows, placed.get(scheme.pk, {}))
        cut.append((scheme, classes, left, len(rows) - len(left.rows)))
    return render(request, "web/indicators/schemes.html", {"cut": cut, "total": len(rows)})


def export_schemes(request: HttpRequest) -> HttpResponse:
    """Every indicator in its class of every scheme."""
    actor = actor_of(request)
    rows, placed = rows_of(actor, queries.indicators(actor)), queries.sorted_into(actor)
    cut = [
        (scheme, scheme_groups(scheme, rows, placed.get(scheme.pk, {}))) for scheme in queries.schemes(actor)
    ]
    return as_csv("schemes", *scheme_table(cut))
