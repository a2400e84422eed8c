"""The cards on the installation: settings in force, keys, jobs, the tables as they are stored."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.personal.keys import Purpose, ring
from xieshou.domain.workflow.jobs import queries as jobs
from xieshou.domain.workflow.jobs.models import JobState
from xieshou.kernel.actor import Actor
from xieshou.web.management.advice import advice, is_bad, rotation
from xieshou.web.management.cards import Card, Fact, Link, Mark, number
from xieshou.workbooks.registering import registers


def cards(actor: Actor, now: datetime) -> list[Card]:
    """All four."""
    return [_settings(), _keys(now), _jobs(actor, now), _registers()]


def _settings() -> Card:
    read, advised = settings.SETTINGS_READ, advice(settings.SETTINGS_READ)
    given = sum(each.given for each in read)
    bad = any(is_bad(each) for each in read)
    return Card(
        "settings",
        _("设置"),
        "management",
        number(len(read)),
        _("项设置"),
        _(
            "本系统现在按什么设置运行:登录、锁定、邮件、文件大小等。由环境变量设定,重新启动后生效;密钥和密码从不显示。"
        ),
        [Link(_("查看现行设置"), reverse("management:settings"))],
        [Fact(_("已另行设定"), number(given)), Fact(_("用默认值"), number(len(read) - given))],
        (Mark.BAD if bad else Mark.LOOK) if advised else Mark.GOOD,
        _("%(n)s 项值得核对") % {"n": len(advised)} if advised else _("没有要核对的"),
    )


def _keys(now: datetime) -> Card:
    known = ring()
    due = rotation(now)
    return Card(
        "keys",
        _("个人信息密钥"),
        "key",
        number(len(known.keys(Purpose.SEAL))),
        _("把加密密钥"),
        _("身份证号、电话等加密存放。这里只显示密钥的编号,从不显示密钥本身。"),
        [Link(_("密钥状况与更换"), reverse("management:keys"))],
        [
            Fact(_("现用加密密钥"), known.seal[0].id, wide=True),
            Fact(_("现用索引密钥"), known.index[0].id, wide=True),
            Fact(
                _("最近更改"),
                f"{timezone.localdate(due.changed_at)}" if due.changed_at else _("由环境变量设定"),
                wide=True,
            ),
        ],
        Mark.LOOK if due.due else Mark.GOOD,
        _("已满一年,建议更换") if due.due else _("不必更换"),
    )


def _jobs(actor: Actor, now: datetime) -> Card:
    found = jobs.health(actor, now)
    listed = reverse("jobs:list")
    if found.stands_still(now):
        mark, told = Mark.BAD, _("有任务在等,执行进程没有运行")
    elif found.lost:
        mark, told = Mark.BAD, _("%(n)s 项失去联系") % {"n": found.lost}
    elif found.failed:
        mark, told = Mark.LOOK, _("近 7 天失败 %(n)s 项") % {"n": found.failed}
    else:
        mark, told = Mark.GOOD, _("正常")
    beaten = timezone.localtime(found.beaten_at).strftime("%m-%d %H:%M") if found.beaten_at else "—"
    return Card(
        "jobs",
        _("任务"),
        "job",
        number(found.queued + found.running),
        _("项未完成"),
        _("导入、导出、重画地图等长时间工作由执行进程办理,可以离开页面。进程停了,任务会等它回来。"),
        [Link(_("查看任务"), listed)],
        [
            Fact(_("排队中"), number(found.queued), f"{listed}?state={JobState.QUEUED}"),
            Fact(_("进行中"), number(found.running), f"{listed}?state={JobState.RUNNING}"),
            Fact(_("近 7 天失败"), number(found.failed), f"{listed}?state={JobState.FAILED}"),
            Fact(_("最近工作"), beaten, wide=True),
        ],
        mark,
        told,
    )


def _registers() -> Card:
    return Card(
        "registers",
        _("登记管理与台账"),
        "table",
        number(len(registers())),
        _("种台账"),
        _("直接查看和更正库中的各张表;成批的更改用台账导入,先核对,后写入。"),
        [Link(_("登记管理"), reverse("admin:index")), Link(_("台账"), reverse("ledgers:list"))],
    )
