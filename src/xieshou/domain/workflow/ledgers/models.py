"""A file that somebody sent for a register, and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Governed, GovernedQuerySet
from xieshou.domain.parties.models import User
from xieshou.domain.workflow.jobs.models import Job
from xieshou.kernel.actor import Permission


class UploadState(models.TextChoices):
    """Where an upload stands."""

    RECEIVED = "received", pgettext_lazy("上传状态", "待核对")
    CHECKED = "checked", pgettext_lazy("上传状态", "已核对")
    REFUSED = "refused", pgettext_lazy("上传状态", "无法读取")
    APPLIED = "applied", pgettext_lazy("上传状态", "已导入")
    DISCARDED = "discarded", pgettext_lazy("上传状态", "已放弃")


class Upload(models.Model):
    """A file sent for a register. The row stays as history; ``kept`` says whether its files are still there.

    The file stands under its hash, what the dry run found in ``folder`` (see ``keeping``). ``refusal`` has
    the keys ``code``, ``zh`` and ``en`` where the file as a whole could not be read.
    """

    register = models.CharField(_("台账"), max_length=60)
    name = models.CharField(_("文件名"), max_length=200)
    format = models.CharField(_("格式"), max_length=8)
    size = models.PositiveBigIntegerField(_("字节数"))
    sha256 = models.CharField("SHA-256", max_length=64)
    state = models.CharField(_("状态"), max_length=9, choices=UploadState, default=UploadState.RECEIVED)
    uploaded_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="uploads", verbose_name=_("上传人")
    )
    uploaded_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    examined_at = models.DateTimeField(_("核对时间"), null=True, blank=True)
    applied_at = models.DateTimeField(_("导入时间"), null=True, blank=True)

    new = models.PositiveIntegerField(_("新增"), default=0)
    changed = models.PositiveIntegerField(_("变更"), default=0)
    unchanged = models.PositiveIntegerField(_("不变"), default=0)
    wrong = models.PositiveIntegerField(_("有误"), default=0)
    right_rows_only = models.BooleanField(_("只导入无误的行"), default=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    refusal = models.JSONField(_("无法读取的原因"), default=dict, blank=True)
    folder = models.CharField(max_length=60, blank=True, editable=False)
    kept = models.BooleanField(_("文件仍保留"), default=True)
    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("最近的任务")
    )

    governed = Governed(users=("uploaded_by",), opened_by=Permission.MAINTAIN)
    objects = GovernedQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("单数", "上传文件")
        verbose_name_plural = pgettext_lazy("复数", "上传文件")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["register", "-id"], name="upload_by_register"),
            models.Index(fields=["sha256"], name="upload_by_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.name}"
