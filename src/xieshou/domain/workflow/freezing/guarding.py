"""The look at every tracked write: does it change what belongs to a closed year?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from xieshou.domain.recorded import current_act
from xieshou.domain.workflow.freezing.models import ClosedYear

_AT_ONCE = 500


class FrozenYearError(ValueError):
    """A record of a closed year was about to change, and not as a correction. Nothing was stored."""

    def __init__(self, years: Sequence[int]) -> None:
        listed = "、".join(map(str, years))
        super().__init__(
            _("%(years)s 年已封账,未作任何更改:确需更改,请作为更正并写明理由。") % {"years": listed}
        )
        self.years = tuple(years)


def keep_closed_years(model: type[Model], keys: Sequence[Any]) -> None:
    """Refuse the write, unless it is a correction; what the system loads is one by itself.

    One query where no year is closed or the model has no year.

    Raises:
        FrozenYearError: naming the closed years that it would change.
    """
    closing = getattr(model, "closing", None)
    if closing is None:
        return
    closed = set(ClosedYear.objects.values_list("year", flat=True))
    if not closed:
        return
    doing = current_act()
    history = getattr(model, model._meta.simple_history_manager_attribute).model  # type: ignore[attr-defined]
    columns = tuple(field.attname for field in history.tracked_fields)
    touched: set[int] = set()
    for start in range(0, len(keys), _AT_ONCE):
        rows = history._default_manager.filter(id__in=keys[start : start + _AT_ONCE])
        last: dict[int, Any] = {}
        for row in rows.order_by("id", "history_id"):
            if row.act == doing.key:
                after = None if row.history_type == "-" else row
                touched |= closing.years(last.get(row.id), after, columns) & closed
            last[row.id] = None if row.history_type == "-" else row
    if touched and not (doing.correcting or doing.actor.user_id is None):
        raise FrozenYearError(sorted(touched))
    doing.corrects |= touched
