"""Where one record stands in review, for its page: to those who may see more than what is public of it."""

from __future__ import annotations

from typing import Any

from xieshou.domain.reviewed import ReviewState
from xieshou.domain.workflow.review import queries
from xieshou.domain.workflow.review.registry import kind_named
from xieshou.kernel.actor import Actor
from xieshou.web.review.views import shown


def section(actor: Actor, kind: str, key: int) -> dict[str, Any]:
    """The context of ``web/review/standing.html``; no query for strangers."""
    if actor.user_id is None:
        return {"review": None}
    found = kind_named(kind)
    (standing,) = queries.described(actor, found, [key]) or [None]
    told = standing is not None and (standing.recorded_by or standing.state != ReviewState.REVIEWED)
    return {"review": shown(found, standing) if standing and told else None, "review_kind": kind}
