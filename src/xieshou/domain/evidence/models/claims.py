"""Claims: figures that documents state, each with the characters that state it."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Public
from xieshou.domain.dated import PrecisionChoice
from xieshou.domain.evidence.models.documents import Document
from xieshou.domain.evidence.models.edited import Edited
from xieshou.domain.evidence.models.indicators import Indicator
from xieshou.domain.parties.models import Party, User
from xieshou.domain.programme import Programme
from xieshou.domain.recorded import TrackedQuerySet, recorded
from xieshou.kernel.period import PartialDate, Precision
from xieshou.kernel.quantity import Qualifier, Quantity, unit


class Scope(models.TextChoices):
    """Over what a value is counted; a total without it means nothing (A9-6)."""

    ANNUAL = "annual", _("年度")
    CUMULATIVE = "cumulative", _("累计")
    INSTANT = "instant", _("时点")
    UNSTATED = "unstated", _("未说明")


class ClaimTier(models.TextChoices):
    """What a figure is to the programme."""

    LEDGER = "ledger", _("台账数字")
    CONTEXT = "context", _("背景数字")
    NOISE = "noise", _("无关数字")


class ClaimStatus(models.TextChoices):
    """How far a claim has come. Of the accepted claims on one measure one may be adopted."""

    PROPOSED = "proposed", _("待核")
    ACCEPTED = "accepted", _("已核")
    REJECTED = "rejected", _("不采")
    ADOPTED = "adopted", _("采用")


class ClaimOrigin(models.TextChoices):
    """How a claim came about."""

    STATED = "stated", _("文中直述")
    COUNTED = "counted", _("由文中所列清点")


class Per(models.TextChoices):
    """The span for which a value is stated again and again."""

    YEAR = "year", _("每年")
    MONTH = "month", _("每月")


_QUALIFIERS = [(each.value, each.value) for each in Qualifier]


class Claim(Edited):
    """One figure of one document. Several claims on one measure live side by side.

    ``start`` and ``as_of`` bound the period to which the value belongs, both inclusive as far as they are
    known; either may be missing where the text does not say. ``span_start`` and ``span_end`` are characters
    (half-open) of the text whose hash the document keeps.
    """

    code = models.CharField(
        _("编号"), max_length=60, unique=True, help_text=_("文献编号和位置,如 [000]@1694")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="claims", verbose_name=pgettext_lazy("单数", "文献")
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="claims", verbose_name=pgettext_lazy("单数", "指标")
    )
    label = models.CharField(_("原文所指"), max_length=80, blank=True)
    origin = models.CharField(_("由来"), max_length=8, choices=ClaimOrigin, default=ClaimOrigin.STATED)

    value = models.DecimalField(_("数值"), max_digits=24, decimal_places=6, null=True, blank=True)
    value_high = models.DecimalField(_("上限"), max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(pgettext_lazy("计量", "单位"), max_length=12, blank=True)
    qualifier = models.CharField(_("限定"), max_length=1, choices=_QUALIFIERS, default=Qualifier.EXACT.value)
    word = models.CharField(_("约数词"), max_length=8, blank=True)
    per = models.CharField(_("按"), max_length=8, choices=Per, blank=True)

    scope = models.CharField(_("口径"), max_length=10, choices=Scope, default=Scope.UNSTATED)
    start_on = models.DateField(_("起于"), null=True, blank=True)
    start_precision = models.CharField(
        _("起始精度"), max_length=8, choices=PrecisionChoice, default=PrecisionChoice.DAY
    )
    as_of_on = models.DateField(_("截至"), null=True, blank=True)
    as_of_precision = models.CharField(
        _("截至精度"), max_length=8, choices=PrecisionChoice, default=PrecisionChoice.DAY
    )
    period_text = models.CharField(_("原文时间"), max_length=60, blank=True)

    givers = models.ManyToManyField(Party, blank=True, related_name="+", verbose_name=_("帮扶方"))
    receivers = models.ManyToManyField(Party, blank=True, related_name="+", verbose_name=_("受帮扶方"))
    nationwide = models.BooleanField(_("全国"), default=False)
    programme = models.CharField(_("协作类型"), max_length=24, choices=Programme, blank=True)

    surface = models.CharField(_("原文数字"), max_length=60, blank=True)
    span_start = models.PositiveIntegerField(_("原文起点"), null=True, blank=True)
    span_end = models.PositiveIntegerField(_("原文止点"), null=True, blank=True)

    tier = models.CharField(_("层次"), max_length=8, choices=ClaimTier, default=ClaimTier.LEDGER)
    is_forecast = models.BooleanField(_("预计数"), default=False)
    is_change = models.BooleanField(_("增减数"), default=False, help_text=_("一次或一批的变化,不是总量"))
    note = models.CharField(_("说明"), max_length=300, blank=True)

    status = models.CharField(_("状态"), max_length=8, choices=ClaimStatus, default=ClaimStatus.PROPOSED)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("核定人")
    )
    decided_at = models.DateTimeField(_("核定时间"), null=True, blank=True)
    decision_note = models.CharField(_("核定说明"), max_length=300, blank=True)

    governed = Public("documents that everybody may read state them")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "文载数字")
        verbose_name_plural = pgettext_lazy("复数", "文载数字")
        ordering = ["document", "span_start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(span_start__isnull=True, span_end__isnull=True) | Q(span_end__gt=F("span_start")),
                name="claim_span",
            ),
            models.CheckConstraint(
                condition=Q(value_high__isnull=True) | Q(value_high__gte=F("value")), name="claim_range"
            ),
        ]
        indexes = [models.Index(fields=["indicator", "as_of_on"], name="claim_indicator_as_of")]

    def __str__(self) -> str:
        return f"{self.code} {self.surface}".strip()

    @property
    def quantity(self) -> Quantity | None:
        """The value as it is meant; None where the text gives no number (数千里) or no unit."""
        if self.value is None or not self.unit:
            return None
        return Quantity(_plain(self.value), unit(self.unit), Qualifier(self.qualifier), self.word)

    @property
    def start(self) -> PartialDate | None:
        """From when the value is counted."""
        return PartialDate(self.start_on, Precision(self.start_precision)) if self.start_on else None

    @property
    def as_of(self) -> PartialDate | None:
        """Until when the value is counted, or the day on which it stood."""
        return PartialDate(self.as_of_on, Precision(self.as_of_precision)) if self.as_of_on else None


def _plain(stored: Decimal) -> Decimal:
    """Without the zeros that the column adds, so that a value shows the decimals it was written with."""
    return stored.normalize() if stored != stored.to_integral_value() else stored.quantize(Decimal(1))
