"""Loads the poverty lines that ship with the product. Running it twice changes nothing."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from xieshou.domain.evidence.storing import Loaded, reasons
from xieshou.domain.households.models import PovertyLine
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.tables import BadTableError, read_table

POVERTY_LINES = Path(__file__).parent / "data" / "poverty_lines.csv"
COLUMNS = ("place", "year", "purpose", "amount", "source", "certainty", "note")
_VALUES = ("amount", "source", "certainty", "note")


class BadPovertyLineError(ValueError):
    """A row of a poverty lines file cannot be stored; the message names file, line and reason."""


@act("载入贫困线")
def load_poverty_lines(*, actor: Actor, path: Path = POVERTY_LINES) -> Loaded:
    """Store every line of a file (UTF-8 CSV, COLUMNS), keyed by place, year and purpose.

    ``place`` is a division's present code, empty for the whole country; ``amount`` is yuan per person and
    year. Lines that the file does not name stay.

    Raises:
        BadPovertyLineError: for a wrong column or value, an unknown place, or a key that comes twice.
        NotAllowedError: if the actor may not write.
    """
    actor.require_write(_("载入贫困线"))
    try:
        rows = read_table(path, COLUMNS)
    except BadTableError as problem:
        raise BadPovertyLineError(str(problem)) from None
    places = dict(
        Division.objects.filter(code__in={cells["place"] for _where, cells in rows}).values_list("code", "pk")
    )
    wanted: dict[tuple[int | None, int, str], PovertyLine] = {}
    for where, cells in rows:
        line = _line(where, cells, places)
        if _key(line) in wanted:
            raise BadPovertyLineError(f"{where}: " + _("同一地区、年份和用途已有一行"))
        wanted[_key(line)] = line
    with transaction.atomic():
        return _store(wanted)


def _line(where: str, cells: dict[str, str], places: dict[str, int]) -> PovertyLine:
    code = cells["place"]
    if code and code not in places:
        raise BadPovertyLineError(f"{where}, place: " + _("没有代码为 %s 的区划") % code)
    try:
        amount = Decimal(cells["amount"])
    except InvalidOperation:
        raise BadPovertyLineError(f"{where}, amount: " + _("%s 不是数字") % cells["amount"]) from None
    line = PovertyLine(
        place_id=places.get(code),
        amount=amount,
        **{name: cells[name] for name in COLUMNS[1:] if name != "amount"},
    )
    try:
        line.clean_fields()  # which turns the year into a number
    except ValidationError as problem:
        raise BadPovertyLineError(f"{where}, {reasons(problem)}") from None
    return line


def _key(line: PovertyLine) -> tuple[int | None, int, str]:
    return line.place_id, line.year, line.purpose


def _store(wanted: dict[tuple[int | None, int, str], PovertyLine]) -> Loaded:
    stored = {_key(line): line for line in PovertyLine.objects.all()}
    created = [line for key, line in wanted.items() if key not in stored]
    changed = []
    for key, line in wanted.items():
        old = stored.get(key)
        if old and any(getattr(old, name) != getattr(line, name) for name in _VALUES):
            line.pk = old.pk
            changed.append(line)
    PovertyLine.objects.bulk_create(created)
    if changed:
        PovertyLine.objects.bulk_update(changed, _VALUES)
    return Loaded(len(created), len(changed), len(wanted) - len(created) - len(changed))
