"""The year as twelve months or as a list, the same as a file, and the page of one item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xieshou.domain.workflow.calendar import queries
from xieshou.domain.workflow.calendar.models import CalendarItem
from xieshou.domain.workflow.calendar.rounds import KnownRound
from xieshou.domain.workflow.calendar.rules import Recurrence
from xieshou.domain.workflow.tasks.queries import raised_by
from xieshou.domain.workflow.tasks.subjects import PAIRING, names_of
from xieshou.kernel.actor import Permission
from xieshou.web.shell import words
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv
from xieshou.web.shell.requests import UnreadableRequestError, lens_of
from xieshou.web.tasks.wording import name_of_user
from xieshou.web.tasks.wording import shown as task_shown
from xieshou.web.yearly.forms import DutyForm, EventForm
from xieshou.web.yearly.wording import Shown, days_of, shown

FIRST_YEAR, LAST_YEAR = 1996, 2099
MOST_TASKS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """Which round and year, seen from which day; as months or as a list."""

    round: KnownRound | None
    rounds: list[KnownRound]
    year: int
    on: date
    as_list: bool


def asked_of(request: HttpRequest) -> Asked:
    """Read the address: ``round``, ``year``, ``view=list``. The usual: the round and the year of the day.

    Raises:
        UnreadableRequestError: for a round without calendar, or a year that cannot be read.
    """
    on, rounds = lens_of(request).on, queries.rounds_with_calendar(actor_of(request))
    code, text = request.GET.get("round", "").strip(), request.GET.get("year", "").strip()
    chosen = next((known for known in rounds if known.code == code), None)
    if code and chosen is None:
        raise UnreadableRequestError(_("没有编号为“%(code)s”的轮次年历") % {"code": code[:20]})
    if text and not (text.isascii() and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise UnreadableRequestError(_("年份“%(text)s”无法识别:请写四位数字,如 2026") % {"text": text[:20]})
    return Asked(
        chosen or queries.round_for(rounds, on),
        rounds,
        int(text) if text else on.year,
        on,
        request.GET.get("view") == "list",
    )


@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """What the year asks for: twelve months, or a list; and what is due after an event."""
    asked = asked_of(request)
    rows = _rows(request, asked)
    context = {
        "asked": asked,
        "rows": rows,
        "months": _months(rows, asked),
        "events": [
            {"item": each, "name": words.name_of(each), "days": days_of(each)}
            for each in (queries.following_events(actor_of(request), asked.round.code) if asked.round else [])
        ],
        "round_name": words.name_of(asked.round) if asked.round else "",
    }
    return render(request, "web/yearly/year.html", context)


def _rows(request: HttpRequest, asked: Asked) -> list[Shown]:
    if asked.round is None:
        return []
    found = queries.year_of(actor_of(request), asked.round.code, asked.year, asked.on)
    return [shown(each) for each in found if each.window.due.year == asked.year]


def _months(rows: list[Shown], asked: Asked) -> list[dict[str, Any]]:
    """Each month with what is due in it; monthly work stands below the rest."""
    months = []
    for number in range(1, 13):
        due = [row for row in rows if row.occurrence.window.due.month == number]
        months.append(
            {
                "first": date(asked.year, number, 1),
                "current": (asked.year, number) == (asked.on.year, asked.on.month),
                "rows": sorted(due, key=lambda row: row.occurrence.item.recurrence == Recurrence.MONTHLY),
            }
        )
    return months


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The year's list as CSV."""
    asked = asked_of(request)
    header = [
        *(_("起始"), _("截止"), _("工作"), _("方"), _("由谁办"), _("情况"), _("事项"), _("未办结")),
        *(_("出处"), _("可信度"), _("说明")),
    ]
    rows = [
        [
            *(row.occurrence.window.opens, row.occurrence.window.due, row.name),
            *(row.occurrence.item.get_side_display(), words.in_language_of(row.occurrence.item, "role")),
            *(row.phase, row.occurrence.progress.tasks, row.occurrence.progress.open),
            *(row.occurrence.item.source, row.occurrence.item.get_certainty_display()),
            words.in_language_of(row.occurrence.item, "note"),
        ]
        for row in _rows(request, asked)
    ]
    return as_csv(f"calendar-{asked.round.code if asked.round else 'none'}-{asked.year}", header, rows)


def asked_item(request: HttpRequest, item_id: int) -> CalendarItem:
    """The item of the address."""
    try:
        return queries.item(actor_of(request), item_id)
    except CalendarItem.DoesNotExist:
        raise Http404(_("年历上没有这一项")) from None


@require_safe
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """One item: its days, where they come from, who has it in hand, the tasks it raised."""
    return item_page(request, asked_item(request, item_id))


def item_page(
    request: HttpRequest, asked: CalendarItem, *, duty: DutyForm | None = None, event: EventForm | None = None
) -> HttpResponse:
    """The page of an item, with forms as they were filled in."""
    actor, on = actor_of(request), timezone.localdate()
    listed = queries.duties(actor, asked) if actor.user_id is not None else []
    names = names_of(actor, PAIRING, {each.pairing_id for each in listed if each.pairing_id})
    context = {
        "item": asked,
        "days": days_of(asked),
        "follows_event": asked.when.recurrence is Recurrence.AFTER,
        "duties": [
            {
                "duty": each,
                "owner": name_of_user(each.owner),
                "pairing": names.get(each.pairing_id or 0, ""),
            }
            for each in listed
        ],
        "tasks": [task_shown(each, on) for each in raised_by(actor, asked.pk)[:MOST_TASKS]],
        "duty_form": duty or (DutyForm(actor=actor) if actor.may(Permission.ADMINISTER) else None),
        "event_form": event or (EventForm(actor=actor) if actor.may(Permission.RECORD) else None),
    }
    bad = bool((duty and duty.errors) or (event and event.errors))
    return render(request, "web/yearly/item.html", context, status=400 if bad else 200)
