"""What history says for review: whose hands a record went through, and as what it was last reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet

from xieshou.domain.reviewed import ReviewState


def rows_of_history(model: type[Model]) -> QuerySet[Any]:
    """The rows of a tracked model's history."""
    found: QuerySet[Any] = model.history.all()  # type: ignore[attr-defined]  # a tracked model has one
    return found.order_by()


def _since_review(model: type[Model]) -> QuerySet[Any]:
    """The rows in which somebody recorded or changed a record after it was last reviewed.

    Only those leave a draft in somebody's name; reports, returns and the system do not.
    """
    later = rows_of_history(model).filter(
        id=OuterRef("id"), review_state=ReviewState.REVIEWED, history_id__gt=OuterRef("history_id")
    )
    drafts = rows_of_history(model).filter(review_state=ReviewState.DRAFT, history_user_id__isnull=False)
    return drafts.filter(~Exists(later))


def hands(model: type[Model], keys: Collection[int]) -> dict[int, frozenset[int]]:
    """The accounts that recorded or changed each record since it was last reviewed. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = _since_review(model).filter(id__in=keys).values_list("id", "history_user_id").distinct()
    for key, user in rows:
        found[key].add(user)
    return {key: frozenset(users) for key, users in found.items()}


def in_own_hands(model: type[Model], user_id: int | None) -> Q:
    """The condition on records that the account recorded or changed since they were last reviewed."""
    own = _since_review(model).filter(history_user_id=user_id, id=OuterRef("pk"))
    return Q(recorded_by=user_id) | Q(Exists(own))


def last_reviewed(model: type[Model], keys: Collection[int]) -> dict[int, Any]:
    """The record as it last stood reviewed, as an object that is not stored; none for what never was. Two
    queries.
    """
    rows = rows_of_history(model).filter(id__in=keys, review_state=ReviewState.REVIEWED)
    last = rows.values("id").annotate(at=Max("history_id")).values_list("at", flat=True)
    return {row.id: row.instance for row in rows_of_history(model).filter(history_id__in=list(last))}
