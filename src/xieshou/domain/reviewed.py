"""The columns of a record that one person reports and another reviews."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReviewState(models.TextChoices):
    """How far a record has come. Figures count what is reviewed, and say how much is not yet."""

    DRAFT = "draft", _("草稿")
    REPORTED = "reported", _("已报")
    REVIEWED = "reviewed", _("已审")
    RETURNED = "returned", _("退回")


class Reviewed(models.Model):
    """A record with its state of review; whoever recorded it never reviews it."""

    review_state = models.CharField(
        _("审核状态"), max_length=8, choices=ReviewState, default=ReviewState.REVIEWED, db_index=True
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("填报人"),
    )
    reported_at = models.DateTimeField(_("上报时间"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("审核人"),
    )
    reviewed_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    return_reason = models.CharField(_("退回理由"), max_length=300, blank=True)

    class Meta:
        abstract = True


REVIEWED = Q(review_state=ReviewState.REVIEWED)
