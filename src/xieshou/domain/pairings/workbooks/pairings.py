"""The ledger of pairings: its rows, the dry run by the rules of the round, and the one way in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from xieshou.domain.pairings.models import Pairing
from xieshou.domain.pairings.queries import pairings
from xieshou.domain.pairings.workbooks.columns import STANDING, WORKBOOK
from xieshou.domain.pairings.workbooks.judging import findings_by_row
from xieshou.domain.pairings.workbooks.stored import Ledger
from xieshou.domain.pairings.workbooks.storing import Refusal, Touched, store, touched
from xieshou.domain.places.workbooks.columns import RECORDED, WITHIN, recorded_on
from xieshou.domain.recorded import act, trying
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.period import PartialDate
from xieshou.workbooks.cells.contract import ProblemCode
from xieshou.workbooks.comparing import Changes, compare
from xieshou.workbooks.declaring import Column, Kind
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import ChangesRefusedError, Register, area_problem, register
from xieshou.workbooks.tables import table_of

_CODES = ("giver_code", "receiver_code")


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The pairings; the filters are those of the page of pairings, and the codes of both sides."""
    wanted = {name: filters[name] for name in _CODES if filters.get(name)}
    chosen = None
    if filters.keys() - wanted.keys() or not actor.reach(Permission.VIEW).everywhere:
        chosen = set(_found(actor, filters).order_by().values_list("id", flat=True))
    ledger = Ledger.read(actor, recorded_on(filters))
    for pairing in ledger.pairings:
        if chosen is not None and pairing.pk not in chosen:
            continue
        row = ledger.row(pairing)
        if all(row[name] == value for name, value in wanted.items()):
            yield row


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives; only those of a code, which is one of its time, are looked at one by one."""
    if any(filters.get(name) for name in _CODES):
        return sum(1 for _row in rows(actor, filters))
    return _found(actor, filters).count()


def _found(actor: Actor, filters: Mapping[str, str]) -> QuerySet[Pairing]:
    day = PartialDate.parse(filters["day"]) if filters.get("day") else None
    return pairings(
        actor,
        on=(day.last_day or day.day) if day else None,
        round_code=filters.get("round", ""),
        scope=filters.get("place"),
        recorded=recorded_on(filters),
        **{
            name: filters.get(name, "")
            for name in ("programme", "tier", "kind", "certainty", "text", "state")
        },
        sources=False,
    )


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Try the rows and take them back: what names nothing, and what breaks a rule of the round.

    Rows that are as on record are not judged: history was loaded as its sources state it.
    """
    changes = compare(reading.table, table_of(WORKBOOK, rows(actor, {})), reading.wrong_rows)
    for row, refusal in _tried(actor, touched(changes)):
        text = next((v.get(refusal.field) for r, v in reading.table.rows() if r == row), None)
        yield area_problem(reading, row, refusal.field, refusal.zh, refusal.en, str(text or ""))


def _tried(actor: Actor, written: list[Touched]) -> list[tuple[int, Refusal]]:
    if not written:
        return []
    with trying(actor, "试导入结对"):
        return _stored(actor, written)


def _stored(actor: Actor, written: list[Touched]) -> list[tuple[int, Refusal]]:
    before = findings_by_row(actor, {})
    kept, refused = store(actor, written)
    judged = {each.row: kept[each.row] for each in written if each.moves and each.row in kept}
    return refused + findings_by_row(actor, judged, before)[0]


@act("登记结对")
def apply(actor: Actor, changes: Changes) -> None:
    """Store them, all or none.

    Raises:
        NotAllowedError: when the actor may not write.
        ChangesRefusedError: when a row names nothing that is there, or breaks a rule of its round.
    """
    actor.require(Permission.RECORD, "登记结对")
    found = _stored(actor, touched(changes))
    if found:
        raise ChangesRefusedError(
            *(
                CellProblem(
                    row, None, refusal.field, WORKBOOK.column(refusal.field).title, "", ProblemCode.AREA,
                    (("zh", refusal.zh), ("en", refusal.en)),
                )
                for row, refusal in found
            )
        )  # fmt: skip


FILTERS = (
    Column("day", "有效日", "In force on", Kind.DATE, help="空 = 所有时期", help_en="empty = of all times"),
    WITHIN,
    *(WORKBOOK.column(name) for name in ("round", "programme", "tier", "kind", "certainty", *_CODES)),
    STANDING,
    RECORDED,
    Column("text", "含有文字", "Holds", longest=200, help="双方曾有的名称",
           help_en="in a name that a party has or had"),
)  # fmt: skip
register(Register(WORKBOOK, rows, apply, check, filters=FILTERS, count=count, writing=Permission.RECORD))
