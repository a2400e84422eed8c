"""摘帽进度: which poverty counties left the list in which year, on the map and in tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from xieshou.domain.places.exits import PovertyCounty, by_province, by_year, exit_day, poverty_counties
from xieshou.domain.places.workbooks.written import territory
from xieshou.web.places import exit_tables
from xieshou.web.places.exit_map import map_of
from xieshou.web.places.links import place_url
from xieshou.web.shell import words
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv
from xieshou.web.shell.requests import UnreadableRequestError, lens_of, parse_scope

PAGE_SIZE = 50
STILL = "still"


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the list of counties: ``year`` of the exit or STILL, ``province`` as a code."""

    year: str
    province: str
    scope: str

    @property
    def ledger(self) -> dict[str, str]:
        """The filters of the ledger that give the same counties."""
        left = {"left": "no"} if self.year == STILL else {"year": self.year}
        return {**left, "place": self.province or self.scope}

    def keeps(self, county: PovertyCounty) -> bool:
        """Is the county one of those asked for?"""
        if self.province and county.province.code != self.province:
            return False
        if self.year == STILL:
            return county.year is None
        return not self.year or county.year == int(self.year)


def asked_of(request: HttpRequest) -> Asked:
    """Read the filters.

    Raises:
        UnreadableRequestError: for a year or a code that is none.
    """
    year = request.GET.get("year", "").strip()
    if year not in ("", STILL) and not (year.isascii() and year.isdigit() and len(year) == 4):
        raise UnreadableRequestError(_("年份“%(value)s”无法识别,请写成 2017") % {"value": year[:40]})
    province = request.GET.get("province", "").strip()
    return Asked(year, parse_scope(province) if province else "", lens_of(request).scope or "")


def _counties(request: HttpRequest, asked: Asked) -> list[PovertyCounty]:
    return poverty_counties(actor_of(request), within=territory(asked.scope) if asked.scope else "")


def progress(request: HttpRequest) -> HttpResponse:
    """The map, the years, the provinces, and the counties asked for; asked by htmx, these alone."""
    asked = asked_of(request)
    every = _counties(request, asked)
    kept = [county for county in every if asked.keeps(county)]
    paginator = Paginator(kept, PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    years = by_year(every)
    context: dict[str, Any] = {
        "asked": asked,
        "total": len(every),
        "kept": len(kept),
        "rows": [_row(county) for county in page],
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "title": _title(asked, every),
    }
    if request.headers.get("HX-Request") == "true":
        response = render(request, "web/places/exits_counties.html", context)
    else:
        still = sum(county.year is None for county in every)
        context |= {
            "years": years,
            "at": _at(asked, [each.year for each in years]),
            "left": len(every) - still,
            "unproven": sum(county.exit is not None and not county.is_proven for county in every),
            "still": still,
            "provinces": exit_tables.province_rows(by_province(every), [each.year for each in years]),
            "map": map_of(every, [each.year for each in years], asked.scope),
        }
        response = render(request, "web/places/exits.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _at(asked: Asked, years: Sequence[int]) -> int:
    """Where the slider stands: at the year asked for, else behind the last."""
    return years.index(int(asked.year)) if asked.year.isdigit() and int(asked.year) in years else len(years)


def _row(county: PovertyCounty) -> dict[str, Any]:
    """The county under its name when it left, and where that leads."""
    return {
        "county": county,
        "name": words.name_of(county.version),
        "above": " › ".join(words.name_of(each) for each in county.above),
        "url": place_url(county.version.code, None, exit_day(county.exit)),
    }


def _title(asked: Asked, every: Sequence[PovertyCounty]) -> str:
    province = next((each.province for each in every if each.province.code == asked.province), None)
    when = _("全部")
    if asked.year == STILL:
        when = _("未退出")
    elif asked.year:
        when = _("%(year)s年退出") % {"year": asked.year}
    return f"{words.name_of(province)} · {when}" if province else when


def export_counties(request: HttpRequest) -> HttpResponse:
    """The counties asked for as CSV."""
    asked = asked_of(request)
    kept = [county for county in _counties(request, asked) if asked.keeps(county)]
    return as_csv(f"exits-{asked.year or 'all'}", *exit_tables.county_table(kept))


def export_years(request: HttpRequest) -> HttpResponse:
    """The counts by province and year as CSV."""
    every = _counties(request, asked_of(request))
    return as_csv("exits-by-year", *exit_tables.year_table(by_year(every), by_province(every)))
