"""What waits of uploads, jobs and figures."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from xieshou.domain.evidence.relations.queries import undecided_conflicts
from xieshou.domain.workflow.jobs.queries import own_troubled
from xieshou.domain.workflow.ledgers.queries import own_waiting
from xieshou.kernel.actor import Actor
from xieshou.web.home.waiting import Urgency, Waiting


def uploads(actor: Actor, on: date) -> list[Waiting]:
    """One's own files with wrong rows, that cannot be read, and that wait to be applied. One query."""
    found = own_waiting(actor)
    history = reverse("ledgers:history")
    return [
        Waiting(_("有误的导入"), found.wrong, history, Urgency.NOW, _("有错误的行:请改正后重新上传")),
        Waiting(_("无法读取的文件"), found.refused, history, Urgency.NOW, _("请换一份文件,或放弃")),
        Waiting(_("待确认的导入"), found.ready, history, Urgency.SOON, _("已核对无误,尚未写入")),
        Waiting(_("待核对的文件"), found.received, history, Urgency.SOON, _("已上传,尚未核对")),
    ]


def jobs(actor: Actor, on: date) -> list[Waiting]:
    """One's own jobs that stand still. One query."""
    url = reverse("jobs:list")
    found = own_troubled(actor, on)
    return [
        Waiting(_("失败的任务"), found.failed, f"{url}?state=failed", Urgency.NOW, _("查看原因后重试")),
        Waiting(_("中断的任务"), found.interrupted, f"{url}?state=interrupted", Urgency.NOW, _("核对后重试")),
    ]


def conflicts(actor: Actor, on: date) -> list[Waiting]:
    """Conflicts of figures that nobody has decided on, for those who may. One query."""
    if not actor.may_write:
        return []
    return [
        Waiting(
            _("待判断的数字冲突"),
            undecided_conflicts(actor),
            reverse("conflicts:list") + "?kind=conflicts&state=found",
            Urgency.LATER,
            _("同一量的说法不一致"),
        )
    ]
