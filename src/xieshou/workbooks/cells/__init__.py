"""What cells hold: for each kind, from a cell's text to a typed value and back."""

from __future__ import annotations

from functools import cache

from xieshou.workbooks.cells.amounts import MoneyCells, QuantityCells
from xieshou.workbooks.cells.choices import BooleanCells, CodeCells
from xieshou.workbooks.cells.codes import (
    CheckedCells,
    clean_identity,
    read_credit_code,
    read_division,
    read_document_number,
    read_identity,
)
from xieshou.workbooks.cells.contract import (
    PLAIN,
    BadCellError,
    CellKind,
    Context,
    NoteCode,
    Parsed,
    ProblemCode,
)
from xieshou.workbooks.cells.dates import DateCells
from xieshou.workbooks.cells.numbers import Bounds, DecimalCells, IntegerCells, YearCells
from xieshou.workbooks.cells.periods import PeriodCells
from xieshou.workbooks.cells.texts import TextCells, TextsCells
from xieshou.workbooks.declaring import Column, Kind

__all__ = ["PLAIN", "BadCellError", "CellKind", "Context", "NoteCode", "Parsed", "ProblemCode", "cells_of"]


@cache
def cells_of(column: Column) -> CellKind:
    """How the cells of that column are read and written."""
    measure = column.measure if column.unit else None
    bounds = Bounds(column.least, column.most)
    match column.kind:
        case Kind.TEXT:
            return TextCells(column.longest)
        case Kind.TEXTS:
            return TextsCells()
        case Kind.INTEGER:
            return IntegerCells(measure, bounds)
        case Kind.DECIMAL:
            return DecimalCells(measure, bounds)
        case Kind.YEAR:
            return YearCells()
        case Kind.MONEY:
            return MoneyCells(column.measure, bounds)
        case Kind.QUANTITY:
            return QuantityCells(measure)
        case Kind.DATE:
            return DateCells()
        case Kind.PERIOD:
            return PeriodCells()
        case Kind.CODE:
            return CodeCells(column.codes)
        case Kind.BOOLEAN:
            return BooleanCells()
        case Kind.IDENTITY:
            return CheckedCells(read_identity, clean_identity)
        case Kind.DIVISION:
            return CheckedCells(read_division)
        case Kind.CREDIT_CODE:
            return CheckedCells(read_credit_code)
        case Kind.DOCUMENT_NUMBER:
            return CheckedCells(read_document_number)
