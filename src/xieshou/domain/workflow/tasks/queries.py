"""Reads of tasks: one's own, those in one's scope, and how they stand on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from xieshou.domain.evidence.models import Document
from xieshou.domain.parties.models import User
from xieshou.domain.places.workbooks.written import territory
from xieshou.domain.workflow.tasks.models import Task, TaskSource
from xieshou.domain.workflow.tasks.rules import OPEN_STATES, SOON, Standing, State, standing
from xieshou.domain.workflow.tasks.subjects import CALENDAR_ITEM
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.text import fold

_OPEN = [state.value for state in sorted(OPEN_STATES)]
_JOINED = ("owner", "division", "organisation", "created_by")


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks; empty leaves all. ``mine`` are the actor's own, ``unassigned`` those of nobody.

    ``place`` is the code of a division, with all below it."""

    standing: Standing | None = None
    mine: bool = False
    unassigned: bool = False
    source: TaskSource | None = None
    place: str | None = None
    pairing_id: int | None = None
    text: str = ""
    open_only: bool = False


def visible(actor: Actor) -> QuerySet[Task]:
    """The tasks that the actor may see: those in scope, one's own and those that one recorded."""
    return Task.objects.seen_by(actor)


def tasks(actor: Actor, asked: TaskFilter, on: date) -> QuerySet[Task]:
    """The tasks that the filter leaves, the most pressing first: without a deadline last."""
    found = filtered(actor, asked, on).select_related(*_JOINED)
    return found.order_by(F("deadline").asc(nulls_last=True), "pk")


def filtered(actor: Actor, asked: TaskFilter, on: date) -> QuerySet[Task]:
    """The same in no order and without what a list shows beside them."""
    found = visible(actor)
    if asked.mine:
        found = found.filter(owner=actor.user_id) if actor.user_id is not None else found.none()
    if asked.unassigned:
        found = found.filter(owner__isnull=True)
    if asked.open_only:
        found = found.filter(state__in=_OPEN)
    if asked.standing is not None:
        found = found.filter(stands(asked.standing, on))
    if asked.source is not None:
        found = found.filter(source=asked.source)
    if asked.place is not None:
        found = found.filter(division__code__startswith=territory(asked.place))
    if asked.pairing_id is not None:
        found = found.filter(pairing_id=asked.pairing_id)
    if asked.text:
        found = found.filter(_holds(asked.text))
    return found


def stands(wanted: Standing, on: date) -> Q:
    """The condition that ``rules.standing`` answers ``wanted``."""
    match wanted:
        case Standing.OVERDUE:
            return Q(state__in=_OPEN, deadline__lt=on)
        case Standing.DUE_SOON:
            return Q(state__in=_OPEN, deadline__gte=on, deadline__lte=on + SOON)
        case Standing.OPEN | Standing.DOING:
            later = Q(deadline__isnull=True) | Q(deadline__gt=on + SOON)
            return Q(state=wanted.value) & later
        case _:
            return Q(state=wanted.value)


def asked_by(said: Mapping[str, str]) -> TaskFilter:
    """The filter of what a page's address or a ledger's filters say; both use the same names.

    ``mine``, ``unassigned`` and ``open`` are ``yes`` or empty, ``place`` is a division's code.

    Raises:
        ValueError: for a standing, source or pairing that there cannot be.
    """
    return TaskFilter(
        standing=Standing(said["standing"]) if said.get("standing") else None,
        mine=said.get("mine") == "yes",
        unassigned=said.get("unassigned") == "yes",
        open_only=said.get("open") == "yes",
        source=TaskSource(said["source"]) if said.get("source") else None,
        place=said.get("place") or None,
        pairing_id=int(said["pairing"]) if said.get("pairing") else None,
        text=said.get("text", ""),
    )


def standing_of(task: Task, on: date) -> Standing:
    """How a task stands on a day."""
    return standing(State(task.state), task.deadline, on)


def task(actor: Actor, task_id: int) -> Task:
    """One task.

    Raises:
        Task.DoesNotExist: when there is none that the actor may see.
    """
    return visible(actor).select_related(*_JOINED).get(pk=task_id)


def tally(actor: Actor, asked: TaskFilter, on: date) -> Mapping[Standing, int]:
    """How many tasks stand how, under the other filters. One query."""
    each_standing = {each.value: Count("pk", filter=stands(each, on)) for each in Standing}
    counted = filtered(actor, asked, on).aggregate(**each_standing)
    return {each: counted[each.value] for each in Standing if counted[each.value]}


@dataclass(frozen=True, slots=True)
class Pressing:
    """How many of the actor's own open tasks press on a day, and how many in scope nobody has."""

    overdue: int
    due_soon: int
    later: int
    unassigned: int


def pressing(actor: Actor, on: date) -> Pressing:
    """Counted in one query."""
    own = Q(owner=actor.user_id) if actor.user_id is not None else Q(pk__in=())
    mine = Q(state__in=_OPEN) & own
    counted = visible(actor).aggregate(
        overdue=Count("pk", filter=mine & stands(Standing.OVERDUE, on)),
        due_soon=Count("pk", filter=mine & stands(Standing.DUE_SOON, on)),
        later=Count("pk", filter=mine & (Q(deadline__isnull=True) | Q(deadline__gt=on + SOON))),
        unassigned=Count("pk", filter=Q(state__in=_OPEN, owner__isnull=True)),
    )
    return Pressing(**counted)


def possible_owners(actor: Actor) -> QuerySet[User]:
    """The accounts that the actor may give a task to: of whom records everywhere all, else oneself and those
    that hold a grant within the actor's scopes."""
    accounts, reach = User.objects.filter(is_active=True), actor.reach(Permission.RECORD)
    if not reach.everywhere:
        near = Q(pk=actor.user_id) | Q(grants__pairing_ref__in=reach.pairings)
        near |= Q(grants__organisation__in=reach.organisations)
        for code in reach.codes:
            near |= Q(grants__division__code__startswith=code)
        accounts = accounts.filter(near).distinct()
    return accounts.order_by("username")


def _holds(text: str) -> Q:
    """Every word of ``text`` is in the code, title, description or source."""
    found = Q()
    for word in text.split():
        held = Q()
        for written in {word, fold(word)}:
            for field in ("code", "title", "description", "source_text"):
                held |= Q(**{f"{field}__icontains": written})
        found &= held
    return found


def raised_by(actor: Actor, item_id: int) -> QuerySet[Task]:
    """The tasks that an item of the calendar raised, of those that the actor may see, the newest first."""
    found = visible(actor).filter(source_kind=CALENDAR_ITEM, source_id=item_id)
    return found.select_related(*_JOINED).order_by("-pk")


def documents_of(actor: Actor, of: Task) -> list[Document]:
    """The documents that show what was done."""
    return [each.document for each in of.documents.select_related("document")]
