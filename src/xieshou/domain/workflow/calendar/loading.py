"""Loads the year calendar that ships with the product. Running it twice changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from xieshou.domain.evidence.storing import Loaded, reasons, store
from xieshou.domain.recorded import act
from xieshou.domain.workflow.calendar.models import CalendarItem, ItemRecurrence
from xieshou.domain.workflow.calendar.written import BadDayError, columns_of
from xieshou.kernel.actor import Actor
from xieshou.kernel.tables import BadTableError, read_table

CALENDAR = Path(__file__).parent / "data" / "calendar.csv"
COLUMNS = (
    "round", "code", "name", "name_en", "recurrence", "start", "due", "days", "workdays", "event", "event_en",
    "side", "role", "role_en", "source", "certainty", "note", "note_en",
)  # fmt: skip
_PLAIN = (
    "code", "name", "name_en", "recurrence", "event", "event_en", "side", "role", "role_en", "source",
    "certainty", "note", "note_en",
)  # fmt: skip
_BOOLEAN = {"": False, "no": False, "yes": True}


class BadCalendarError(ValueError):
    """A row of a calendar file cannot be stored; the message names file, line and reason."""


@act("载入年历")
def load_calendar(*, actor: Actor, path: Path = CALENDAR) -> Loaded:
    """Store every item of a file (UTF-8 CSV, COLUMNS), keyed by round and code.

    ``start`` and ``due`` are months and days (12-01), of a monthly item ``due`` is a day; ``workdays`` is yes
    or no. Items that the file does not name stay, and so do those that people changed.

    Raises:
        BadCalendarError: for a wrong column or value, or an item that comes twice.
        NotAllowedError: if the actor may not write.
    """
    actor.require_write(_("载入年历"))
    try:
        rows = read_table(path, COLUMNS)
    except BadTableError as problem:
        raise BadCalendarError(str(problem)) from None
    items: dict[tuple[str, str], CalendarItem] = {}
    for where, cells in rows:
        item = _item(where, cells)
        if item.key in items:
            raise BadCalendarError(f"{where}: " + _("同一轮次已有编号 %s") % item.code)
        items[item.key] = item
    with transaction.atomic():
        return store(CalendarItem, "key", list(items.values()), but=("raises",))


def _item(where: str, cells: Mapping[str, str]) -> CalendarItem:
    if cells["recurrence"] not in ItemRecurrence.values:
        raise BadCalendarError(f"{where}, recurrence: " + _("没有周期 %s") % cells["recurrence"])
    if cells["workdays"] not in _BOOLEAN:
        raise BadCalendarError(f"{where}, workdays: " + _("请写 yes 或 no"))
    days = int(cells["days"]) if cells["days"].isdecimal() else None
    try:
        columns = columns_of(cells["recurrence"], cells["start"], cells["due"], days)
    except BadDayError as problem:
        raise BadCalendarError(f"{where}, {problem}: " + _("缺少或无法识别")) from None
    item = CalendarItem(
        round_code=cells["round"],
        in_workdays=_BOOLEAN[cells["workdays"]],
        **columns,
        **{name: cells[name] for name in _PLAIN},
    )
    try:
        item.clean_fields()
    except ValidationError as problem:
        raise BadCalendarError(f"{where}, {reasons(problem)}") from None
    return item
