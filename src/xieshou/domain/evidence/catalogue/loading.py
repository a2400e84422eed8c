"""Loads the indicators that ship with the product. Running it twice changes nothing.

The file is read and checked whole before the first row is written; one bad row leaves the store as it was.
Schemes and principles stand in files of another form, and are read in ``schemes.py`` and ``principles.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from xieshou.domain.evidence.catalogue.keeping import IndicatorRow, family_line, keep_indicators
from xieshou.domain.evidence.catalogue.principles import load_principles
from xieshou.domain.evidence.catalogue.schemes import load_schemes
from xieshou.domain.evidence.catalogue.words import (
    SEPARATOR,
    WordTakenError,
    by_word,
    key_of,
    stored_words,
)
from xieshou.domain.evidence.models import Indicator, IndicatorAlias
from xieshou.domain.evidence.storing import Loaded, reasons
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.quantity import UnknownUnitError, count_alike, unit
from xieshou.kernel.tables import BadTableError, read_table

__all__ = ["BadIndicatorError", "load_indicators", "load_principles", "load_schemes"]

INDICATORS = Path(__file__).parents[1] / "data" / "indicators.csv"
COLUMNS = (
    "code", "name", "name_en", "part", "parent", "unit", "nature", "direction", "aliases", "definition",
    "definition_en", "counting_rule", "counting_rule_en", "source", "certainty",
)  # fmt: skip


_OWN = tuple(column for column in COLUMNS if column not in ("code", "parent", "aliases"))


class BadIndicatorError(ValueError):
    """A row of an indicators file cannot be stored; the message names file, line, column and reason."""


@dataclass(frozen=True, slots=True)
class _Row(IndicatorRow):
    where: str = ""


@act("载入指标")
def load_indicators(*, actor: Actor, path: Path = INDICATORS) -> Loaded:
    """Store every indicator of a file (UTF-8 CSV with the columns COLUMNS), keyed by code.

    ``parent`` is the code of a family, in the file or stored; ``aliases`` are separated by 、. Indicators
    that the file does not name stay, and so do those that people changed; the aliases of the others become
    what it says.

    Raises:
        BadIndicatorError: for a wrong column, value, unit or parent, or a word that leads to two indicators.
        NotAllowedError: if the actor may not write.
    """
    actor.require_write(_("载入指标"))
    try:
        rows = [_row(where, cells) for where, cells in read_table(path, COLUMNS)]
    except BadTableError as problem:
        raise BadIndicatorError(str(problem)) from None
    with transaction.atomic():
        edited = set(Indicator.objects.filter(edited_at__isnull=False).values_list("code", flat=True))
        shipped = [row for row in rows if row.indicator.code not in edited]
        _check_words(path, shipped)
        _check_families(shipped)
        before = _snapshot()
        keep_indicators(shipped)
        after = _snapshot()
    created = len(after) - len(before)
    changed = sum(after[code] != row for code, row in before.items())
    return Loaded(created, changed, len(shipped) - created - changed, len(rows) - len(shipped))


def _snapshot() -> dict[str, tuple[Any, ...]]:
    """Every stored indicator as it stands, with its aliases."""
    aliases: dict[str, list[str]] = {}
    for code, text in IndicatorAlias.objects.order_by("text").values_list("indicator__code", "text"):
        aliases.setdefault(code, []).append(text)
    return {
        row[2]: (*row, aliases.get(row[2]))
        for row in Indicator.objects.values_list("pk", "parent", "code", *_OWN)
    }


def _row(where: str, cells: dict[str, str]) -> _Row:
    own = {column: cells[column] for column in ("code", *_OWN)}
    if own["unit"]:
        try:
            own["unit"] = unit(own["unit"]).symbol
        except UnknownUnitError:
            raise BadIndicatorError(f"{where}, unit: " + _("没有计量单位 %s") % own["unit"]) from None
    indicator = Indicator(**own)
    aliases = tuple(dict.fromkeys(each.strip() for each in cells["aliases"].split(SEPARATOR) if each.strip()))
    try:
        indicator.clean_fields(exclude=["parent"])
        for alias in aliases:
            IndicatorAlias(text=alias, key=key_of(alias)).clean_fields(exclude=["indicator"])
    except ValidationError as error:
        raise BadIndicatorError(f"{where}, {reasons(error)}") from error
    return _Row(indicator, cells["parent"], aliases, where)


def _check_words(path: Path, rows: Sequence[_Row]) -> None:
    """Each word leads to one indicator, also beside those that are stored already."""
    where: dict[str, str] = {}
    for row in rows:
        first = where.setdefault(row.indicator.code, row.where)
        if first != row.where:
            raise BadIndicatorError(f"{row.where}, code: " + _("编码已见于 %s") % first)
    named = {row.indicator.code: row.words for row in rows}
    try:
        by_word([*stored_words(but=named).items(), *named.items()])
    except WordTakenError as taken:
        raise BadIndicatorError(
            f"{where.get(taken.second, path.name)}: "
            + _("“%(word)s”已指 %(first)s,不能又指 %(second)s")
            % {"word": taken.word, "first": taken.first, "second": taken.second}
        ) from None


def _check_families(rows: Sequence[_Row]) -> None:
    """A parent exists and leads to no circle; where a family has a unit, its members' are of that kind."""
    units = dict(Indicator.objects.values_list("code", "unit"))
    units.update({row.indicator.code: row.indicator.unit for row in rows})
    parents: dict[str, str | None] = dict(Indicator.objects.values_list("code", "parent__code"))
    parents.update({row.indicator.code: row.parent or None for row in rows})
    for row in rows:
        if not row.parent:
            continue
        if row.parent not in parents:
            raise BadIndicatorError(f"{row.where}, parent: " + _("没有指标 %s") % row.parent)
        if row.indicator.code in family_line(row.parent, parents):
            raise BadIndicatorError(f"{row.where}, parent: " + _("所属指标族成环"))
        of_family, own = units[row.parent], row.indicator.unit
        if of_family and own and not count_alike(unit(of_family).kind, unit(own).kind):
            raise BadIndicatorError(
                f"{row.where}, unit: "
                + _("单位 %(own)s 与所属指标族的 %(family)s 不同类;各成员单位不同的族不写单位")
                % {"own": own, "family": of_family}
            )
