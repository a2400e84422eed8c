"""Checking a file against a layout: a table of another system, from which nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from xieshou.domain.workflow.ledgers.finding import WrongCell, understanding, wrong_cell
from xieshou.domain.workflow.ledgers.importing import limits
from xieshou.domain.workflow.ledgers.services import is_small
from xieshou.kernel.actor import Actor, NotAllowedError
from xieshou.kernel.language import Language
from xieshou.workbooks.guarding import guard
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading import Reading, read
from xieshou.workbooks.reading.files import PROBLEM_LIMIT
from xieshou.workbooks.refusing import RefusedFileError
from xieshou.workbooks.registering import Layout
from xieshou.workbooks.writing import write_back


class TooLargeToWaitForError(RefusedFileError):
    """It has more rows than are read while one waits."""

    code = "too_large_to_wait_for"
    zh = "文件太大,不能在网页上核对:请分成几个文件,或由管理员运行 xieshou import {name} 文件 --dry-run"
    en = "The file is too large for a page: split it, or run xieshou import {name} FILE --dry-run"


@dataclass(frozen=True)
class LayoutCheck:
    """What was found in a file: ``refusal``, or ``reading`` with the wrong cells, at most PROBLEM_LIMIT.

    Nothing of it is on record or on the disk. ``wrong`` counts rows, ``problem_count`` cells.
    """

    layout: Layout
    file: str
    refusal: RefusedFileError | None = None
    reading: Reading | None = None
    problems: tuple[CellProblem, ...] = ()
    problem_count: int = 0
    wrong: int = 0

    @property
    def rows(self) -> int:
        """How many records were read."""
        return self.reading.table.height if self.reading else 0

    @property
    def understood(self) -> dict[str, object]:
        """How it was read, as ``finding.read_understood`` says it."""
        return understanding(self.reading, self.reading.notes) if self.reading else {}

    @property
    def cells(self) -> list[WrongCell]:
        """The wrong cells in words."""
        return [wrong_cell(problem) for problem in self.problems]

    def mark(self, source: Path, target: Path, language: Language) -> None:
        """Write the sender's own workbook with the wrong cells marked."""
        if self.reading is not None:
            write_back(self.reading, source, target, problems=self.problems, language=language)


def check_file(
    *, actor: Actor, layout: Layout, source: Path, name: str, waiting: bool = False
) -> LayoutCheck:
    """Read and check a file that its sender called ``name``. ``waiting``: only one that is read at once.

    Raises:
        NotAllowedError: for strangers.
    """
    if not actor.may_write and actor.user_id is None:
        raise NotAllowedError(_("登录后才能核对文件"))
    try:
        form = guard(source, name, limits())
        if waiting and not is_small(source, form):
            raise TooLargeToWaitForError(name=layout.name)
        reading = read(source, layout.workbook, name=name, limits=limits())
    except RefusedFileError as refusal:
        return LayoutCheck(layout, name, refusal=refusal)
    problems, wrong, count = list(reading.problems), set(reading.wrong_rows), reading.problem_count
    for problem in layout.check(actor, reading):
        count += 1
        wrong.add(problem.row)
        if len(problems) < PROBLEM_LIMIT:
            problems.append(problem)
    problems.sort(key=lambda each: (each.row, -1 if each.column is None else each.column))
    return LayoutCheck(layout, name, None, reading, tuple(problems), count, len(wrong))
