"""The page of the relations between claims, and the same as a file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xieshou.domain.evidence.models import ClaimRelation, RelationKind, RelationState
from xieshou.domain.evidence.relations import choosing, queries
from xieshou.domain.programme import Programme
from xieshou.kernel.actor import Actor
from xieshou.web.conflicts.filters import EVERYTHING, NEEDS_A_LOOK, Asked, asked_of
from xieshou.web.conflicts.rows import Row, rows_of
from xieshou.web.conflicts.tables import relation_table
from xieshou.web.figures.marks import STATE_SHAPES, Mark
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv

PAGE_SIZE = 20


def listing(request: HttpRequest) -> HttpResponse:
    """What needs a look, two figures side by side; with filters anything else."""
    actor = actor_of(request)
    asked = asked_of(request, actor)
    paginator = Paginator(asked.found(actor), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "rows": rows_of(actor, page.object_list),
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "total": paginator.count,
        "asked": asked,
        "everything": EVERYTHING,
        "just_decided": _just_decided(request, actor),
        "programmes": Programme,
        "other_kinds": RelationKind,
        "documents": choosing.documents(actor),
        "indicators": choosing.indicators(actor),
        **_tally(actor, asked),
    }
    return render(request, "web/conflicts/list.html", context)


def _tally(actor: Actor, asked: Asked) -> dict[str, Any]:
    """How many relations there are of each kind and state, filters or not; the urgent first."""
    counted = queries.tally(actor)
    kinds = (*NEEDS_A_LOOK, *(kind for kind in RelationKind if kind not in NEEDS_A_LOOK))
    rows = [
        (Mark(kind), [counted.get((kind, state), 0) for state in RelationState], kind in NEEDS_A_LOOK)
        for kind in kinds
    ]
    shown = [(mark, numbers, sum(numbers), urgent) for mark, numbers, urgent in rows if any(numbers)]
    return {
        "tally": shown,
        "states": [(state, STATE_SHAPES[state]) for state in RelationState],
        "in_all": sum(total for _mark, _numbers, total, _urgent in shown),
        "shown_kinds": asked.kinds or tuple(RelationKind),
    }


def _just_decided(request: HttpRequest, actor: Actor) -> Row | None:
    """The relation decided a moment ago, which the filters may hide, so that it can be taken back."""
    value = request.GET.get("decided", "")
    if not actor.may_write or not (value.isascii() and value.isdigit() and len(value) <= 9):
        return None
    try:
        return rows_of(actor, [queries.relation(actor, int(value))], quoted=False)[0]
    except ClaimRelation.DoesNotExist:
        return None


def export(request: HttpRequest) -> HttpResponse:
    """Every relation that the filters leave, as CSV."""
    actor = actor_of(request)
    rows = rows_of(actor, asked_of(request, actor).found(actor), quoted=False)
    return as_csv("relations", *relation_table(rows))
