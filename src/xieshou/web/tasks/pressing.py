"""What of the tasks waits for somebody, for their first page."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from xieshou.domain.workflow.tasks.queries import pressing
from xieshou.domain.workflow.tasks.services import may_record
from xieshou.kernel.actor import Actor
from xieshou.web.home.waiting import Urgency, Waiting


def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One's own that are overdue, due soon and later, and those in scope that nobody has. One query."""
    found = pressing(actor, on)
    mine = reverse("tasks:list") + "?mine=yes"
    return [
        Waiting(
            _("逾期的事项"), found.overdue, f"{mine}&standing=overdue", Urgency.NOW, _("期限已过,尚未办结")
        ),
        Waiting(
            _("即将到期的事项"), found.due_soon, f"{mine}&standing=due_soon", Urgency.SOON, _("七天之内到期")
        ),
        Waiting(_("我的其他事项"), found.later, f"{mine}&open=yes", Urgency.LATER, _("期限还远,或没有期限")),
        Waiting(
            _("尚未分派的事项"),
            found.unassigned if may_record(actor) else 0,
            reverse("tasks:list") + "?unassigned=yes&open=yes",
            Urgency.SOON,
            _("请指定责任人,或自己领办"),
        ),
    ]
