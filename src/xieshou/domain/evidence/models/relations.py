"""How claims stand to one another.

The program finds relations and a person confirms them; arithmetic over claims holds or fails.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Public
from xieshou.domain.evidence.models.claims import Claim
from xieshou.domain.parties.models import User


class RelationKind(models.TextChoices):
    """How two claims stand to each other, or what is doubtful about one."""

    AGREES = "agrees", _("一致")
    NESTED = "nested", _("累计包含")
    UNIT_MISMATCH = "unit_mismatch", _("单位不符")
    SCOPE_DIFFERS = "scope_differs", _("口径不同")
    DATE_SUSPECT = "date_suspect", _("日期存疑")
    DUPLICATE_TEXT = "duplicate_text", _("文字重复")
    CONFLICTS = "conflicts", _("冲突")


class RelationState(models.TextChoices):
    """What a person said of a relation that the program found."""

    FOUND = "found", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    DISMISSED = "dismissed", _("已否定")


class ClaimRelation(models.Model):
    """A relation between two claims, or a doubt about one (``other`` is null).

    ``reason`` is a member of the rules' enumeration; ``facts`` (name: value, all text) fill its sentence.
    Of a nested running total ``claim`` is the larger one and ``other`` lies within it.
    """

    claim = models.ForeignKey(
        Claim, models.CASCADE, related_name="relations", verbose_name=pgettext_lazy("单数", "文载数字")
    )
    other = models.ForeignKey(
        Claim,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="relations_from",
        verbose_name=_("另一数字"),
    )
    kind = models.CharField(_("关系"), max_length=16, choices=RelationKind)
    reason = models.CharField(_("缘由"), max_length=40)
    facts: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("依据"), default=dict)
    state = models.CharField(_("状态"), max_length=10, choices=RelationState, default=RelationState.FOUND)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("确认人")
    )
    decided_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    decision_note = models.CharField(_("确认说明"), max_length=300, blank=True)

    governed = Public("follows from public claims")

    class Meta:
        verbose_name = pgettext_lazy("单数", "数字关系")
        verbose_name_plural = pgettext_lazy("复数", "数字关系")
        ordering = ["kind", "claim", "other"]
        constraints = [
            models.UniqueConstraint("claim", Coalesce("other", 0), "kind", name="claim_relation_once"),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("claim")), name="claim_relation_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.claim}" + (f" / {self.other}" if self.other_id else "")


class CheckOutcome(models.TextChoices):
    """What came of an arithmetic check."""

    HOLDS = "holds", _("相符")
    FAILS = "fails", _("不符")
    UNSURE = "unsure", _("不能判定")
    WORKED_OUT = "worked_out", _("算得")


class ClaimCheck(models.Model):
    """An arithmetic check over claims, recorded: what went in, what came out, and whether it agrees.

    ``formula`` names a row of the formulas; ``key`` is formula and claims, so that the same check is one row.
    WORKED_OUT is the outcome where nothing is stated to compare with: the result itself is the finding.
    """

    key = models.CharField(max_length=300, unique=True, editable=False)
    formula = models.SlugField(_("算式"), max_length=60)
    outcome = models.CharField(_("结果"), max_length=10, choices=CheckOutcome)
    result = models.DecimalField(_("算得"), max_digits=30, decimal_places=10, null=True, blank=True)
    result_unit = models.CharField(pgettext_lazy("计量", "单位"), max_length=12, blank=True)
    facts: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("依据"), default=dict)

    governed = Public("follows from public claims")

    class Meta:
        verbose_name = pgettext_lazy("单数", "算术核对")
        verbose_name_plural = pgettext_lazy("复数", "算术核对")
        ordering = ["formula", "key"]

    def __str__(self) -> str:
        return f"{self.formula}: {self.get_outcome_display()}"


class ClaimCheckTerm(models.Model):
    """A claim in the part that it plays in a check: ``numerator``, ``denominator``, ``stated``, ``part`` …"""

    check_of = models.ForeignKey(
        ClaimCheck, models.CASCADE, related_name="terms", verbose_name=pgettext_lazy("单数", "算术核对")
    )
    claim = models.ForeignKey(
        Claim, models.CASCADE, related_name="check_terms", verbose_name=pgettext_lazy("单数", "文载数字")
    )
    role = models.CharField(_("角色"), max_length=16)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    governed = Public("follows from public claims")

    class Meta:
        verbose_name = pgettext_lazy("单数", "核对项")
        verbose_name_plural = pgettext_lazy("复数", "核对项")
        ordering = ["check_of", "position"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "claim", "role"], name="claim_check_term_once")
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.claim}"
