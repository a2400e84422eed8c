"""What waits in review for somebody's first page."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from xieshou.domain.workflow.review.queries import waiting_in_all
from xieshou.domain.workflow.review.registry import kinds
from xieshou.kernel.actor import Actor
from xieshou.web.home.waiting import Urgency, Waiting
from xieshou.web.review.asking import reviewing


def review(actor: Actor, on: date) -> list[Waiting]:
    """Of each kind: what was returned, what to report, what to review. Three queries a kind."""
    if not reviewing(actor):
        return []
    counted = waiting_in_all(actor)
    found = []
    for kind in kinds():
        counts, url = counted[kind.name], reverse("review:list", args=[kind.name])
        told = {"kind": kind.title}
        returned = min(counts.returned, counts.fill)
        found += [
            Waiting(
                _("退回的%(kind)s") % told,
                returned,
                f"{url}?list=returned",
                Urgency.NOW,
                _("按理由改正后重新上报"),
            ),
            Waiting(_("待我审核的%(kind)s") % told, counts.review, f"{url}?list=review", Urgency.SOON),
            Waiting(
                _("待我上报的%(kind)s") % told, counts.fill - returned, f"{url}?list=fill", Urgency.LATER
            ),
        ]
    return found
