"""The ledger of pairings: its rows, the dry run by the rules of the round, and the one way in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction

from xieshou.domain.pairings.workbooks.columns import WORKBOOK
from xieshou.domain.pairings.workbooks.judging import findings_by_row
from xieshou.domain.pairings.workbooks.stored import Ledger
from xieshou.domain.pairings.workbooks.storing import Refusal, Touched, store, touched
from xieshou.kernel.actor import Actor
from xieshou.workbooks.cells.contract import ProblemCode
from xieshou.workbooks.comparing import Changes, compare
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import ChangesRefusedError, Register, area_problem, register
from xieshou.workbooks.tables import table_of


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The pairings; filters ``round programme tier kind giver_code receiver_code``."""
    names = ("round", "programme", "tier", "kind", "giver_code", "receiver_code")
    wanted = {name: filters[name] for name in names if filters.get(name)}
    ledger = Ledger.read(actor)
    for pairing in ledger.pairings:
        row = ledger.row(pairing)
        if all(row[name] == value for name, value in wanted.items()):
            yield row


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
    with transaction.atomic():
        found = _stored(actor, written)
        transaction.set_rollback(True)
    return found


def _stored(actor: Actor, written: list[Touched]) -> list[tuple[int, Refusal]]:
    before = findings_by_row(actor, {})
    kept, refused = store(actor, written)
    judged = {each.row: kept[each.row] for each in written if each.moves and each.row in kept}
    return refused + findings_by_row(actor, judged, before)[0]


def apply(actor: Actor, changes: Changes) -> None:
    """Store them, all or none.

    Raises:
        NotAllowedError: when the actor may not write.
        ChangesRefusedError: when a row names nothing that is there, or breaks a rule of its round.
    """
    actor.require_write("登记结对")
    with transaction.atomic():
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


register(Register(WORKBOOK, rows=rows, apply=apply, check=check))
