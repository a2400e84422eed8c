"""Whether a household is registered as poor, out of poverty or watched, over time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Through
from xieshou.domain.dated import Dated, ordered_period, start_or_ever
from xieshou.domain.households.models.households import Household
from xieshou.domain.recorded import TrackedQuerySet, recorded


class Status(models.TextChoices):
    """Where a registered household (建档立卡户) stands. One without any status is an ordinary household."""

    POOR = "poor", _("未脱贫")
    OUT = "out", _("已脱贫")
    RETURNED = "returned", _("返贫")


class PovertyStatus(Dated):
    """The status of a household over a period. 未脱贫 and 返贫 with 已脱贫 make all that are registered."""

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="statuses", verbose_name=pgettext_lazy("单数", "农户")
    )
    status = models.CharField(_("脱贫状态"), max_length=8, choices=Status)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Through("household")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "脱贫状态")
        verbose_name_plural = pgettext_lazy("复数", "脱贫状态")
        ordering = ["household", "start_on"]
        constraints = [
            ordered_period("poverty_status_period"),
            models.UniqueConstraint("household", start_or_ever(), name="poverty_status_start"),
            models.UniqueConstraint(
                fields=["household"], condition=Q(end_on__isnull=True), name="poverty_status_one_open"
            ),
        ]
        indexes = [models.Index(fields=["status", "end_on", "household"], name="poverty_status_now")]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.period}"


class Monitored(models.TextChoices):
    """The three classes of households watched for a return to poverty (S68)."""

    UNSTABLE = "unstable", _("脱贫不稳定户")
    MARGINAL = "marginal", _("边缘易致贫户")
    SUDDEN = "sudden", _("突发严重困难户")


class Monitoring(Dated):
    """A household is watched from when its risk was identified until it is gone."""

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="monitorings", verbose_name=pgettext_lazy("单数", "农户")
    )
    kind = models.CharField(_("监测对象类型"), max_length=8, choices=Monitored)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Through("household")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "防返贫监测")
        verbose_name_plural = pgettext_lazy("复数", "防返贫监测")
        ordering = ["household", "start_on"]
        constraints = [
            ordered_period("monitoring_period"),
            models.UniqueConstraint("household", start_or_ever(), name="monitoring_start"),
            models.UniqueConstraint(
                fields=["household"], condition=Q(end_on__isnull=True), name="monitoring_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period}"
