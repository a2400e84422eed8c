"""What changed in the records that are reviewed as parts of another, since that one was last reviewed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max, Model

from xieshou.domain.reviewed import ReviewState
from xieshou.domain.workflow.review.hands import rows_of_history


@dataclass(frozen=True, slots=True)
class Part:
    """Records that belong to a reviewed one by the foreign key ``to`` and are reviewed with it.

    ``model`` is tracked. ``title`` is a lazy translation; ``line`` tells one of them, whose columns alone it
    may read. ``columns`` and ``named_by`` are as in ``Reviewable``.
    """

    model: type[Model]
    to: str
    title: Any
    line: Callable[[Any], str]
    columns: tuple[str, ...]
    named_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changed:
    """One of them: as it stood when the record was last reviewed, and as it stands; None where it was not."""

    before: Any | None
    after: Any | None


@dataclass(frozen=True, slots=True)
class _Reviewed:
    at: datetime
    act: Any


def changed_parts(
    part: Part, keys: Collection[int], times: Mapping[int, _Reviewed]
) -> dict[int, list[Changed]]:
    """By the key of the reviewed record, those that are new, gone or may differ. Two queries."""
    attname = f"{part.to}_id"
    now: dict[int, dict[int, Any]] = defaultdict(dict)
    for row in part.model._default_manager.filter(**{f"{part.to}__in": keys}):
        now[getattr(row, attname)][row.pk] = row
    before = _as_reviewed(part, attname, times)
    found: dict[int, list[Changed]] = {}
    for key in keys:
        was, is_now = before.get(key, {}), now.get(key, {})
        each = [Changed(was.get(pk), is_now.get(pk)) for pk in sorted({*was, *is_now})]
        found[key] = [one for one in each if one.before is None or one.after is None or _differs(part, one)]
    return found


def review_times(model: type[Model], keys: Collection[int]) -> dict[int, _Reviewed]:
    """When each record last stood reviewed, and in which act; none for what never was. Two queries."""
    rows = rows_of_history(model).filter(id__in=keys, review_state=ReviewState.REVIEWED)
    last = rows.values("id").annotate(at=Max("history_id")).values_list("at", flat=True)
    told = rows_of_history(model).filter(history_id__in=list(last))
    return {key: _Reviewed(at, act) for key, at, act in told.values_list("id", "history_date", "act")}


def _as_reviewed(part: Part, attname: str, times: Mapping[int, _Reviewed]) -> dict[int, dict[int, Any]]:
    history = rows_of_history(part.model)
    mine = history.filter(**{f"{attname}__in": list(times)}).values("id")
    rows_of: dict[int, list[Any]] = defaultdict(list)
    if times:
        for row in history.filter(id__in=mine).order_by("history_id"):
            rows_of[row.id].append(row)
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    for pk, rows in rows_of.items():
        for key in {getattr(row, attname) for row in rows} & set(times):
            # What one act wrote belongs together, in whatever order it wrote it.
            known = [row for row in rows if row.history_date <= times[key].at or row.act == times[key].act]
            if known and getattr(known[-1], attname) == key and known[-1].history_type != "-":
                found[key][pk] = known[-1].instance
    return found


def _differs(part: Part, one: Changed) -> bool:
    fields = [each.attname for each in part.model._meta.concrete_fields]
    return any(getattr(one.before, name) != getattr(one.after, name) for name in fields)
