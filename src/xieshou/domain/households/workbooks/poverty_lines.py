"""The ledger of poverty lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from xieshou.domain.codelists import CERTAINTIES, codes_of
from xieshou.domain.households.models import LinePurpose, PovertyLine
from xieshou.domain.households.queries import poverty_lines
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.money import Money
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, area_problem, register

_PURPOSES = codes_of(
    LinePurpose,
    {
        "constant": "national standard (2010 prices)",
        "current": "national standard (current prices)",
        "working": "national standard (as worked with)",
        "exit": "local exit line",
        "monitoring": "line of monitoring",
    },
)
_VALUES = ("amount", "source", "certainty", "note")

WORKBOOK = Workbook(
    "poverty-lines",
    "贫困线台账",
    "Poverty lines",
    (
        Column("place", "适用地区代码", "Division code", Kind.DIVISION, also=("地区代码", "行政区划代码"),
               example="610600", help="空 = 全国", help_en="empty = the whole country"),
        Column("year", "年份", "Year", Kind.YEAR, required=True, also=("年度",), example="2021"),
        Column("purpose", "用途", "Purpose", Kind.CODE, required=True, codes=_PURPOSES,
               example="防返贫监测标准"),
        Column("amount", "标准", "Line", Kind.MONEY, required=True, unit="元", also=("金额",), example="6000",
               help="每人每年", help_en="per person and year", most=Decimal("99999999.99")),
        Column("source", "出处", "Source", longest=200, example="S67"),
        Column("certainty", "可信度", "Certainty", Kind.CODE, required=True, codes=CERTAINTIES,
               example="示例"),
        Column("note", "说明", "Note", longest=300, also=("备注",)),
    ),
    key=("place", "year", "purpose"),
)  # fmt: skip


def _found(actor: Actor, filters: Mapping[str, str]) -> QuerySet[PovertyLine]:
    found = poverty_lines(actor)
    if purpose := filters.get("purpose"):
        found = found.filter(purpose=purpose)
    if year := filters.get("year"):
        found = found.filter(year=year)
    return found


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives."""
    return _found(actor, filters).count()


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The lines; filters ``purpose`` and ``year``."""
    for line in _found(actor, filters).order_by("place__code", "year", "purpose").iterator():
        yield {
            "place": line.place.code if line.place else None,
            "year": line.year,
            "purpose": line.purpose,
            "amount": Money(line.amount),
            "source": line.source,
            "certainty": line.certainty,
            "note": line.note,
        }


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name places that are not on record, and lines that are not above zero."""
    written = list(reading.table.rows())
    known = _places(values.get("place") for _row, values in written)
    for row, values in written:
        place, amount = values.get("place"), values.get("amount")
        if place and place not in known:
            yield area_problem(
                reading,
                row,
                "place",
                f"没有代码为 {place} 的区划",
                f"no division has the code {place}",
                place,
            )
        if amount is not None and amount.yuan <= 0:
            yield area_problem(reading, row, "amount", "应大于零", "must be above zero", f"{amount.yuan:f}")


@act("修改贫困线")
def apply(actor: Actor, changes: Changes) -> None:
    """Store them.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("修改贫困线"))
    changed = [change.values for change in changes.changed_rows()]
    new = [change.values for change in changes.new_rows()]
    places = _places(values.get("place") for values in (*new, *changed))
    stored = {(line.place_id, line.year, line.purpose): line for line in PovertyLine.objects.all()}
    again = []
    for values in changed:
        line = stored[places.get(values.get("place")), values["year"], values["purpose"]]
        _fill(line, values)
        again.append(line)
    PovertyLine.objects.bulk_update(again, _VALUES)
    PovertyLine.objects.bulk_create(
        _fill(
            PovertyLine(
                place_id=places.get(values.get("place")), year=values["year"], purpose=values["purpose"]
            ),
            values,
        )
        for values in new
    )


def _fill(line: PovertyLine, values: Mapping[str, Any]) -> PovertyLine:
    """Take over the fields that the file has; an empty text is no text."""
    for field in _VALUES:
        if field in values:
            value = values[field]
            setattr(line, field, value.yuan if isinstance(value, Money) else value or "")
    return line


def _places(codes: Iterable[str | None]) -> dict[str | None, int]:
    """The divisions of these codes."""
    wanted = {code for code in codes if code}
    return dict(Division.objects.filter(code__in=wanted).values_list("code", "pk"))


FILTERS = (WORKBOOK.column("purpose"), WORKBOOK.column("year"))
register(Register(WORKBOOK, rows, apply, check, filters=FILTERS, count=count))
