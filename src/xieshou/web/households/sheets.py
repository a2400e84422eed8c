"""The sheet of a village, household by household; of a town or county, part by part. Made for printing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xieshou.domain.households import queries
from xieshou.domain.households.models import HelpKind
from xieshou.domain.households.telling import money
from xieshou.domain.places.models import Level
from xieshou.web.households.asking import asked_of, signed_in
from xieshou.web.households.standing import tree
from xieshou.web.households.wording import listed_row
from xieshou.web.revealing.views import unstored

MOST_HOUSEHOLDS = 2_000


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The sheet of the place asked for, on the day of the top bar; incomes are those of the year before."""
    actor = signed_in(request)
    asked = asked_of(request, actor)
    place, on = asked.place, asked.filter.on
    found = tree(actor, place, on)
    context: dict[str, Any] = {
        "asked": asked,
        "tree": found,
        "place": place,
        "on": on,
        "village": place is not None and place.level == Level.VILLAGE,
        "most": MOST_HOUSEHOLDS,
    }
    if place is not None:
        told = queries.village_sheet(actor, place, year=on.year - 1, on=on)
        context |= {
            "sheet": told,
            "per_head": money(told.incomes.per_head),
            "amount": money(told.measures_amount),
            "measures": [(HelpKind(kind).label, n) for kind, n in sorted(told.measures.items())],
            "measures_number": sum(told.measures.values()),
        }
    if context["village"]:
        listed = list(queries.households(actor, asked.filter, "number")[:MOST_HOUSEHOLDS])
        rows = queries.lines_of(actor, listed, on)
        context |= {
            "rows": [listed_row(each) for each in rows],
            "sample": any(each.household.sample for each in rows),
        }
    return unstored(render(request, "web/households/sheet.html", context))
