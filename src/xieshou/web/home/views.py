"""The first page of somebody who signed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from xieshou.domain.workflow.calendar import queries as calendar
from xieshou.domain.workflow.jobs import queries as jobs
from xieshou.domain.workflow.tasks import queries as tasks
from xieshou.domain.workflow.tasks.queries import TaskFilter
from xieshou.web.home import beginning, changes, waiting
from xieshou.web.jobs.bars import bars_of
from xieshou.web.shell.actors import actor_of
from xieshou.web.tasks.views import pairing_names
from xieshou.web.tasks.wording import shown
from xieshou.web.yearly.wording import shown as occurrence_shown

MOST_TASKS = 8
MOST_JOBS = 5
MOST_COMING = 5


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What waits, one's next tasks, what the calendar asks next, what changed, one's jobs.

    Strangers are sent to the overview.
    """
    actor, on = actor_of(request), timezone.localdate()
    if actor.user_id is None:
        return redirect("overview:map")
    mine = list(tasks.tasks(actor, TaskFilter(mine=True, open_only=True), on)[:MOST_TASKS])
    names = pairing_names(actor, mine)
    context = {
        "on": on,
        "waiting": waiting.waiting_for(actor, on),
        "tasks": [shown(task, on, names.get(task.pairing_id or 0, "")) for task in mine],
        "coming": [occurrence_shown(each) for each in calendar.coming(actor, on, MOST_COMING)],
        "told_of_changes": changes.known(),
        "changes": changes.changes_for(actor),
        "bars": bars_of(request, jobs.own(actor)[:MOST_JOBS]),
        "steps": beginning.steps(actor),
    }
    return render(request, "web/home/page.html", context)
