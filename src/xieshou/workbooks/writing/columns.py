"""Canonical columns as the texts that cells show, whole columns at once."""

from __future__ import annotations

import polars as pl

from xieshou.kernel.language import Language
from xieshou.workbooks.cells import cells_of
from xieshou.workbooks.declaring import Column, Kind

NUMERIC = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.YEAR})
"""The kinds whose cells are numbers; those of the others are texts, or days."""
_WHOLE = frozenset({Kind.INTEGER, Kind.YEAR})
# Few different values, each of which is put into words once.
_WORDED = frozenset({Kind.CODE, Kind.BOOLEAN, Kind.PERIOD})
CENT_PLACES = {1: 2, 10_000: 6, 100_000_000: 10}
"""Decimals that reach the cent, by the yuan in a unit."""


def shown_texts(column: Column, held: pl.Series, language: Language) -> pl.Series:
    """What the cells of a canonical column show, as texts; numbers without exponent and idle zeros.

    The same as ``shown`` of its kind gives for each; a day stands as YYYY-MM-DD.
    """
    if column.kind in _WHOLE:
        return held.cast(pl.String)
    if column.kind is Kind.MONEY:
        return _amounts(held, CENT_PLACES[int(column.measure.factor)])
    if column.kind in _WORDED:
        values = held.drop_nulls().unique()
        show = cells_of(column).shown
        words = pl.Series([str(show(value, language)) for value in values], dtype=pl.String)
        return held.replace_strict(values, words, default=None, return_dtype=pl.String)
    return held


def _amounts(cents: pl.Series, places: int) -> pl.Series:
    """Whole cents as a number in a unit of which a cent is the last of so many decimals."""
    number = pl.col("cents")
    whole = number.abs() // 10**places
    rest = (number.abs() % 10**places).cast(pl.String).str.zfill(places).str.strip_chars_end("0")
    sign = pl.when(number < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    point = pl.when(rest == "").then(pl.lit("")).otherwise(pl.lit("."))
    shown = pl.concat_str(sign, whole.cast(pl.String), point, rest)
    return cents.to_frame("cents").select(shown.alias("shown"))["shown"]
