"""What a household earned in a year, in its parts; the net income per head is computed from them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Through
from xieshou.domain.households.models.households import Household
from xieshou.domain.recorded import TrackedQuerySet, recorded
from xieshou.domain.recorded.closing import Closing


class HouseholdIncome(models.Model):
    """A year's income of a household, in yuan. An empty part is not known; none at all is a zero.

    ``stated_per_head`` is the net income per head that a table stated without its parts; it stands beside
    what is computed and is used only where there are no parts.
    """

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="incomes", verbose_name=pgettext_lazy("单数", "农户")
    )
    year = models.PositiveSmallIntegerField(_("年份"))
    people = models.PositiveSmallIntegerField(_("家庭人口"))
    wage = models.DecimalField(_("工资性收入"), max_digits=12, decimal_places=2, null=True, blank=True)
    business = models.DecimalField(
        _("生产经营性收入"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    business_cost = models.DecimalField(
        _("生产经营性支出"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    property = models.DecimalField(_("财产性收入"), max_digits=12, decimal_places=2, null=True, blank=True)
    transfer = models.DecimalField(_("转移性收入"), max_digits=12, decimal_places=2, null=True, blank=True)
    stated_per_head = models.DecimalField(
        _("所列人均纯收入"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Through("household")
    closing = Closing("year")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "家庭收入")
        verbose_name_plural = pgettext_lazy("复数", "家庭收入")
        ordering = ["household", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["household", "year"], name="household_income_once"),
            models.CheckConstraint(condition=Q(people__gt=0), name="household_income_of_people"),
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.year}"
