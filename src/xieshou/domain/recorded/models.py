"""What somebody did, once; the history rows of the records that it changed carry its key."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Governed
from xieshou.kernel.actor import Permission


class Act(models.Model):
    """One thing that somebody did. Written with the changes, in their transaction, and never changed.

    ``user_id`` is no foreign key: an account may go, what it did stays, with the name that it had.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("时间"), db_index=True)
    user_id = models.BigIntegerField(_("用户"), null=True, db_index=True)
    actor_name = models.CharField(_("操作人"), max_length=150)
    what = models.CharField(_("操作"), max_length=120)
    why = models.TextField(_("理由"), blank=True)
    corrects = models.JSONField(_("更正年度"), default=list, help_text=_("更改了哪些已封账年度的记录"))

    governed = Governed(users=("user_id",), opened_by=Permission.AUDIT)

    class Meta:
        verbose_name = pgettext_lazy("单数", "操作记录")
        verbose_name_plural = pgettext_lazy("复数", "操作记录")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.what}"


class HistoryRow(models.Model):
    """The columns that every history table has beside those of its record."""

    act = models.UUIDField(_("操作"), db_index=True)
    actor_name = models.CharField(_("操作人"), max_length=150)

    class Meta:
        abstract = True
