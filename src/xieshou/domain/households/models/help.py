"""What is done for a household: by whom, which measures, and who came to see it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Through
from xieshou.domain.dated import Dated, ordered_period
from xieshou.domain.households.models.households import Household
from xieshou.domain.households.models.members import Member
from xieshou.domain.parties.models import Person
from xieshou.domain.recorded import TrackedQuerySet, recorded
from xieshou.domain.recorded.closing import Closing


class HelpKind(models.TextChoices):
    """What a measure of help is. The list is from memory."""

    INDUSTRY = "industry", _("产业帮扶")
    EMPLOYMENT = "employment", _("就业帮扶")
    POST = "post", _("公益性岗位")
    EDUCATION = "education", _("教育帮扶")
    HEALTH = "health", _("健康帮扶")
    HOUSING = "housing", _("住房安全")
    WATER = "water", _("饮水安全")
    RELOCATION = "relocation", _("易地搬迁")
    ALLOWANCE = "allowance", _("低保兜底")
    CREDIT = "credit", _("小额信贷")
    DIVIDEND = "dividend", _("资产收益")
    OTHER = "other", _("其他")


class HelpMeasure(Dated):
    """A measure of help for a household, or for one of its people, over a period.

    ``amount`` is what was paid or given under it, in yuan; empty where nothing was or it is not known.
    """

    household = models.ForeignKey(
        Household, models.PROTECT, related_name="measures", verbose_name=pgettext_lazy("单数", "农户")
    )
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name=_("受益人")
    )
    kind = models.CharField(_("帮扶类别"), max_length=10, choices=HelpKind)
    content = models.CharField(_("帮扶内容"), max_length=200)
    amount = models.DecimalField(_("金额(元)"), max_digits=12, decimal_places=2, null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Through("household")
    closing = Closing("start_on", {"end_on": "end_on", "end_precision": "end_on"})
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "帮扶措施")
        verbose_name_plural = pgettext_lazy("复数", "帮扶措施")
        ordering = ["household", "-start_on"]
        constraints = [
            ordered_period("help_measure_period"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="help_measure_amount"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.content}"


class Responsible(Dated):
    """The cadre who looks after a household (帮扶责任人, 家庭结对) over a period."""

    household = models.ForeignKey(
        Household, models.PROTECT, related_name="responsibles", verbose_name=pgettext_lazy("单数", "农户")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="households", verbose_name=_("帮扶责任人")
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Through("household")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "帮扶责任人")
        verbose_name_plural = pgettext_lazy("复数", "帮扶责任人")
        ordering = ["household", "-start_on"]
        constraints = [
            ordered_period("responsible_period"),
            models.UniqueConstraint(
                fields=["household", "person"], condition=Q(end_on__isnull=True), name="responsible_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.household}"


class Visit(models.Model):
    """Somebody came to a household (入户走访), saw something and left word of it."""

    household = models.ForeignKey(
        Household, models.PROTECT, related_name="visits", verbose_name=pgettext_lazy("单数", "农户")
    )
    on = models.DateField(_("走访日期"))
    visitors = models.CharField(_("走访人"), max_length=200)
    purpose = models.CharField(_("走访事由"), max_length=60, blank=True)
    findings = models.TextField(_("走访情况"), blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("填报人"),
    )

    governed = Through("household")
    closing = Closing("on")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "入户走访")
        verbose_name_plural = pgettext_lazy("复数", "入户走访")
        ordering = ["household", "-on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__gte=-180,
                    longitude__lte=180,
                ),
                name="visit_somewhere_on_earth",
                violation_error_message=_("经纬度应同时填写且在有效范围内"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.on}"


class VisitPhoto(models.Model):
    """A photo taken at a visit: kept under its hash, shown without the data that its camera wrote into it."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="photos", verbose_name=_("入户走访"))
    sha256 = models.CharField(_("指纹"), max_length=64)
    media_type = models.CharField(_("文件类型"), max_length=80)
    size = models.PositiveBigIntegerField(_("字节数"))
    caption = models.CharField(_("图说"), max_length=200, blank=True)
    taken_on = models.DateField(_("拍摄日期"), null=True, blank=True)

    governed = Through("visit")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "走访照片")
        verbose_name_plural = pgettext_lazy("复数", "走访照片")
        ordering = ["visit", "pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "sha256"], name="visit_photo_once")]

    def __str__(self) -> str:
        return self.caption or self.sha256[:12]
