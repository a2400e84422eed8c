"""The list of households: down the tree of places, filtered, found by a whole number without an address."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from xieshou.domain.households import queries
from xieshou.domain.households.models import Household
from xieshou.domain.households.queries import FaultKind
from xieshou.kernel.actor import Actor, Permission
from xieshou.web.households.asking import OPEN, Asked, asked_of, signed_in
from xieshou.web.households.standing import figures_of, tree
from xieshou.web.households.wording import listed_row
from xieshou.web.revealing.views import unstored

PAGE_SIZE = 50
MOST_PAGES = 2_000
MOST_COUNTED = 10_000


@sensitive_post_parameters("number")
@sensitive_variables("asked", "found")
@require_http_methods(["GET", "POST"])
def households(request: HttpRequest) -> HttpResponse:
    """The register of a place: its standing, its parts, the households that the filters leave."""
    actor = signed_in(request)
    asked = asked_of(request, actor)
    found = found_by(actor, asked)
    number = page_asked(request)
    start = (number - 1) * PAGE_SIZE
    # One more than is shown tells whether another page follows; nobody counts what nobody reads.
    page = list(found[start : start + PAGE_SIZE + 1])
    searched = bool(asked.filter.number)
    places = None if searched else tree(actor, asked.place, asked.filter.on)
    context: dict[str, Any] = {
        "rows": [listed_row(each) for each in queries.lines_of(actor, page[:PAGE_SIZE], asked.filter.on)],
        "asked": asked,
        "open_fields": asked.fields[:OPEN],
        "more_fields": asked.fields[OPEN:],
        "searched": searched,
        "number": number,
        "follows": len(page) > PAGE_SIZE and number < MOST_PAGES,
        "first": start + 1,
        "last": start + min(len(page), PAGE_SIZE),
        "total": None if searched or not page else _number(found),
        "most": MOST_COUNTED,
        "tree": places,
        "figures": figures_of(asked, places) if places else [],
        "on": asked.filter.on,
        "may_record": actor.may(Permission.RECORD),
        "anything": bool(page) or asked.narrowed or bool(asked.filter.number) or asked.place is not None
        or queries.households(actor).exists(),
        "sample": any(each.sample for each in page[:PAGE_SIZE]),
    }  # fmt: skip
    return unstored(render(request, "web/households/list.html", context))


def found_by(actor: Actor, asked: Asked) -> QuerySet[Household]:
    """The households that the filters leave, those of a kind of fault among them, in order."""
    found = queries.households(actor, asked.filter, asked.order)
    if not asked.values["fault"]:
        return found
    kind, on = FaultKind(asked.values["fault"]), asked.filter.on
    given: dict[str, Any] = {"year": on.year - 1, "on": on}
    homes = queries.faulty_households(actor, kind, asked.place, **given).order_by().values("pk")
    people = queries.faulty_people(actor, kind, asked.place, **given).order_by().values("household")
    return found.filter(pk__in=homes) | found.filter(pk__in=people)


def page_asked(request: HttpRequest) -> int:
    """The number of the page; the first for what is none."""
    said = request.GET.get("page", "")
    return min(max(int(said), 1), MOST_PAGES) if said.isascii() and said.isdigit() and len(said) < 6 else 1


def _number(found: QuerySet[Household]) -> int:
    """How many there are, counted no further than the limit."""
    return found.order_by()[: MOST_COUNTED + 1].values("pk").count()
