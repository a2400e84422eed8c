"""Reads of the calendar. It is public; the tasks that it raises are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from xieshou.domain.workflow.calendar.models import CalendarDuty, CalendarItem, ItemRecurrence
from xieshou.domain.workflow.calendar.rounds import KnownRound, in_force, known_rounds
from xieshou.domain.workflow.calendar.rules import Phase, Window, windows_touching
from xieshou.domain.workflow.tasks.queries import visible
from xieshou.domain.workflow.tasks.rules import OPEN_STATES
from xieshou.domain.workflow.tasks.subjects import CALENDAR_ITEM
from xieshou.kernel.actor import Actor

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Progress:
    """The tasks of one occurrence that the actor may see: how many, and how many are still open."""

    tasks: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An item in one of its windows, seen from a day."""

    item: CalendarItem
    window: Window
    phase: Phase
    progress: Progress


def rounds_with_calendar(actor: Actor) -> list[KnownRound]:
    """The rounds that have a calendar, the latest first."""
    codes = set(CalendarItem.objects.order_by().values_list("round_code", flat=True).distinct())
    return [known for known in reversed(known_rounds()) if known.code in codes]


def round_for(rounds: Sequence[KnownRound], on: date) -> KnownRound | None:
    """The one whose calendar is shown first: the latest in force on the day, else the latest."""
    holding = [known for known in rounds if known.period.covers(on)]
    return next(iter(holding or rounds), None)


def items(actor: Actor, round_code: str | None = None) -> QuerySet[CalendarItem]:
    """The items, of one round if named, in the order of the year."""
    found = CalendarItem.objects.all()
    if round_code is not None:
        found = found.filter(round_code=round_code)
    return found.order_by("round_code", "recurrence", "due_month", "due_day", "code")


def item(actor: Actor, item_id: int) -> CalendarItem:
    """One item.

    Raises:
        CalendarItem.DoesNotExist: when there is none of that id.
    """
    return CalendarItem.objects.get(pk=item_id)


def year_of(actor: Actor, round_code: str, year: int, on: date) -> list[Occurrence]:
    """What a year asks for: every window of which a day lies in it, by due day. Two queries.

    ``on`` is the day from which past and coming are seen.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    dated = items(actor, round_code).exclude(recurrence=ItemRecurrence.AFTER)
    found = [(each, window) for each in dated for window in windows_touching(each.when, first, last)]
    done = _progress(actor, {each.pk for each, _window in found})
    occurrences = [
        Occurrence(each, window, window.phase(on), done.get((each.pk, window.due), Progress()))
        for each, window in found
    ]
    return sorted(occurrences, key=lambda each: (each.window.due, each.window.opens, each.item.code))


def coming(actor: Actor, on: date, most: int) -> list[Occurrence]:
    """What the calendar of the round in force has open on a day or opens within a month of it, by due day.

    Four queries.
    """
    known = round_for(rounds_with_calendar(actor), on)
    if known is None:
        return []
    dated = items(actor, known.code).exclude(recurrence=ItemRecurrence.AFTER)
    windows = ((each, window) for each in dated for window in windows_touching(each.when, on, on + SOON))
    found = sorted(windows, key=lambda each: (each[1].due, each[1].opens, each[0].code))[:most]
    done = _progress(actor, {each.pk for each, _window in found})
    return [
        Occurrence(each, window, window.phase(on), done.get((each.pk, window.due), Progress()))
        for each, window in found
    ]


def following_events(actor: Actor, round_code: str) -> list[CalendarItem]:
    """The items that are due so many days after something happened."""
    return list(items(actor, round_code).filter(recurrence=ItemRecurrence.AFTER))


def duties(actor: Actor, of: CalendarItem) -> list[CalendarDuty]:
    """Who has an item in hand, as far as the actor may see."""
    seen = CalendarDuty.objects.seen_by(actor).filter(item=of)
    return list(seen.select_related("division", "organisation", "owner"))


def in_hand(actor: Actor, round_code: str) -> tuple[int, int]:
    """How many items a round's calendar has, and of how many somebody has charge. Two queries."""
    seen = CalendarDuty.objects.seen_by(actor).filter(item__round_code=round_code)
    return items(actor, round_code).count(), seen.order_by().values("item").distinct().count()


def rounds_in_force(on: date) -> list[str]:
    """The codes of the rounds that hold on a day."""
    return [known.code for known in in_force(on)]


def _progress(actor: Actor, item_ids: Iterable[int]) -> dict[tuple[int, date], Progress]:
    """How far the tasks of items are, by item and deadline."""
    open_states = sorted(state.value for state in OPEN_STATES)
    counted = (
        visible(actor)
        .filter(source_kind=CALENDAR_ITEM, source_id__in=set(item_ids))
        .order_by()
        .values_list("source_id", "deadline")
        .annotate(total=Count("pk"), still=Count("pk", filter=Q(state__in=open_states)))
    )
    return {(pk, due): Progress(total, still) for pk, due, total, still in counted}
