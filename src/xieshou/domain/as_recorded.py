"""A register as it stood on record at the end of a day, from its history."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from xieshou.domain.access import seen_by
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.actor import Actor, Permission


def as_recorded(actor: Actor, model: type[Model], on: date) -> QuerySet[Any]:
    """The records of a model as they stood when the day ended, as objects that are not stored.

    An actor sees those that lie within their scopes, and what was reviewed then. The model is tracked and has
    the columns of review; its history begins with the version that brought it, and nothing is known before.
    Filter by ``id``: the primary key of these rows is that of the history.
    """
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    found: QuerySet[Any] = model.history.as_of(end)  # type: ignore[attr-defined]  # a tracked model has one
    reach = actor.reach(Permission.VIEW)
    if reach.everywhere:
        return found
    # Scopes alone, without what is public now: that may have been somebody's draft then.
    within = Actor(actor.user_id, actor.name, {Permission.RECORD: reach})
    own = seen_by(within, model._default_manager.all(), Permission.RECORD).order_by().values("pk")
    return found.filter(Q(review_state=ReviewState.REVIEWED) | Q(id__in=own))
