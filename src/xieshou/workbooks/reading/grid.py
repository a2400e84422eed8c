"""A sheet as it stands: texts of cells, where they stand, and what is odd about some of them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum

import polars as pl


class Oddness(StrEnum):
    """What the text of a cell does not tell."""

    ERROR = "error"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    LONG_NUMBER = "long_number"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class OddCell:
    """One odd cell: ``row`` from 1, ``column`` from 0; ``text`` is the error that it shows, if any."""

    row: int
    column: int
    oddness: Oddness
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that is there to be loaded."""

    name: str
    load: Callable[[], Grid]


@dataclass(frozen=True, slots=True)
class Odd:
    """The odd cells of a sheet, and whether it has numbers with more decimals than its texts show."""

    cells: list[OddCell]
    long_decimals: bool = False


def _none(columns: Collection[int]) -> Odd:
    return Odd([])


def _no_finer(columns: Collection[int]) -> dict[int, pl.Series]:
    return {}


@dataclass(frozen=True)
class Grid:
    """``frame`` has texts only; its columns are named by their number in the sheet, counted from 0.

    ``first_row`` is the number of its first row, from 1. ``odd`` looks for odd cells; it is given the columns
    whose long digits must not have been numbers. ``finer`` gives the numbers of columns in full, null where a
    cell holds none, for rows as in ``frame``. ``binary`` and ``from_1904`` are as in ``Context``.
    ``named``: its first row are the names of typed columns; no other can be the header, no text was defused.
    """

    frame: pl.DataFrame
    sheet: str = ""
    first_row: int = 1
    binary: bool = False
    from_1904: bool = False
    encoding: str = ""
    odd: Callable[[Collection[int]], Odd] = field(default=_none)
    finer: Callable[[Collection[int]], dict[int, pl.Series]] = field(default=_no_finer)
    named: bool = False

    def without_cells(self) -> Grid:
        """What is known of the sheet beside its cells: thirty million of them need not be held twice."""
        return replace(self, frame=self.frame.clear())

    def row_at(self, index: int) -> dict[int, str]:
        """The cells of a row of the frame that are not blank, stripped, by column."""
        row = self.frame.row(index)
        return {
            int(name): text.strip()
            for name, text in zip(self.frame.columns, row, strict=True)
            if text is not None and text.strip()
        }
