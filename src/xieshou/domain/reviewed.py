"""The columns of a record that one person reports and another reviews."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xieshou.kernel.actor import Actor


class ReviewState(models.TextChoices):
    """How far a record has come. Figures count what is reviewed, and say how much is not yet."""

    DRAFT = "draft", _("草稿")
    REPORTED = "reported", _("已报")
    REVIEWED = "reviewed", _("已审")
    RETURNED = "returned", _("退回")


class Standing(models.TextChoices):
    """What lists of records with review are narrowed to: one state, or all but what is reviewed."""

    WAITING = "waiting", _("未审(草稿、已报、退回)")
    DRAFT = "draft", _("草稿")
    REPORTED = "reported", _("已报")
    REVIEWED = "reviewed", _("已审")
    RETURNED = "returned", _("退回")


def of_standing(standing: str) -> Q:
    """The records of a standing; all for an empty one."""
    if standing == Standing.WAITING:
        return ~Q(review_state=ReviewState.REVIEWED)
    return Q(review_state=standing) if standing else Q()


class Reviewed(models.Model):
    """A record with its state of review; whoever recorded it never reviews it."""

    review_state = models.CharField(
        _("审核状态"), max_length=8, choices=ReviewState, default=ReviewState.DRAFT, db_index=True
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
SHIPPED: dict[str, Any] = {"review_state": ReviewState.REVIEWED}
"""The columns of what comes with the product: its sources were read before it was shipped."""
REVIEW_COLUMNS = ("review_state", "recorded_by", "reported_at", "reviewed_by", "reviewed_at")
"""The columns that recording or changing a record sets."""


def when_recorded(actor: Actor) -> dict[str, Any]:
    """The columns of what somebody records: a draft of theirs; of the system itself, what is shipped."""
    return when_changed(actor) or SHIPPED


def when_changed(actor: Actor) -> dict[str, Any]:
    """The columns of what somebody changes: it is a draft of theirs again and leaves the figures.

    What the system changes stays where it was. The reason of a return stays until it is reported again.
    """
    if actor.user_id is None:
        return {}
    return {
        "review_state": ReviewState.DRAFT,
        "recorded_by_id": actor.user_id,
        "reported_at": None,
        "reviewed_by_id": None,
        "reviewed_at": None,
    }
