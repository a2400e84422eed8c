"""Ledgers out into files and in again, as the interfaces do it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.workbooks.making import workbook
from xieshou.domain.workflow.ledgers.exporting import export
from xieshou.domain.workflow.ledgers.importing import Applied, Examination, apply_examined, examine
from xieshou.kernel.actor import SYSTEM, Actor
from xieshou.kernel.language import Language
from xieshou.workbooks.registering import register_named


def exported(name: str, path: Path, language: Language = Language.CHINESE) -> int:
    """Export a register; how many rows."""
    return export(actor=SYSTEM, register=register_named(name), target=path, language=language)


def examined(name: str, path: Path, actor: Actor = SYSTEM) -> Examination:
    """The dry run of a file."""
    return examine(actor=actor, register=register_named(name), source=path, name=path.name)


def imported(name: str, path: Path, actor: Actor = SYSTEM) -> Applied:
    """Import a file; it must have no wrong row."""
    found = examined(name, path, actor)
    assert found.problems == (), [str(problem) for problem in found.problems]
    return apply_examined(actor=actor, register=register_named(name), examination=found)


def out_and_in(name: str, path: Path, language: Language = Language.CHINESE) -> dict[str, int]:
    """Export and look what importing that would change: the counts. Wrong cells fail at once."""
    exported(name, path, language)
    found = examined(name, path)
    assert found.problems == (), [str(problem) for problem in found.problems]
    return found.counts


def sheet(path: Path, name: str, fields: Sequence[str], *rows: Sequence[Any]) -> Path:
    """An .xlsx with the headings of these fields of a register, and rows."""
    columns = register_named(name).workbook
    return workbook(path, [[columns.column(field).title for field in fields], *rows])


def wrong_cells(name: str, path: Path) -> list[tuple[str, str]]:
    """The wrong cells of a file by address, with what is said of them."""
    return [(problem.cell, problem.describe()) for problem in examined(name, path).problems]


def tried_rows(name: str, folder: Path, *rows: Sequence[Any]) -> Examination:
    """The dry run of an .xlsx of these rows, the headings first."""
    return examined(name, workbook(folder / "file.xlsx", rows))


def brought(found: Examination, **options: Any) -> Applied:
    """What was examined, applied; ``options`` are those of ``apply_examined``."""
    return apply_examined(actor=SYSTEM, register=found.register, examination=found, **options)


def said(found: Examination) -> list[str]:
    """The wrong cells of a dry run, each with its address and reason."""
    return [f"{problem.cell} {problem.describe()}" for problem in found.problems]
