"""How tasks are shown: the badge of a standing, the deadline in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xieshou.domain.parties.models import User
from xieshou.domain.workflow.tasks.models import Task, TaskStanding
from xieshou.domain.workflow.tasks.queries import standing_of
from xieshou.domain.workflow.tasks.rules import ENDED, Standing, State, closed_late

# Colour, shape: never without the standing's word beside them.
BADGES = {
    Standing.OVERDUE: ("badge-bad", "!"),
    Standing.DUE_SOON: ("badge-caution", "◔"),
    Standing.OPEN: ("", "○"),
    Standing.DOING: ("badge-programme", "◐"),
    Standing.DONE: ("badge-good", "✓"),
    Standing.DROPPED: ("", "–"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A task as a list shows it."""

    task: Task
    standing: Standing
    word: str
    badge: str
    shape: str
    delay: str
    owner: str
    scope: str


def shown(task: Task, on: date, pairing: str = "") -> Shown:
    """The task seen from a day."""
    standing = standing_of(task, on)
    badge, shape = BADGES[standing]
    return Shown(
        task,
        standing,
        str(TaskStanding(standing.value).label),
        badge,
        shape,
        delay_of(task, on),
        name_of_user(task.owner),
        scope_of(task, pairing),
    )


def delay_of(task: Task, on: date) -> str:
    """还有 3 天, 逾期 2 天, 晚 5 天办结; empty without a deadline, or where it was kept."""
    if task.deadline is None:
        return ""
    if State(task.state) in ENDED:
        late = closed_late(task.closed_on, task.deadline) if task.closed_on else 0
        return ngettext("晚 %(n)d 天办结", "晚 %(n)d 天办结", late) % {"n": late} if late else ""
    days = (task.deadline - on).days
    if days < 0:
        return ngettext("逾期 %(n)d 天", "逾期 %(n)d 天", -days) % {"n": -days}
    if days == 0:
        return _("今天到期")
    return ngettext("还有 %(n)d 天", "还有 %(n)d 天", days) % {"n": days}


def when_due(task: Task) -> str:
    """期限 2026-03-31; empty without one."""
    return _("期限 %(on)s") % {"on": task.deadline.isoformat()} if task.deadline else ""


def name_of_user(user: User | None) -> str:
    """What people call them; empty for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""


def scope_of(task: Task, pairing: str = "") -> str:
    """Place, organisation and pairing, as far as it has them."""
    parts = (task.division, task.organisation)
    return " · ".join([*(str(part) for part in parts if part), *([pairing] if pairing else [])])
