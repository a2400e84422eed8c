"""The ledger of statuses (脱贫状态台账): when each household was poor, out of poverty, returned to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from xieshou.domain.codelists import codes_of
from xieshou.domain.households.models import PovertyStatus, Status
from xieshou.domain.households.rules.status import overlapping
from xieshou.domain.households.workbooks.parts import (
    END,
    HOUSEHOLD,
    NOTE,
    START,
    Ledger,
    Row,
    register_ledger,
    texts,
)
from xieshou.kernel.actor import Actor
from xieshou.workbooks.declaring import Column, Kind, Workbook

Wrong = tuple[str, str, str] | None
STATUSES = codes_of(
    Status,
    {"poor": "in poverty", "out": "out of poverty", "returned": "returned to poverty"},
    {"poor": ("贫困户", "未脱贫户"), "out": ("脱贫户", "脱贫"), "returned": ("返贫户",)},
)

WORKBOOK = Workbook(
    "household-statuses",
    "脱贫状态台账",
    "Statuses of households",
    (
        HOUSEHOLD,
        Column("status", "脱贫状态", "Status", Kind.CODE, required=True, codes=STATUSES, example="已脱贫"),
        START,
        END,
        NOTE,
    ),
    key=("household", "start"),
)


def _row(record: PovertyStatus) -> dict[str, Any]:
    return {"status": record.status}


def _filler(_actor: Actor, _rows: Sequence[Row]) -> Callable[[Any, Row], Wrong]:
    def fill(record: Any, row: Row) -> Wrong:
        texts(record, row, "status")
        return None

    return fill


def _apart(records: Sequence[PovertyStatus]) -> Wrong:
    """A household has one status at a time."""
    for one, other in overlapping([each.period for each in records]):
        zh = f"该户的两段状态重叠:{one} 与 {other}:请填写前一段的终止"
        return ("start", zh, f"two statuses of the household overlap: {one} and {other}; end the earlier")
    starts = [each.start_on for each in records]
    if len(starts) != len(set(starts)):
        return ("start", "该户已有同日起始的状态", "the household has a status that begins on the same day")
    return None


register_ledger(Ledger(WORKBOOK, PovertyStatus, _row, _filler, _apart))
