"""How items of the calendar are shown: their days in words, the badge of an occurrence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xieshou.domain.workflow.calendar.models import CalendarItem
from xieshou.domain.workflow.calendar.queries import Occurrence
from xieshou.domain.workflow.calendar.rules import Phase, Recurrence
from xieshou.web.shell import words

# Colour, shape: never without the phase's word beside them.
BADGES = {Phase.PAST: ("", "–"), Phase.OPEN: ("badge-programme", "◐"), Phase.AHEAD: ("", "○")}
_ANY_YEAR = 2001


@dataclass(frozen=True, slots=True)
class Shown:
    """An occurrence as the year shows it."""

    occurrence: Occurrence
    name: str
    side: str
    badge: str
    shape: str
    phase: str
    tasks: str
    late: bool


def shown(occurrence: Occurrence) -> Shown:
    """The occurrence in the language of the page; late where its time is over and a task of it is open."""
    phase, progress = occurrence.phase, occurrence.progress
    words_of = {Phase.PAST: _("已过"), Phase.OPEN: _("进行中"), Phase.AHEAD: _("未到")}
    badge, shape = BADGES[phase]
    late = phase is Phase.PAST and progress.open > 0
    said = ""
    if progress.tasks:
        done = progress.tasks - progress.open
        said = _("事项 %(done)d/%(all)d 已办结") % {"done": done, "all": progress.tasks}
    return Shown(
        occurrence,
        words.name_of(occurrence.item),
        side_of(occurrence.item),
        "badge-bad" if late else badge,
        "!" if late else shape,
        _("已过,未办结") if late else words_of[phase],
        said,
        late,
    )


def side_of(item: CalendarItem) -> str:
    """east or west for the colours; empty for both."""
    return item.side if item.side in ("east", "west") else ""


def days_of(item: CalendarItem) -> str:
    """3月1日至3月31日, 每月次月10日前, 事后15日内."""
    when = item.when
    match when.recurrence:
        case Recurrence.YEARLY:
            assert when.start is not None and when.due is not None  # noqa: S101, PT018  (When checks it)
            return _("每年%(start)s至%(due)s") % {"start": _day(*when.start), "due": _day(*when.due)}
        case Recurrence.MONTHLY:
            return _("每月,次月%(day)d日前") % {"day": when.due_day}
        case Recurrence.AFTER:
            n = when.days or 0
            said = (
                ngettext("%(n)d 个工作日内", "%(n)d 个工作日内", n)
                if when.in_workdays
                else ngettext("%(n)d 日内", "%(n)d 日内", n)
            )
            event = words.in_language_of(item, "event") or _("事发")
            return _("%(event)s后 %(days)s") % {"event": event, "days": said % {"n": n}}


def _day(month: int, day: int) -> str:
    if day >= 29 and (day == 31 or month == 2):
        return date_format(date(_ANY_YEAR, month, 1), _("n月底"))
    return date_format(date(_ANY_YEAR, month, day), _("n月j日"))
