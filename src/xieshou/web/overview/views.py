"""The overview's page and the data of its map."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from xieshou.domain.pairings import queries
from xieshou.domain.pairings.mapping import MapPairing, map_pairings
from xieshou.domain.pairings.models import PairKind
from xieshou.domain.places import sheets
from xieshou.domain.programme import Programme
from xieshou.kernel.actor import Actor
from xieshou.web.overview import headlines, mapdata
from xieshou.web.overview.axis import axis_of
from xieshou.web.overview.filters import Asked, asked_of
from xieshou.web.overview.mapfiles import address_of
from xieshou.web.overview.picture import BAND_LABELS, Picture, picture_of, programmes_of, stages_of, turns_of
from xieshou.web.shell import words
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.requests import lens_of


def overview(request: HttpRequest) -> HttpResponse:
    """The map, the time line, and the figures and list of the day; asked by htmx, figures and list alone."""
    actor = actor_of(request)
    rounds = list(queries.rounds(actor))
    asked = asked_of(request, rounds)
    arcs = map_pairings(actor, scope=asked.scope)
    picture = picture_of(arcs, asked)
    context: dict[str, Any] = {
        "asked": asked,
        "picture": picture,
        "figures": _figures(picture, asked),
        "by_programme": [
            (programme, count, asked.list_address(programme=programme.value))
            for programme, count in picture.programmes
        ],
        **_first(arcs),
        "waiting": _waiting(actor, asked),
        "waiting_url": asked.list_address(state="waiting"),
        **headlines.section(actor, asked),
    }
    if request.headers.get("HX-Request") == "true":
        response = render(request, "web/overview/day.html", context | {"moved": True})
    else:
        today = timezone.localdate()
        context |= {
            "programmes": _programmes(arcs, asked),
            "rounds": rounds,
            "bands": [(band.value, label, band in asked.shown) for band, label in BAND_LABELS.items()],
            "stages": stages_of(rounds, arcs, asked.on),
            "turns": turns_of(rounds, arcs),
            "month": f"{asked.on:%Y-%m}",
            "axis": axis_of(asked.on, today),
            "map_address": address_of("national.json"),
            "config": mapdata.config(asked, today, _provinces(actor, asked.on)),
        }
        response = render(request, "web/overview/map.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def arcs(request: HttpRequest) -> HttpResponseBase:
    """Every pairing of the map with its period, for the map to show any day without asking again."""
    found = map_pairings(actor_of(request), scope=lens_of(request).scope)
    return mapdata.answer(request, mapdata.arcs_as_json(found))


def _programmes(arcs: Sequence[MapPairing], asked: Asked) -> list[Programme]:
    """Those of the pairings, and the one that the address asks for even where no pairing has it."""
    used = {*programmes_of(arcs), *([Programme(asked.programme)] if asked.programme else [])}
    return [programme for programme in Programme if programme in used]


def _provinces(actor: Actor, on: date) -> dict[str, str]:
    """Codes and names of the provinces of the day, in the language of the page."""
    return {version.code: words.name_of(version) for version in sheets.provinces(actor, on)}


def _waiting(actor: Actor, asked: Asked) -> int:
    """How many pairings of the day would count if they were reviewed; strangers see none of them."""
    return queries.waiting_number(
        actor, on=asked.on, scope=asked.scope, programme=asked.programme, kind=PairKind.GOVERNMENT
    )


def _first(arcs: Sequence[MapPairing]) -> dict[str, Any]:
    """The earliest start of all, as a date and as an address writes it."""
    starts = [start for arc in arcs if (start := arc.pairing.period.start)]
    first = min(starts, key=lambda start: start.day, default=None)
    return {"first": first, "first_written": str(first)}


def _figures(picture: Picture, asked: Asked) -> list[dict[str, Any]]:
    """Label, value, unit, side and the list that the figure counts."""
    every = asked.list_address()
    shown = [
        (_("结对"), picture.pairs, ngettext("对", "对", picture.pairs), ""),
        (pgettext("复数", "帮扶方"), picture.givers, ngettext("个", "个", picture.givers), "east"),
        (pgettext("复数", "受帮扶方"), picture.receivers, ngettext("个", "个", picture.receivers), "west"),
    ]
    return [
        {"label": label, "value": value, "unit": unit, "side": side, "url": every}
        for label, value, unit, side in shown
    ]
