"""The lines below which a household counts as poor, or is watched."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Public
from xieshou.domain.certainty import Certainty
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import TrackedQuerySet, recorded


class LinePurpose(models.TextChoices):
    """What a line is used for. Lines of different purposes are never compared."""

    CONSTANT = "constant", _("国家标准(2010年不变价)")
    CURRENT = "current", _("国家标准(现价)")
    WORKING = "working", _("国家标准(工作口径)")
    EXIT = "exit", _("地方退出标准")
    MONITORING = "monitoring", _("防返贫监测标准")


class PovertyLine(models.Model):
    """Yuan per person and year, of a place (none: the whole country), a year and a purpose."""

    place = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("适用地区"),
        help_text=_("空 = 全国"),
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(_("年份"))
    purpose = models.CharField(_("用途"), max_length=12, choices=LinePurpose)
    amount = models.DecimalField(_("元/人·年"), max_digits=10, decimal_places=2)
    source = models.CharField(_("出处"), max_length=200, blank=True)
    certainty = models.CharField(_("可信度"), max_length=10, choices=Certainty)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Public("poverty lines are published")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "贫困线")
        verbose_name_plural = pgettext_lazy("复数", "贫困线")
        ordering = ["purpose", "year"]
        constraints = [
            models.UniqueConstraint(Coalesce("place", 0), "year", "purpose", name="poverty_line_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="poverty_line_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.year}: {self.amount:f}"
