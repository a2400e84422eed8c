"""Divisions through time.

A *division* is an enduring unit: 铜仁地区, since 2011 铜仁市, is one. Its *versions* say which code, name and
parent it had when. A *succession* says which divisions came out of which when a unit ended or was divided.
"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Public
from xieshou.domain.bilingual import name_in_language
from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import Dated, ordered_period, start_or_ever
from xieshou.domain.recorded import TrackedQuerySet, recorded
from xieshou.domain.recorded.closing import Closing


class Level(models.IntegerChoices):
    """The five tiers of divisions, from above."""

    PROVINCE = 1, _("省级")
    PREFECTURE = 2, _("地级")
    COUNTY = 3, _("县级")
    TOWN = 4, _("乡级")
    VILLAGE = 5, _("村级")


class Division(models.Model):
    """An enduring unit. Everything that belongs to a place refers to this row, never to a code."""

    level = models.PositiveSmallIntegerField(_("级别"), choices=Level)
    # The latest code and name, so that lists need no join; the versions are the truth.
    code = models.CharField(_("现行或末次代码"), max_length=12, db_index=True)
    name = models.CharField(_("现行或末次名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=120, blank=True)

    governed = Public("divisions are public knowledge")

    class Meta:
        verbose_name = pgettext_lazy("单数", "行政区划")
        verbose_name_plural = pgettext_lazy("复数", "行政区划")
        ordering = ["code"]

    def __str__(self) -> str:
        return name_in_language(self)


class DivisionVersion(Dated):
    """The code, name and parent of a division over a period."""

    division = models.ForeignKey(Division, models.CASCADE, related_name="versions", verbose_name=_("区划"))
    code = models.CharField(_("代码"), max_length=12, db_index=True)
    name = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=120, blank=True)
    parent = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="child_versions", verbose_name=_("上级")
    )
    # Folded to simplified script and half width; see rules.stem.
    name_key = models.CharField(max_length=60, db_index=True, editable=False)
    stem = models.CharField(_("简称"), max_length=60, db_index=True, editable=False)
    initials = models.CharField(_("拼音首字母"), max_length=30, db_index=True, editable=False, blank=True)
    source = models.CharField(_("出处"), max_length=120)
    certainty = models.CharField(_("可信度"), max_length=10, choices=Certainty, default=Certainty.SOURCE)

    governed = Public("divisions are public knowledge")

    class Meta:
        verbose_name = pgettext_lazy("单数", "区划沿革")
        verbose_name_plural = pgettext_lazy("复数", "区划沿革")
        ordering = ["code", "start_on"]
        constraints = [
            ordered_period("division_version_period"),
            models.UniqueConstraint("division", start_or_ever(), name="division_version_start"),
        ]
        indexes = [models.Index(fields=["parent", "start_on"], name="division_version_parent")]

    def __str__(self) -> str:
        return name_in_language(self)


class ChangeKind(models.TextChoices):
    """How one division followed another."""

    MERGE = "merge", _("并入")
    SPLIT = "split", _("析置")
    CONVERT = "convert", _("撤销改设")


class Succession(models.Model):
    """``successor`` took over ``predecessor`` or a part of it on a date; a mere renaming is no succession."""

    predecessor = models.ForeignKey(
        Division, models.CASCADE, related_name="successions", verbose_name=_("原区划")
    )
    successor = models.ForeignKey(
        Division, models.CASCADE, related_name="precessions", verbose_name=_("后继区划")
    )
    on = models.DateField(_("日期"))
    precision = models.CharField(_("日期精度"), max_length=8)
    kind = models.CharField(_("方式"), max_length=8, choices=ChangeKind)
    whole = models.BooleanField(_("整体"), default=True, help_text=_("原区划全部并入该后继区划"))
    source = models.CharField(_("出处"), max_length=200)
    certainty = models.CharField(_("可信度"), max_length=10, choices=Certainty)

    governed = Public("divisions are public knowledge")

    class Meta:
        verbose_name = pgettext_lazy("单数", "区划变更")
        verbose_name_plural = pgettext_lazy("复数", "区划变更")
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_once")
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class FlagKind(models.TextChoices):
    """What a place may be designated as."""

    NATIONAL_POVERTY_COUNTY = "national_poverty_county", _("国家级贫困县")
    DEEP_POVERTY = "deep_poverty", _("深度贫困地区")
    KEY_ASSISTANCE = "key_assistance", _("国家乡村振兴重点帮扶县")
    ETHNIC_AUTONOMY = "ethnic_autonomy", _("民族自治地方")
    REVOLUTIONARY_BASE = "revolutionary_base", _("革命老区")
    POOR_AREA = "poor_area", _("集中连片特困地区")
    AREA = "area", _("片区")


class DivisionFlag(Dated):
    """A designation of a division over a period; its end is the exit (摘帽)."""

    division = models.ForeignKey(Division, models.CASCADE, related_name="flags", verbose_name=_("区划"))
    kind = models.CharField(_("标签"), max_length=30, choices=FlagKind)
    value = models.CharField(_("内容"), max_length=60, blank=True, help_text=_("如:武陵山片区"))
    source = models.CharField(_("出处"), max_length=200)
    certainty = models.CharField(_("可信度"), max_length=10, choices=Certainty)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Public("designations are published")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "地区标签")
        verbose_name_plural = pgettext_lazy("复数", "地区标签")
        ordering = ["kind", "start_on"]
        constraints = [
            ordered_period("division_flag_period"),
            models.UniqueConstraint("division", "kind", "value", start_or_ever(), name="division_flag_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}".strip()


class Measure(models.TextChoices):
    """What a profile figure measures; the unit belongs to the measure."""

    POPULATION = "population", _("总人口")
    MINORITY_SHARE = "minority_share", _("少数民族人口占比")
    ETHNIC_GROUPS = "ethnic_groups", _("民族数")
    COUNTIES = "counties", _("县级单位数")
    TOWNSHIPS = "townships", _("乡镇(街道)数")
    VILLAGES = "villages", _("行政村数")
    POOR_VILLAGES = "poor_villages", _("贫困村数")
    DEEP_POOR_VILLAGES = "deep_poor_villages", _("深度贫困村数")


class ProfileFigure(models.Model):
    """One figure of a place's profile, as some source states it for some year."""

    division = models.ForeignKey(Division, models.CASCADE, related_name="figures", verbose_name=_("区划"))
    measure = models.CharField(pgettext_lazy("概况", "项目"), max_length=30, choices=Measure)
    value = models.DecimalField(_("数值"), max_digits=20, decimal_places=4)
    unit = models.CharField(pgettext_lazy("计量", "单位"), max_length=12)
    qualifier = models.CharField(_("限定"), max_length=2, default="=")
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True, help_text=_("空 = 出处未写明"))
    source = models.CharField(_("出处"), max_length=200)
    certainty = models.CharField(_("可信度"), max_length=10, choices=Certainty)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Public("profiles are published")
    closing = Closing("year")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "地区概况")
        verbose_name_plural = pgettext_lazy("复数", "地区概况")
        ordering = ["measure", "-year"]
        constraints = [
            models.UniqueConstraint(
                "division", "measure", Coalesce("year", 0), "source", name="profile_figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()} {self.value:f}{self.unit}"
