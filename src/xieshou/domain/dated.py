"""The four columns in which every dated record keeps its period, and the one way to ask "on that day"."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from xieshou.kernel.period import PartialDate, Period, Precision


class PrecisionChoice(models.TextChoices):
    """The database's words for Precision."""

    YEAR = Precision.YEAR.value, _("到年")
    MONTH = Precision.MONTH.value, _("到月")
    DAY = Precision.DAY.value, _("到日")
    UNKNOWN = Precision.UNKNOWN.value, _("不详")


class Dated(models.Model):
    """A record in force over a half-open period.

    A null start means since before our records, a null end still in force; a date of precision UNKNOWN
    means that it came on that day or at some later time.
    """

    start_on = models.DateField(_("起始"), null=True, blank=True)
    start_precision = models.CharField(
        _("起始精度"), max_length=8, choices=PrecisionChoice, default=PrecisionChoice.DAY
    )
    end_on = models.DateField(_("终止"), null=True, blank=True, help_text=_("不含当日"))
    end_precision = models.CharField(
        _("终止精度"), max_length=8, choices=PrecisionChoice, default=PrecisionChoice.DAY
    )

    class Meta:
        abstract = True

    @property
    def period(self) -> Period:
        """The four columns as a value."""
        return Period(
            PartialDate(self.start_on, Precision(self.start_precision)) if self.start_on else None,
            PartialDate(self.end_on, Precision(self.end_precision)) if self.end_on else None,
        )


def period_columns(period: Period) -> dict[str, Any]:
    """The column values of a period, ready for ``Model(**…)``."""
    return {
        "start_on": period.start.day if period.start else None,
        "start_precision": (period.start.precision if period.start else Precision.DAY).value,
        "end_on": period.end.day if period.end else None,
        "end_precision": (period.end.precision if period.end else Precision.DAY).value,
    }


def in_force(on: date, prefix: str = "") -> Q:
    """The rows whose period covers ``on`` (see ``Period.covers``); ``prefix`` reaches through relations."""
    start, end = f"{prefix}start_on", f"{prefix}end_on"
    return (Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": on})) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": on})
    )


def ordered_period(name: str) -> models.CheckConstraint:
    """The constraint that a period does not end before it starts."""
    return models.CheckConstraint(
        condition=Q(start_on__isnull=True) | Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
        name=name,
        violation_error_message=_("终止日期早于起始日期"),
    )


def start_or_ever() -> Coalesce:
    """The start with "since before our records" as a value, so that a unique constraint can see it.

    Two nulls are distinct in a constraint, and SQLite cannot be told otherwise.
    """
    return Coalesce("start_on", Value(date.min), output_field=models.DateField())
