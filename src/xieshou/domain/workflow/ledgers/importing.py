"""A file into a register: the dry run that writes nothing, and the one transaction that applies it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xieshou.domain.recorded import acting
from xieshou.domain.workflow.jobs.progress import Progress
from xieshou.kernel.actor import Actor
from xieshou.kernel.language import Language
from xieshou.workbooks.comparing import Changes, compare_with_parts
from xieshou.workbooks.guarding import Limits
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading import Reading, read
from xieshou.workbooks.reading.files import PROBLEM_LIMIT
from xieshou.workbooks.reading.reports import Note
from xieshou.workbooks.refusing import EmptyFileError, RefusedFileError
from xieshou.workbooks.registering import ChangesRefusedError, Register
from xieshou.workbooks.settling import settled_notes

# Imports of all registers take turns on PostgreSQL: one may refer to what another brings.
_TURN = 0x7869657368  # "xiesh"


@dataclass(frozen=True)
class Examination:
    """What a file would do, if it were applied now.

    ``refusal`` says why the file as a whole cannot be read; then there is neither ``reading`` nor
    ``changes``. ``problems`` are the wrong cells in the order of the sheet, at most ``PROBLEM_LIMIT``;
    ``problem_count`` is how many there are.
    ``fingerprint`` stands for these very changes to the records as they are now.
    """

    register: Register
    file: str
    refusal: RefusedFileError | None = None
    reading: Reading | None = None
    changes: Changes | None = None
    problems: tuple[CellProblem, ...] = ()
    problem_count: int = 0
    fingerprint: str = ""
    settled: tuple[Note, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was understood that could have meant something else, by the reader and by the area."""
        return (*(self.reading.notes if self.reading else ()), *self.settled)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what would become of them: new, changed, unchanged, wrong."""
        return (
            self.changes.counts
            if self.changes
            else dict.fromkeys(("new", "changed", "unchanged", "wrong"), 0)
        )

    def require_reading(self) -> Reading:
        """What was read.

        Raises:
            RefusedFileError: when nothing could be.
        """
        if self.reading is None:
            raise self.refusal or EmptyFileError
        return self.reading

    @property
    def refused(self) -> bool:
        """Would nothing be applied, unless only the right rows are asked for?"""
        return self.refusal is not None or bool(self.counts["wrong"])

    @property
    def sentence(self) -> str:
        """Why it is refused, in the language at hand; empty where it is not."""
        if self.refusal is not None:
            return self.refusal.describe(Language.of(get_language() or ""))
        if wrong := self.counts["wrong"]:
            return _("%(rows)s 行有误,未导入任何数据:请按标注改正后重新导入。") % {"rows": f"{wrong:,}"}
        return ""


@dataclass(frozen=True, slots=True)
class Applied:
    """How many rows were added and changed, stood there already, and were left out as wrong."""

    new: int
    changed: int
    unchanged: int
    wrong: int


class StaleExaminationError(ValueError):
    """The records changed since the dry run, so that the file would now do something else. Nothing was
    stored.

    ``now`` is what it would do now: show that, and ask again.
    """

    def __init__(self, now: Examination) -> None:
        super().__init__(_("试导入之后,台账中的记录已有变化,未导入任何数据:请重新核对差异后再导入。"))
        self.now = now


class WrongRowsError(ValueError):
    """Some rows are wrong, and it was not asked to import the right ones alone. Nothing was stored."""

    def __init__(self, now: Examination) -> None:
        super().__init__(now.sentence)
        self.now = now


def limits() -> Limits:
    """What files are taken: up to XIESHOU_IMPORT_MB."""
    return Limits(size=settings.IMPORT_BYTES)


def examine(
    *, actor: Actor, register: Register, source: bytes | Path, name: str, progress: Progress | None = None
) -> Examination:
    """The dry run of a file that its sender called ``name``: what it would change. Writes nothing.

    A file that cannot be taken is an answer too (``refusal``).

    Raises:
        NotAllowedError: when the actor may not import into the register.
        JobStoppedError: when the job of ``progress`` should stop.
    """
    register.require_import(actor, _("导入台账"))
    if isinstance(source, bytes):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            path.write_bytes(source)
            return examine(actor=actor, register=register, source=path, name=name, progress=progress)
    try:
        reading = read(source, register.workbook, name=name, limits=limits())
    except RefusedFileError as refusal:
        return Examination(register, name, refusal=refusal)
    _look_up(progress)
    return examine_reading(actor=actor, register=register, reading=reading, progress=progress)


def examine_reading(
    *,
    actor: Actor,
    register: Register,
    reading: Reading,
    more: Iterable[CellProblem] = (),
    progress: Progress | None = None,
) -> Examination:
    """What a file that was read would change in the records as they are now; ``more`` is wrong besides."""
    problems, wrong_rows = list(reading.problems), set(reading.wrong_rows)
    count = reading.problem_count
    for problem in chain(register.check(actor, reading), more):
        count += 1
        wrong_rows.add(problem.row)
        if len(problems) < PROBLEM_LIMIT:
            problems.append(problem)
    problems.sort(key=lambda each: (each.row, -1 if each.column is None else each.column))
    _look_up(progress)
    settled = register.settle(actor, reading.table)
    _look_up(progress)
    changes = compare_with_parts(settled, register.current(actor), wrong_rows)
    _look_up(progress)
    return Examination(
        register,
        reading.file,
        reading=reading,
        changes=changes,
        problems=tuple(problems),
        problem_count=count,
        fingerprint=changes.fingerprint,
        settled=settled_notes(reading.table, settled),
    )


def apply_examined(
    *,
    actor: Actor,
    register: Register,
    examination: Examination,
    fingerprint: str | None = None,
    right_rows_only: bool = False,
    progress: Progress | None = None,
) -> Applied:
    """Store what was examined, in one transaction, all or nothing.

    Inside it the file is checked and compared once more with the records as they are then; ``fingerprint`` is
    what somebody agreed to (else the examination's own). Applying the same file again changes nothing.

    Raises:
        NotAllowedError: when the actor may not import into the register.
        RefusedFileError: when the file could not be read.
        StaleExaminationError: when it would now do something else than was agreed to.
        WrongRowsError: when rows are wrong and ``right_rows_only`` was not asked for, or when the area
            refuses rows as it stores them.
    """
    register.require_import(actor, _("导入台账"))
    reading = examination.require_reading()
    agreed = examination.fingerprint if fingerprint is None else fingerprint
    with acting(actor, "导入台账", f"{register.name}: {examination.file}"):
        _take_turns()
        now = examine_reading(actor=actor, register=register, reading=reading, progress=progress)
        if now.fingerprint != agreed:
            raise StaleExaminationError(now)
        if now.counts["wrong"] and not right_rows_only:
            raise WrongRowsError(now)
        if now.changes is not None and not now.changes.is_empty:
            _store(actor, register, now.changes, reading)
    return Applied(**now.counts)


def _store(actor: Actor, register: Register, changes: Changes, reading: Reading) -> None:
    try:
        with transaction.atomic():
            register.apply(actor, changes)
    except ChangesRefusedError as refused:
        now = examine_reading(actor=actor, register=register, reading=reading, more=refused.problems)
        raise WrongRowsError(now) from None


def _take_turns() -> None:
    """Wait until no other import is being applied; SQLite lets one writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])


def _look_up(progress: Progress | None) -> None:
    if progress is not None:
        progress.raise_if_cancelled()
