"""The years that are closed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Public
from xieshou.domain.recorded import TrackedQuerySet, recorded


class ClosedYear(models.Model):
    """A year whose figures stand as they were reported (封账)."""

    year = models.PositiveSmallIntegerField(_("年份"), unique=True)
    closed_at = models.DateTimeField(_("封账时间"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("封账人")
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Public("which years are closed is no secret")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "封账年度")
        verbose_name_plural = pgettext_lazy("复数", "封账年度")
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)
