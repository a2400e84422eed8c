"""A job and the lines of its log."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Governed, GovernedQuerySet, Through
from xieshou.domain.parties.models import User
from xieshou.domain.workflow.jobs.rules import OPEN, State
from xieshou.kernel.actor import Permission


class JobState(models.TextChoices):
    """Where a job stands; the same values as ``rules.State``."""

    QUEUED = State.QUEUED.value, _("排队中")
    RUNNING = State.RUNNING.value, _("进行中")
    DONE = State.DONE.value, pgettext_lazy("任务状态", "已完成")
    FAILED = State.FAILED.value, pgettext_lazy("任务状态", "失败")
    CANCELLED = State.CANCELLED.value, pgettext_lazy("任务状态", "已取消")
    INTERRUPTED = State.INTERRUPTED.value, _("中断")


class Job(models.Model):
    """Something that takes long, done by a worker.

    ``lease_key`` is new each time a worker takes the job: what a worker writes, it writes only where its key
    still stands, so one that was given up for dead changes nothing.
    """

    kind = models.CharField(_("任务种类"), max_length=60)
    title = models.CharField(_("对象"), max_length=200, blank=True)
    params = models.JSONField(_("参数"), default=dict)
    state = models.CharField(_("状态"), max_length=11, choices=JobState, default=JobState.QUEUED)
    # Open jobs that share a key are one job too many; empty where several may run side by side.
    single_key = models.CharField(max_length=100, blank=True, editable=False)
    asked_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="jobs", verbose_name=_("发起人")
    )
    # Of who asked: in it the log, the summary and the failure are written.
    language = models.CharField(max_length=10, blank=True, editable=False)

    created_at = models.DateTimeField(_("发起时间"), auto_now_add=True)
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    lease_key = models.CharField(max_length=32, blank=True, editable=False)
    worker = models.CharField(_("执行进程"), max_length=120, blank=True)
    heartbeat_at = models.DateTimeField(_("最近心跳"), null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    cancel_requested = models.BooleanField(_("已请求取消"), default=False)
    applying_since = models.DateTimeField(null=True, blank=True, editable=False)

    done = models.PositiveBigIntegerField(_("已处理"), default=0)
    total = models.PositiveBigIntegerField(_("总量"), null=True, blank=True)
    unit = models.CharField(_("计量单位"), max_length=20, blank=True)

    summary = models.CharField(_("结果"), max_length=500, blank=True)
    result = models.JSONField(_("结果数据"), default=dict)
    result_file = models.CharField(_("结果文件"), max_length=120, blank=True)
    failure = models.CharField(_("失败原因"), max_length=1000, blank=True)

    governed = Governed(users=("asked_by",), opened_by=Permission.MAINTAIN)
    objects = GovernedQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("单数", "任务")
        verbose_name_plural = pgettext_lazy("复数", "任务")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "id"], name="job_by_state"),
            models.Index(fields=["asked_by", "-id"], name="job_by_asker"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["single_key"],
                condition=Q(state__in=sorted(state.value for state in OPEN)) & ~Q(single_key=""),
                name="job_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class JobLine(models.Model):
    """One line of a job's log."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="lines", verbose_name=_("任务"))
    at = models.DateTimeField(_("时间"))
    text = models.CharField(_("内容"), max_length=500)

    governed = Through("job")

    class Meta:
        verbose_name = pgettext_lazy("单数", "任务日志")
        verbose_name_plural = pgettext_lazy("复数", "任务日志")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
