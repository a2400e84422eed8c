"""The catalogue of measures, and the schemes by which they are sorted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Public
from xieshou.domain.bilingual import name_in_language
from xieshou.domain.certainty import Certainty
from xieshou.domain.evidence.models.documents import Document
from xieshou.domain.evidence.models.edited import Edited
from xieshou.domain.recorded import TrackedQuerySet, recorded
from xieshou.kernel.quantity import Kind, Unit, unit


class IndicatorPart(models.TextChoices):
    """The part of the year's work that an indicator measures."""

    ORGANISATION = "organisation", _("组织领导")
    TALENT = "talent", _("人才")
    FUNDS = "funds", _("资金")
    INDUSTRY = "industry", _("产业")
    LABOUR = "labour", _("劳务")
    CONSUMPTION = "consumption", _("消费")
    PAIRING = "pairing", _("携手结对")
    SOCIETY = "society", _("社会帮扶")
    EDUCATION_HEALTH = "education_health", _("教育医疗")
    DISABLED = "disabled", _("残疾人")
    TOURISM = "tourism", _("旅游")
    POVERTY = "poverty", _("减贫")
    REVITALISATION = "revitalisation", _("乡村振兴")
    INNOVATION = "innovation", _("创新")
    PLACE = "place", _("地情")
    OTHER = "other", _("其他")


class Nature(models.TextChoices):
    """How the values of an indicator behave over time."""

    FLOW = "flow", _("期间数")
    STOCK = "stock", _("时点数")
    RATE = "rate", _("比率")


class Direction(models.TextChoices):
    """Which way is better."""

    HIGHER = "higher", _("越高越好")
    LOWER = "lower", _("越低越好")
    NEUTRAL = "neutral", _("不分高低")


class Indicator(Edited):
    """A measure with its definition. Measures that differ are different rows, and are never added together.

    A *family* (a parent) holds the measures that are easily taken for one another. It stands itself for what
    a source says in general words; where the units of its members differ, it has none.
    """

    code = models.SlugField(_("编码"), max_length=60, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    name_en = models.CharField(_("英文名称"), max_length=120)
    part = models.CharField(_("部分"), max_length=20, choices=IndicatorPart)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("所属指标族")
    )
    unit = models.CharField(pgettext_lazy("计量", "单位"), max_length=12, blank=True)
    nature = models.CharField(_("性质"), max_length=6, choices=Nature)
    direction = models.CharField(_("方向"), max_length=8, choices=Direction, default=Direction.NEUTRAL)
    definition = models.TextField(_("定义"))
    definition_en = models.TextField(_("定义(英文)"), blank=True)
    counting_rule = models.TextField(_("计数规则"), blank=True)
    counting_rule_en = models.TextField(_("计数规则(英文)"), blank=True)
    source = models.CharField(_("出处"), max_length=200, blank=True)
    certainty = models.CharField(_("可信度"), max_length=10, choices=Certainty)

    governed = Public("the catalogue is public")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "指标")
        verbose_name_plural = pgettext_lazy("复数", "指标")
        ordering = ["part", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="indicator_parent_is_another"
            )
        ]

    def __str__(self) -> str:
        return name_in_language(self)

    @property
    def measured_in(self) -> Unit | None:
        """The unit of its values; None for a family whose members have different ones."""
        return unit(self.unit) if self.unit else None

    @property
    def counts(self) -> str:
        """What is counted where persons or households are: 人, 人次, 户 or 户次; else nothing."""
        measured = self.measured_in
        return _COUNTED.get(measured.kind, "") if measured else ""


_COUNTED = {
    Kind.PERSON: "人",
    Kind.PERSON_TIME: "人次",
    Kind.HOUSEHOLD: "户",
    Kind.HOUSEHOLD_TIME: "户次",
}


class IndicatorAlias(models.Model):
    """Another word under which an indicator is found: a key of other tables, a name that papers use."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="aliases", verbose_name=pgettext_lazy("单数", "指标")
    )
    text = models.CharField(_("别名"), max_length=80)
    # Folded as search folds it; an alias leads to one indicator only.
    key = models.CharField(max_length=80, unique=True, editable=False)

    governed = Public("the catalogue is public")

    class Meta:
        verbose_name = pgettext_lazy("单数", "指标别名")
        verbose_name_plural = pgettext_lazy("复数", "指标别名")
        ordering = ["indicator", "text"]

    def __str__(self) -> str:
        return self.text


class Scheme(models.Model):
    """A way in which some document sorts the work: 三个转变, 七个重点, the parts of an assessment."""

    code = models.SlugField(_("编号"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    name_en = models.CharField(_("英文名称"), max_length=120)
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="schemes",
        verbose_name=pgettext_lazy("单数", "文献"),
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Public("the catalogue is public")

    class Meta:
        verbose_name = pgettext_lazy("单数", "分类体系")
        verbose_name_plural = pgettext_lazy("复数", "分类体系")
        ordering = ["code"]

    def __str__(self) -> str:
        return name_in_language(self)


class SchemeClass(models.Model):
    """One class of a scheme, in the scheme's order."""

    scheme = models.ForeignKey(
        Scheme, models.CASCADE, related_name="classes", verbose_name=pgettext_lazy("单数", "分类体系")
    )
    code = models.SlugField(_("编号"), max_length=40)
    name = models.CharField(_("名称"), max_length=80)
    name_en = models.CharField(_("英文名称"), max_length=120)
    position = models.PositiveSmallIntegerField(_("次序"))

    governed = Public("the catalogue is public")

    class Meta:
        verbose_name = pgettext_lazy("单数", "分类")
        verbose_name_plural = pgettext_lazy("复数", "分类")
        ordering = ["scheme", "position"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="scheme_class_once")]

    def __str__(self) -> str:
        return name_in_language(self)


class SubjectKind(models.TextChoices):
    """What can be sorted into a scheme."""

    INDICATOR = "indicator", pgettext_lazy("单数", "指标")


class Tagging(models.Model):
    """Something stands in one class of a scheme: in several schemes if need be, never twice in one (A1-4).

    The subject is named by kind and id, so that areas above can be sorted too.
    """

    scheme = models.ForeignKey(
        Scheme, models.CASCADE, related_name="taggings", verbose_name=pgettext_lazy("单数", "分类体系")
    )
    scheme_class = models.ForeignKey(
        SchemeClass, models.CASCADE, related_name="taggings", verbose_name=pgettext_lazy("单数", "分类")
    )
    subject_kind = models.CharField(_("对象种类"), max_length=16, choices=SubjectKind)
    subject_id = models.PositiveBigIntegerField(_("对象"))

    governed = Public("the catalogue is public")

    class Meta:
        verbose_name = pgettext_lazy("单数", "归类")
        verbose_name_plural = pgettext_lazy("复数", "归类")
        ordering = ["scheme", "scheme_class", "subject_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "subject_kind", "subject_id"], name="tagged_once_in_a_scheme"
            )
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="tagging_subject")]

    def __str__(self) -> str:
        return f"{self.scheme_class}: {self.subject_kind} {self.subject_id}"
