"""Typed values of a register's rows as cells of a page show them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from xieshou.web.shell import words
from xieshou.workbooks.cells import cells_of
from xieshou.workbooks.cells.numbers import plain
from xieshou.workbooks.declaring import Column, Kind


def in_cell(column: Column, value: Any) -> str:
    """What a cell of the export would hold for this value, with thousands marks; empty for none.

    A personal value is hidden: the difference is shown, not the number.
    """
    if value is None:
        return ""
    if column.is_personal:
        return "••••"
    cells = cells_of(column)
    match cells.shown(cells.store(value), words.language()):
        case Decimal() as number:
            # A year is no amount.
            return plain(number) if column.kind is Kind.YEAR else f"{Decimal(plain(number)):,f}"
        case date() as day:
            return day.isoformat()
        case shown:
            return str(shown)
