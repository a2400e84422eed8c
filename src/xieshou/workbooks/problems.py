"""A wrong cell: where it stands, what it holds, why it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from xieshou.kernel.language import Language
from xieshou.workbooks.cells.contract import ProblemCode
from xieshou.workbooks.wording import PROBLEMS, identity_reason


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Why a cell is refused. ``row`` counts from 1 as Excel shows it, ``column`` from 0; None for a column
    that the file lacks. ``text`` is what the cell holds, empty where that is personal.

    ``facts`` fill the sentence for the code. An area's own refusals have the code AREA and two facts, ``zh``
    and ``en``: the sentence in either language.
    """

    row: int
    column: int | None
    field: str
    heading: str
    text: str
    code: ProblemCode
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def cell(self) -> str:
        """Its address, such as C7; the row alone where there is no column."""
        return f"{column_letters(self.column)}{self.row}" if self.column is not None else str(self.row)

    def describe(self, language: Language = Language.CHINESE) -> str:
        """What is wrong and how to mend it, in that language."""
        facts = dict(self.facts)
        if self.code is ProblemCode.AREA:
            return facts["en" if language is Language.ENGLISH else "zh"]
        if self.code is ProblemCode.BAD_IDENTITY:
            facts["reason"] = identity_reason(facts["reason"], language)
        zh, en = PROBLEMS[self.code]
        return (en if language is Language.ENGLISH else zh).format(**facts)

    def __str__(self) -> str:
        held = f"“{self.text}” " if self.text else ""
        return f"{self.cell} {self.heading}: {held}{self.describe()}"
