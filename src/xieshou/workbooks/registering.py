"""Where areas register their ledgers, downward: the engine knows what a register can do, not which it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import polars as pl

from xieshou.kernel.actor import Actor, Permission
from xieshou.workbooks.cells import PLAIN, BadCellError, ProblemCode, cells_of
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import BadDeclarationError, Column, Workbook
from xieshou.workbooks.filtering import read_filters
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.tables import ROW, Table, frames_of, table_of_frames, typed_rows

_PART = 100_000


class UnknownRegisterError(LookupError):
    """No area has registered a ledger of that name."""


class ChangesRefusedError(ValueError):
    """Raised by ``apply`` where a rule of the area refuses what was read; nothing of the file is stored.

    Raise it with the cells at fault (``area_problem``), which are then marked like those that
    ``check`` names.
    """

    def __init__(self, *problems: CellProblem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


class Rows(Protocol):
    """The current records that the actor may see, as typed rows by field; ``filters`` are the area's own."""

    def __call__(self, actor: Actor, filters: Mapping[str, str]) -> Iterable[Mapping[str, Any]]:
        """Iterate over them, streaming where there are many."""
        ...


class Frames(Protocol):
    """The same records as frames of canonical columns, one for each field of the workbook, batch by batch."""

    def __call__(self, actor: Actor, filters: Mapping[str, str]) -> Iterable[pl.DataFrame]:
        """Iterate over them, some ten thousand rows at a time."""
        ...


def rows_by(workbook: Workbook, frames: Frames) -> Rows:
    """``Rows`` of a register that keeps so many records that it gives ``frames``."""

    def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
        for frame in frames(actor, filters):
            for _number, values in typed_rows(workbook, frame.with_row_index(ROW)):
                yield values

    return rows


class Apply(Protocol):
    """Store the changes in one transaction, all or none."""

    def __call__(self, actor: Actor, changes: Changes) -> None:
        """Store them.

        Raises:
            NotAllowedError: when the actor may not write.
            ChangesRefusedError: when a rule of the area refuses one of them.
        """
        ...


def area_problem(reading: Reading, row: int, field: str, zh: str, en: str, text: str = "") -> CellProblem:
    """What an area finds wrong in the cell of ``field`` in ``row``, as a sentence in either language.

    ``text`` is what the cell holds; of a personal column it is left out. Name no personal data in the
    sentences.
    """
    column = reading.workbook.column(field)
    heading = next((each for each in reading.header.taken if each.field == field), None)
    return CellProblem(
        row,
        heading.column if heading else None,
        field,
        heading.text if heading else column.title,
        "" if column.is_personal else text[:60],
        ProblemCode.AREA,
        (("zh", zh), ("en", en)),
    )


def no_further_checks(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """What an area without checks of its own answers."""
    return ()


def as_read(actor: Actor, table: Table) -> Table:
    """What an area that knows one way to write each value answers."""
    return table


@dataclass(frozen=True)
class Register:
    """A workbook joined with what its area does: give rows, check what only it knows, apply changes.

    ``check`` names cells that are typed well but refer to nothing: an unknown place, a code not in use.
    ``settle`` brings what people write in several ways (a name for a code, nothing for the usual) into the
    way in which ``rows`` gives it, so that the same file changes nothing when it comes again. It is called on
    what was read, before the comparison; what it cannot place it leaves as it is, for ``check`` to name. The
    key is not its business: rows are told apart as they were read.

    ``filters`` are what ``rows`` can be narrowed to, each as a column: its field is the name that addresses
    and commands use, its kind and codes say which values it takes. ``count`` tells how many rows there are
    without making them; where an area gives none, they are made and counted.

    ``frames`` is for registers of very many records, which are then compared and exported without making
    objects of them; ``rows`` is ``rows_by(workbook, frames)`` there.

    ``writing`` is the permission that importing takes: of what everybody builds on MAINTAIN, of what people
    report RECORD, and then ``check`` and ``apply`` see to it that each row lies in a scope of theirs.
    """

    workbook: Workbook
    rows: Rows
    apply: Apply
    check: Callable[[Actor, Reading], Iterable[CellProblem]] = no_further_checks
    settle: Callable[[Actor, Table], Table] = as_read
    filters: tuple[Column, ...] = ()
    count: Callable[[Actor, Mapping[str, str]], int] | None = None
    frames: Frames | None = None
    writing: Permission = Permission.MAINTAIN

    @property
    def name(self) -> str:
        """The workbook's name."""
        return self.workbook.name

    def may_import(self, actor: Actor) -> bool:
        """May the actor import into it at all?"""
        return actor.may(self.writing)

    def require_import(self, actor: Actor, what: str) -> None:
        """Let through who may import into it.

        Raises:
            NotAllowedError: for everybody else; ``what`` names the act in the user's words.
        """
        actor.require(self.writing, what)

    def chosen(self, actor: Actor, asked: Mapping[str, str]) -> Iterable[Mapping[str, Any]]:
        """The rows that answer what somebody asked for, who may have asked for what there is not.

        Raises:
            BadFilterError: for a filter that the register does not offer, or a value that it cannot have.
        """
        return self.rows(actor, read_filters(self.filters, asked))

    def number(self, actor: Actor, asked: Mapping[str, str]) -> int:
        """How many rows ``chosen`` gives.

        Raises:
            BadFilterError: like ``chosen``.
        """
        wanted = read_filters(self.filters, asked)
        if self.count is not None:
            return self.count(actor, wanted)
        if self.frames is not None:
            return sum(frame.height for frame in self.frames(actor, wanted))
        return sum(1 for _row in self.rows(actor, wanted))

    def batches(self, actor: Actor, asked: Mapping[str, str]) -> Iterable[pl.DataFrame]:
        """The rows that ``chosen`` gives, as frames of canonical columns.

        Raises:
            BadFilterError: like ``chosen``.
        """
        if self.frames is not None:
            return self.frames(actor, read_filters(self.filters, asked))
        return frames_of(self.workbook, self.chosen(actor, asked))

    def current(self, actor: Actor) -> Iterator[Table]:
        """All records that the actor may see, some hundred thousand at a time, to compare a file with."""
        held: list[pl.DataFrame] = []
        rows = 0
        for frame in self.batches(actor, {}):
            held.append(frame)
            rows += frame.height
            if rows >= _PART:
                yield table_of_frames(self.workbook, held)
                held, rows = [], 0
        yield table_of_frames(self.workbook, held)


_REGISTERS: dict[str, Register] = {}


def register(entry: Register) -> Register:
    """Make a ledger known; called once by each area's ``workbook`` module when it is loaded.

    Raises:
        BadDeclarationError: for a second one of that name, or an example that its own column refuses.
    """
    known = _REGISTERS.get(entry.name)
    if known is not None and known.workbook != entry.workbook:
        raise BadDeclarationError(f"two registers are called {entry.name}")
    require_good_examples(entry.workbook)
    _REGISTERS[entry.name] = entry
    return entry


def registers() -> tuple[Register, ...]:
    """All of them, in the order of registration."""
    return tuple(_REGISTERS.values())


def register_named(name: str) -> Register:
    """The register of that name.

    Raises:
        UnknownRegisterError: when there is none.
    """
    try:
        return _REGISTERS[name]
    except KeyError:
        raise UnknownRegisterError(name) from None


def require_good_examples(workbook: Workbook) -> None:
    """Let a workbook through whose example row would be read without a problem.

    Raises:
        BadDeclarationError: naming the column whose example its own kind refuses, or that lacks one.
    """
    for column in workbook:
        if not column.example:
            if column.required:
                raise BadDeclarationError(
                    f"{workbook.name}.{column.field}: a required column needs an example"
                )
            continue
        try:
            cells_of(column).parse(column.example, PLAIN)
        except BadCellError as problem:
            raise BadDeclarationError(
                f"{workbook.name}.{column.field}: example {column.example!r} is {problem.code}"
            ) from None
