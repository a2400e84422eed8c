"""The pages of the places."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.pairings.queries import rounds
from xieshou.domain.places.queries import search_places
from xieshou.web.figures.tables import figure_table as claim_table
from xieshou.web.places import charts, claims, page, tables
from xieshou.web.places.groups import groups_of
from xieshou.web.places.links import Link, path_above, place_url
from xieshou.web.shell import words
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv
from xieshou.web.shell.requests import lens_of, parse_on

MOST_FOUND = 30


def index(request: HttpRequest) -> HttpResponse:
    """The provinces by side; with ``?q=`` the places of that name before them."""
    actor, lens = actor_of(request), lens_of(request)
    text = request.GET.get("q", "").strip()[:100]
    matches = search_places(actor, text, MOST_FOUND) if text else []
    context = {
        "on": lens.on,
        "groups": groups_of(actor, lens),
        "text": text,
        "found": [
            (Link(words.name_of(m), place_url(m.code, lens), m.code), path_above(m), m) for m in matches
        ],
    }
    return render(request, "web/places/index.html", context)


def export_index(request: HttpRequest) -> HttpResponse:
    """The provinces of the day as CSV."""
    lens = lens_of(request)
    return as_csv(f"provinces-{lens.on}", *tables.province_table(groups_of(actor_of(request), lens)))


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One place on the day of the top bar. The code may be one of any time; ``?at=`` says of which."""
    actor, lens = actor_of(request), lens_of(request)
    divisions = page.division_of(actor, code, lens, _at(request))
    division = divisions[0]
    inherited = request.GET.get("inherited") == "1"
    context = page.place(actor, division, lens, inherited=inherited)
    context |= page.parts(actor, division, lens, request.GET.get("page"))
    context |= claims.section(actor, division, request)
    if context["entries"]:
        known = rounds(actor).prefetch_related(None)
        context["time_line"] = charts.time_line(context["entries"], known, lens.on, timezone.localdate())
    context |= {
        "on": lens.on,
        "asked_inherited": inherited,
        "map": charts.map_of(division, context["parts"]),
        "others": page.others(divisions, code, actor, lens),
        "canonical": place_url(division.code),
    }
    return render(request, "web/places/detail.html", context)


def _at(request: HttpRequest) -> date | None:
    text = request.GET.get("at", "").strip()
    return parse_on(text) if text else None


def export(request: HttpRequest, code: str, table: str) -> HttpResponse:
    """A table of the page as CSV: ``pairings``, ``parts``, ``figures`` (the profile) or ``claims``."""
    actor, lens = actor_of(request), lens_of(request)
    division = page.division_of(actor, code, lens, _at(request))[0]
    name = f"{division.code}-{table}-{lens.on}"
    if table == "parts":
        return as_csv(name, *tables.part_table(page.all_parts(actor, division, lens)))
    if table == "claims":
        programme, below = claims.asked_of(request)
        every = claims.figures(actor, division, below=below)
        return as_csv(name, *claim_table(claims.of_programme(every, programme)))
    if table in ("pairings", "figures"):
        context = page.place(actor, division, lens, inherited=False)
        rows = tables.pairing_table(context["entries"]) if table == "pairings" else None
        return as_csv(name, *(rows or tables.figure_table(context["figures"])))
    raise Http404(_("没有这张表"))
