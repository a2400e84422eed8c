"""What was understood of a file: nothing is guessed silently."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xieshou.workbooks.cells.contract import NoteCode
from xieshou.workbooks.declaring import Column, Workbook
from xieshou.workbooks.problems import CellProblem, column_letters
from xieshou.workbooks.tables import Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it stands in the file and what it was taken for.

    ``field`` is None for a column that is left out. ``unit`` is what bare numbers below it were counted in;
    ``unit_from`` says whether the heading, a line above the table, or the declaration gave it.
    """

    column: int
    text: str
    field: str | None = None
    unit: str = ""
    unit_from: str = ""

    @property
    def letters(self) -> str:
        """The letters of its column."""
        return column_letters(self.column)


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of the header, from 1, and its headings; ``missing`` are columns that the file has not."""

    rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    missing: tuple[Column, ...]

    @property
    def taken(self) -> tuple[Heading, ...]:
        """The headings of columns that are read."""
        return tuple(heading for heading in self.headings if heading.field is not None)

    @property
    def ignored(self) -> tuple[Heading, ...]:
        """The headings of columns that are left out."""
        return tuple(heading for heading in self.headings if heading.field is None)


class SkipReason(StrEnum):
    """Why a row below the header is no record."""

    BLANK = "blank"
    EXAMPLE = "example"
    TOTAL = "total"
    REPEATED_HEADER = "repeated_header"
    COLUMN_NUMBERS = "column_numbers"
    REMARK = "remark"
    ONLY_OTHER_COLUMNS = "only_other_columns"


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that was left out; ``text`` is its first cell."""

    row: int
    reason: SkipReason
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Cells of a column that were understood in a way worth telling: how many, and the first as an example.

    ``text`` and ``taken_as`` are empty where the column is personal.
    """

    field: str
    code: NoteCode
    count: int
    row: int
    text: str
    taken_as: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """What our own templates and exports say of themselves."""

    workbook: str
    version: int
    made_as: str


@dataclass(frozen=True)
class Reading:
    """A file that was read: what was understood, the rows, and the cells that are wrong.

    ``table`` holds every row that is a record, wrong ones too (their wrong cells empty); ``wrong_rows`` are
    the numbers of those with a wrong cell. ``problems`` are at most as many as were asked for, in the order
    of the sheet; ``problem_count`` is how many there are.
    """

    workbook: Workbook
    file: str
    format: str
    encoding: str
    sheet: str
    other_sheets: tuple[str, ...]
    stamp: Stamp | None
    header: Header
    skipped: tuple[SkippedRow, ...]
    blank_rows: int
    notes: tuple[Note, ...]
    table: Table
    wrong_rows: frozenset[int]
    problems: tuple[CellProblem, ...]
    problem_count: int

    @property
    def is_clean(self) -> bool:
        """Is no cell wrong?"""
        return not self.problem_count

    @property
    def is_of_older_version(self) -> bool:
        """Was it made from a template of another version of this workbook?"""
        return self.stamp is not None and self.stamp.version != self.workbook.version
