"""Deadlines raise work: tasks for the windows of the calendar that are open, each once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xieshou.domain.parties.models import User
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.domain.workflow.calendar.models import CalendarDuty, CalendarItem, ItemRecurrence
from xieshou.domain.workflow.calendar.rounds import in_force
from xieshou.domain.workflow.calendar.rules import Window, due_after, windows_open
from xieshou.domain.workflow.tasks.models import Task, TaskSource
from xieshou.domain.workflow.tasks.services import record_task
from xieshou.domain.workflow.tasks.subjects import CALENDAR_ITEM
from xieshou.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Raised:
    """How many tasks a day asked for: those that were made, and those that were there."""

    created: int
    present: int


@act("按年历生成事项")
def raise_due(*, actor: Actor, on: date) -> Raised:
    """Make a task for each window that is open on a day, of the rounds in force, for each who has it in hand.

    Each occurrence of an item is raised once for each scope, however often and by however many this is
    called: the task's code is made of them.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("生成年历事项"))
    wanted = {facts["code"]: facts for facts in _wanted(on)}
    there = set(Task.objects.filter(code__in=wanted).values_list("code", flat=True))
    created = 0
    for code, facts in wanted.items():
        if code not in there:
            created += Task.objects.get_or_create(code=code, defaults=facts)[1]
    return Raised(created, len(wanted) - created)


@act("按年历生成事项")
def raise_after(
    *, actor: Actor, item: CalendarItem, happened: date, what: str, division: Division | None = None
) -> Task:
    """Make the task of an item that follows an event: ``what`` happened on a day, so it is due then.

    It is the actor's own, in ``division`` if given.

    Raises:
        NotAllowedError: when the actor does not record in that place.
        BadRecurrenceError: for an item that does not follow an event.
    """
    due = due_after(item.when, happened)
    return record_task(
        actor=actor,
        on=happened,
        title=f"{item.name}:{what}"[:120],
        description=item.note,
        owner=User.objects.filter(pk=actor.user_id or 0).first(),
        deadline=due,
        source=TaskSource.CALENDAR,
        source_text=_source_of(item),
        source_of=(CALENDAR_ITEM, item.pk),
        division=division,
    )


def _wanted(on: date) -> Iterator[dict[str, Any]]:
    rounds = [known.code for known in in_force(on)]
    items = CalendarItem.objects.filter(round_code__in=rounds, raises=True)
    for item in items.exclude(recurrence=ItemRecurrence.AFTER).prefetch_related("duties__division"):
        for window in windows_open(item.when, on):
            duties: list[CalendarDuty | None] = [*item.duties.all()]
            for duty in duties or [None]:
                yield _facts(item, window, duty)


def _facts(item: CalendarItem, window: Window, duty: CalendarDuty | None) -> dict[str, Any]:
    """The columns of the task. Chinese is what is kept, whatever language this is called in."""
    scope = f"-{duty.scope_key}" if duty else ""
    return {
        "code": f"{item.round_code}-{item.code}-{window.name}{scope}",
        "title": f"{item.name}({window.name})",
        "description": item.note,
        "owner_id": duty.owner_id if duty else None,
        "helpers": item.role,
        "deadline": window.due,
        "source": TaskSource.CALENDAR,
        "source_text": _source_of(item),
        "source_kind": CALENDAR_ITEM,
        "source_id": item.pk,
        "division_id": duty.division_id if duty else None,
        "organisation_id": duty.organisation_id if duty else None,
        "pairing_id": duty.pairing_id if duty else None,
    }


def _source_of(item: CalendarItem) -> str:
    return f"{item.round_code} {item.code}"
