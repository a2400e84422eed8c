"""A task, and the documents that show it was done."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Governed, Through
from xieshou.domain.evidence.models import Document
from xieshou.domain.parties.models import Organisation, User
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import TrackedQuerySet, recorded
from xieshou.domain.workflow.tasks.rules import ENDED, Standing, State


class TaskState(models.TextChoices):
    """What people say of a task; the same values as ``rules.State``."""

    OPEN = State.OPEN.value, _("待办")
    DOING = State.DOING.value, _("办理中")
    DONE = State.DONE.value, _("已办结")
    DROPPED = State.DROPPED.value, _("不再办理")


class TaskStanding(models.TextChoices):
    """How a task stands on a day; the same values as ``rules.Standing``."""

    OVERDUE = Standing.OVERDUE.value, _("已逾期")
    DUE_SOON = Standing.DUE_SOON.value, _("即将到期")
    OPEN = Standing.OPEN.value, _("待办")
    DOING = Standing.DOING.value, _("办理中")
    DONE = Standing.DONE.value, _("已办结")
    DROPPED = Standing.DROPPED.value, _("不再办理")


class TaskSource(models.TextChoices):
    """Where a task comes from."""

    AGREEMENT = "agreement", _("协议")
    MEETING = "meeting", _("会议")
    ASSESSMENT = "assessment", _("考核")
    AUDIT_ISSUE = "audit_issue", _("审计问题")
    CALENDAR = "calendar", _("年历")
    OTHER = "other", _("其他")


class Task(models.Model):
    """Something that somebody has to do by a day (事项).

    ``source_kind`` and ``source_id`` name the record it comes from, where that is one of ours that lies
    higher; ``pairing_id`` is a pairing's primary key for the same reason. What the calendar raises has a
    ``code`` made of item, occurrence and scope, so that it is raised once.
    """

    code = models.CharField(_("编号"), max_length=160, unique=True)
    title = models.CharField(_("事项名称"), max_length=120)
    description = models.TextField(_("要做什么"), blank=True)
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("责任人"),
        help_text=_("空 = 尚未分派"),
    )  # fmt: skip
    helpers = models.CharField(_("协办"), max_length=200, blank=True)
    deadline = models.DateField(_("期限"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=7, choices=TaskState, default=TaskState.OPEN)

    source = models.CharField(_("来源"), max_length=11, choices=TaskSource, default=TaskSource.OTHER)
    source_text = models.CharField(_("来源说明"), max_length=300, blank=True)
    source_kind = models.CharField(max_length=40, blank=True, editable=False)
    source_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)

    division = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("地区")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任单位")
    )
    pairing_id = models.PositiveBigIntegerField(_("结对"), null=True, blank=True)

    evidence = models.TextField(_("佐证说明"), blank=True)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    closed_on = models.DateField(_("办结日期"), null=True, blank=True)
    created_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("登记人")
    )
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    governed = Governed(
        codes=("division__code", "organisation__division__code"),
        pairings=("pairing_id",),
        organisations=("organisation_id",),
        users=("owner_id", "created_by_id"),
    )
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "事项")
        verbose_name_plural = pgettext_lazy("复数", "事项")
        ordering = ["deadline", "pk"]
        indexes = [
            models.Index(fields=["owner", "state", "deadline"], name="task_by_owner"),
            models.Index(fields=["state", "deadline"], name="task_by_deadline"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=False, state__in=sorted(ENDED))
                | Q(closed_on__isnull=True, state__in=sorted(set(State) - ENDED)),
                name="task_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class TaskDocument(models.Model):
    """A document that shows what was done."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="documents", verbose_name=_("事项"))
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("文献"))

    governed = Through("task")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "事项佐证")
        verbose_name_plural = pgettext_lazy("复数", "事项佐证")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["task", "document"], name="task_document_once")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.document_id}"
