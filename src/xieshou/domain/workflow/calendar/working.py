"""The calendar in the background: each day a job makes the tasks whose windows have opened."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.workflow.calendar.models import CalendarItem
from xieshou.domain.workflow.calendar.raising import raise_due
from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.progress import Progress
from xieshou.domain.workflow.jobs.registry import Params, Result, register_handler, register_upkeep
from xieshou.domain.workflow.jobs.services import JobAlreadyOpenError, start_job
from xieshou.kernel.actor import SYSTEM

RAISE = "calendar.raise"


def register() -> None:
    """Make it known, and have the workers ask for it every day. Done when Django starts."""
    register_handler(
        RAISE,
        gettext_lazy("按年历生成事项"),
        raise_in_background,
        idempotent=True,
        single=True,
        offered=True,
        description=gettext_lazy("为年历上已开始的工作生成事项;每天自动进行一次,重复进行不会重复生成。"),
    )
    register_upkeep(lambda: ask_daily(timezone.localdate()))


def ask_daily(on: date) -> Job | None:
    """Queue the job of a day, unless that was done; None then, and where there is no calendar."""
    params = {"on": on.isoformat()}
    if not CalendarItem.objects.exists() or Job.objects.filter(kind=RAISE, params=params).exists():
        return None
    try:
        return start_job(actor=SYSTEM, kind=RAISE, params=params)
    except JobAlreadyOpenError:
        return None


def raise_in_background(params: Params, progress: Progress) -> None:
    """Make the tasks of ``params["on"]``, else of today."""
    on = date.fromisoformat(params["on"]) if params.get("on") else timezone.localdate()
    with progress.apply() as applying:
        done = raise_due(actor=progress.actor, on=on)
        words = _("%(on)s:新生成 %(created)s 件事项,已有 %(present)s 件。")
        applying.result = Result(
            words % {"on": on.isoformat(), "created": done.created, "present": done.present},
            {"created": done.created, "present": done.present},
        )
