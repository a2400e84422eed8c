"""Typed values of every kind, as records hold them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from xieshou.kernel.codes import check_identity_number
from xieshou.kernel.money import Money
from xieshou.kernel.period import PartialDate, Period, Precision
from xieshou.kernel.quantity import UNITS, Qualifier, Quantity
from xieshou.kernel.quantity.qualifier import AFTER, BEFORE, INSIDE
from xieshou.workbooks.cells import cells_of
from xieshou.workbooks.cells.texts import tidy
from xieshou.workbooks.declaring import Column, Kind, Workbook

Row = dict[str, Any]

_TRICKY = st.sampled_from(
    ["=1+1", "'=1", "''", "+86", "-", "@a", "合计", "示例", "0012", "1e5", "2019-12-01", "TRUE", "#N/A",
     "_x0041_", 'a"b,c', "两\n行", "１２", "null", "NaN", "43800", "'", "’=", "%", "123456789012345678"]
)  # fmt: skip
_free = st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=40)
texts = (_TRICKY | _free).map(tidy).filter(bool)
decimals = st.decimals(
    allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20
) | st.decimals(-1, 1, places=12)
_days = st.dates(date(1800, 1, 1), date(2200, 12, 31))
partial_dates = st.builds(PartialDate, _days, st.sampled_from(Precision))


@st.composite
def _identity_numbers(draw: st.DrawFn) -> str:
    region = draw(st.sampled_from(["110105", "520602", "330106", "622901"]))
    born = draw(st.dates(date(1920, 1, 1), date(2020, 12, 31)))
    body = f"{region}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return next(body + check for check in "0123456789X" if check_identity_number(body + check) is None)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(st.none() | partial_dates), draw(st.none() | partial_dates)
    if start and end and end.last_day is not None and end.last_day < start.day:
        start, end = end, start
        if end.last_day is not None and end.last_day < start.day:
            return Period(start, None)
    return Period(start, end)


@st.composite
def quantities(draw: st.DrawFn, symbol: str = "") -> Quantity:
    unit = draw(st.just(symbol) if symbol else st.sampled_from(sorted(UNITS)))
    number = draw(st.decimals(-(10**9), 10**9, places=3) | st.integers(0, 10**9).map(Decimal))
    words = (
        {"": Qualifier.EXACT}
        | BEFORE
        | INSIDE
        | AFTER
        | {"万多": Qualifier.AT_LEAST, "亿余": Qualifier.AT_LEAST}
    )
    word = draw(st.sampled_from(sorted(words)))
    return Quantity(number, UNITS[unit], words[word], word)


def values(column: Column) -> st.SearchStrategy[Any]:
    """What a record may hold in that column, None among it unless it is required."""
    match column.kind:
        case Kind.TEXT:
            found: st.SearchStrategy[Any] = texts.filter(lambda text: len(text) <= (column.longest or 99))
        case Kind.TEXTS:
            parts = texts.filter(lambda text: not set(text) & set("、;；\n"))
            found = st.lists(parts, min_size=1, max_size=3).map(tuple)
        case Kind.INTEGER:
            found = st.integers(0 if column.least == 0 else -(10**17), 10**17)
        case Kind.DECIMAL:
            found = decimals if column.least is None else decimals.map(abs)
            found = st.decimals(-100, 100, places=2) if column.unit == "%" else found
        case Kind.YEAR:
            found = st.integers(1900, 2100)
        case Kind.MONEY:
            found = st.integers(-(10**17), 10**17).map(Money.from_cents)
        case Kind.QUANTITY:
            found = quantities(column.unit)
        case Kind.DATE:
            found = partial_dates
        case Kind.PERIOD:
            found = periods()
        case Kind.CODE:
            found = st.sampled_from([code.value for code in column.codes])
        case Kind.BOOLEAN:
            found = st.booleans()
        case Kind.IDENTITY:
            found = _identity_numbers()
        case Kind.DIVISION:
            found = st.sampled_from(["520602", "520602101", "110000", "522600", "110105001001"])
        case Kind.CREDIT_CODE:
            found = st.sampled_from(["91110000101623741K", "911101066976941872", "91350211M0000XUF46"])
        case Kind.DOCUMENT_NUMBER:
            found = st.sampled_from(["中办发〔2016〕69号", "国办发〔2013〕11号", "第35号令"])
    return found if column.required else st.none() | found


def rows(workbook: Workbook) -> st.SearchStrategy[list[Row]]:
    """Rows of a register, no two with one key."""
    row = st.fixed_dictionaries({column.field: values(column) for column in workbook})
    return st.lists(row, max_size=4, unique_by=lambda each: _key(workbook, each))


def _key(workbook: Workbook, row: Row) -> tuple[Any, ...]:
    return tuple(cells_of(workbook.column(field)).store(row[field]) for field in workbook.key)
