"""Measured values: a number, its unit, how exactly it is meant, and the word its source used."""

from xieshou.kernel.quantity.formatting import format_quantity
from xieshou.kernel.quantity.qualifier import Qualifier
from xieshou.kernel.quantity.ratio import InexactDenominatorError, Ratio, ZeroDenominatorError, average, ratio
from xieshou.kernel.quantity.surface import NotAFigureError, parse_quantity
from xieshou.kernel.quantity.units import (
    UNITS,
    Kind,
    Unit,
    UnitMismatchError,
    UnknownUnitError,
    count_alike,
    unit,
)
from xieshou.kernel.quantity.value import InexactConversionError, Quantity, qualifier_of, total

__all__ = [
    "UNITS",
    "InexactConversionError",
    "InexactDenominatorError",
    "Kind",
    "NotAFigureError",
    "Qualifier",
    "Quantity",
    "Ratio",
    "Unit",
    "UnitMismatchError",
    "UnknownUnitError",
    "ZeroDenominatorError",
    "average",
    "count_alike",
    "format_quantity",
    "parse_quantity",
    "qualifier_of",
    "ratio",
    "total",
    "unit",
]
