"""Two records that may be one person, and what somebody decided about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Governed
from xieshou.domain.households.models.members import Member
from xieshou.domain.recorded import TrackedQuerySet, recorded


class Grounds(models.TextChoices):
    """Why two records may be one person."""

    SAME_ID = "same_id", _("身份证号相同")
    SAME_DISABILITY = "same_disability", _("残疾证号相同")
    SAME_NAME_BIRTH_VILLAGE = "same_name_birth_village", _("姓名、出生日期和村相同")
    SAME_NAME_BIRTH = "same_name_birth", _("姓名和出生日期相同")
    HOMOPHONE_BIRTH = "homophone_birth", _("姓名同音、出生日期相同")
    NEAR_NAME_BIRTH = "near_name_birth", _("姓名相近、出生日期相同")
    NEAR_BIRTH = "near_birth", _("姓名相同、出生日期相近")
    SAME_PHONE_NAME = "same_phone_name", _("电话和姓名相同")
    TWO_HOUSEHOLDS = "two_households", _("同时在两户")


class Verdict(models.TextChoices):
    """What became of a suspicion."""

    OPEN = "open", _("待核")
    MERGED = "merged", _("已合并")
    DIFFERENT = "different", _("确认为两人")


class DuplicatePair(models.Model):
    """Two records of people suspected to be one: ``first`` has the lower key.

    Merging folds the other record into ``kept``; ``undoing`` holds what the fold changed, so that it can be
    taken back: the columns that were filled in and the stay that was closed. It holds no personal text.
    """

    first = models.ForeignKey(Member, models.CASCADE, related_name="+", verbose_name=_("记录一"))
    second = models.ForeignKey(Member, models.CASCADE, related_name="+", verbose_name=_("记录二"))
    score = models.DecimalField(_("相似度"), max_digits=4, decimal_places=3)
    grounds = models.JSONField(_("理由"), default=list)
    verdict = models.CharField(_("结论"), max_length=9, choices=Verdict, default=Verdict.OPEN)
    kept = models.ForeignKey(
        Member, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("保留的记录")
    )
    undoing = models.JSONField(default=dict, editable=False)
    why = models.CharField(_("说明"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("核定人"),
    )
    decided_at = models.DateTimeField(_("核定时间"), null=True, blank=True)

    governed = Governed(codes=("first__household__village__code", "second__household__village__code"))
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "疑似重复")
        verbose_name_plural = pgettext_lazy("复数", "疑似重复")
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_pair_ordered"),
        ]
        indexes = [models.Index(fields=["verdict", "-score"], name="duplicate_pair_open")]

    def __str__(self) -> str:
        return f"{self.first} ≟ {self.second}"
