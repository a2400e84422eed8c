"""What a dry run found, written beside the upload, so that a page of it is read without the file.

Personal columns are masked before anything is written. ``understood.json`` says how the file was read,
``new.parquet`` and ``changed.parquet`` hold the rows, ``wrong.parquet`` the refused cells, ``marked.xlsx`` is
the sender's own workbook with these marked; it has everything in clear, and ``keeping`` seals it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from django.utils.translation import get_language

from xieshou.domain.workflow.ledgers.importing import Examination
from xieshou.domain.workflow.ledgers.keeping import MARKED
from xieshou.kernel.language import Language
from xieshou.workbooks.cells import ProblemCode, cells_of
from xieshou.workbooks.comparing import OLD
from xieshou.workbooks.declaring import Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading import Reading
from xieshou.workbooks.reading.reports import Note
from xieshou.workbooks.tables import ROW
from xieshou.workbooks.wording import NOTES
from xieshou.workbooks.writing import write_back

_UNDERSTOOD = "understood.json"
_SKIPPED = 200


@dataclass(frozen=True, slots=True)
class Change:
    """A field as it is and as it would be, as cells show them; None where empty."""

    field: str
    title: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the file; ``cells`` are what it says by field, ``changes`` what differs from the record."""

    row: int
    cells: dict[str, str | None]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A refused cell: its address, its heading, what it holds (not if personal) and why."""

    row: int
    cell: str
    field: str
    heading: str
    text: str
    reason: str


def write_found(examination: Examination, source: Path, folder: Path) -> None:
    """Write what was found into a folder."""
    language = _language()
    reading, changes = examination.require_reading(), examination.changes
    (folder / _UNDERSTOOD).write_text(
        json.dumps(_understood(reading, examination.notes), ensure_ascii=False), "utf-8"
    )
    if changes is not None:
        for name, frame in (("new", changes.new_frame), ("changed", changes.changed_frame)):
            _masked(reading.workbook, frame).write_parquet(folder / f"{name}.parquet")
    if examination.problems:
        _frame(examination.problems).write_parquet(folder / "wrong.parquet")
        write_back(reading, source, folder / MARKED, problems=examination.problems, language=language)


def read_understood(folder: Path) -> dict[str, Any]:
    """How the file was read; empty where nothing was found yet.

    ``headings`` are dicts of letters, text, field (None: left out), title, unit, unit_from; ``notes`` of
    field, title, words, count, row, text, taken_as; ``skipped`` of row, reason, text; beside them ``sheet``,
    ``other_sheets``, ``format``, ``encoding``, ``header_rows``, ``missing`` (fields), ``skipped_rows``,
    ``blank_rows``, ``rows`` and ``older_version``.
    """
    path = folder / _UNDERSTOOD
    return _in_language(json.loads(path.read_text("utf-8"))) if path.is_file() else {}


def _in_language(said: dict[str, Any]) -> dict[str, Any]:
    english = _language() is Language.ENGLISH
    for note in said["notes"]:
        note["words"] = note["words"][english]
    for titled in (*said["headings"], *said["notes"]):
        titled["title"] = titled["title"][english] if titled["title"] else ""
    return said


def read_rows(workbook: Workbook, path: Path, offset: int, limit: int) -> list[PreviewRow]:
    """Some of the rows, in the order of the file."""
    return list(_rows(workbook, path, offset, limit)) if path.is_file() else []


def read_wrong(path: Path, offset: int, limit: int) -> list[WrongCell]:
    """Some of the wrong cells, in the order of the sheet."""
    if not path.is_file():
        return []
    held = pl.scan_parquet(path).slice(offset, limit).collect().iter_rows()
    return [wrong_cell(_problem(values)) for values in held]


def wrong_cell(problem: CellProblem) -> WrongCell:
    """It, with its reason in the language at hand."""
    return WrongCell(
        problem.row,
        problem.cell,
        problem.field,
        problem.heading,
        problem.text,
        problem.describe(_language()),
    )


def count_in(path: Path) -> int:
    """How many rows a file of ours has; 0 where there is none."""
    return int(pl.scan_parquet(path).select(pl.len()).collect().item()) if path.is_file() else 0


def _language() -> Language:
    return Language.of(get_language() or "")


def _understood(reading: Reading, notes: Sequence[Note]) -> dict[str, Any]:
    personal = any(column.is_personal for column in reading.workbook)
    return {
        "sheet": reading.sheet,
        "other_sheets": reading.other_sheets,
        "format": reading.format,
        "encoding": reading.encoding,
        "rows": reading.table.height,
        "header_rows": reading.header.rows,
        "headings": [
            {
                "letters": each.letters,
                "text": each.text,
                "field": each.field,
                "title": _titles(reading.workbook, each.field),
                "unit": each.unit,
                "unit_from": each.unit_from,
            }
            for each in reading.header.headings
        ],
        "missing": [column.field for column in reading.header.missing],
        "notes": [
            {
                "field": note.field,
                "title": _titles(reading.workbook, note.field),
                "words": NOTES[note.code],
                "count": note.count,
                "row": note.row,
                "text": note.text,
                "taken_as": note.taken_as,
            }
            for note in notes
        ],
        # The first cell of a row that is no record: anybody's name or number, where the register has such.
        "skipped": [
            {"row": each.row, "reason": each.reason.value, "text": "" if personal else each.text}
            for each in reading.skipped[:_SKIPPED]
        ],
        "skipped_rows": len(reading.skipped),
        "blank_rows": reading.blank_rows,
        "older_version": reading.is_of_older_version,
    }


def _titles(workbook: Workbook, field: str | None) -> tuple[str, str] | None:
    return (workbook.column(field).title, workbook.column(field).title_en) if field else None


def _masked(workbook: Workbook, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with personal columns as on screens; a code or a number becomes a text without content."""
    kinds = {column.field: column.masked_as for column in workbook}
    return frame.with_columns(
        pl.col(name).cast(pl.String).map_elements(kind.mask, return_dtype=pl.String)
        for name in frame.columns
        if (kind := kinds.get(name.removeprefix(OLD))) is not None
    )


def _rows(workbook: Workbook, path: Path, offset: int, limit: int) -> Iterator[PreviewRow]:
    frame = pl.scan_parquet(path).slice(offset, limit).collect()
    language = _language()
    kinds = {field: cells_of(workbook.column(field)) for field in workbook.fields if field in frame.columns}

    def shown(field: str, held: Any) -> str | None:
        return None if held is None else str(kinds[field].shown(held, language))

    for row in frame.iter_rows(named=True):
        yield PreviewRow(
            row[ROW],
            {field: shown(field, row[field]) for field in kinds},
            tuple(
                Change(
                    field,
                    workbook.column(field).named(language),
                    shown(field, row[f"{OLD}{field}"]),
                    shown(field, row[field]),
                )
                for field in kinds
                if f"{OLD}{field}" in row and row[f"{OLD}{field}"] != row[field]
            ),
        )


_PROBLEM = {
    "row": pl.Int64, "column": pl.Int64, "field": pl.String, "heading": pl.String, "text": pl.String,
    "code": pl.String, "facts": pl.String,
}  # fmt: skip


def _frame(problems: tuple[CellProblem, ...]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (
                each.row,
                each.column,
                each.field,
                each.heading,
                each.text,
                each.code.value,
                json.dumps(each.facts),
            )
            for each in problems
        ],
        schema=_PROBLEM,
        orient="row",
    )


def _problem(held: tuple[Any, ...]) -> CellProblem:
    row, column, field, heading, text, code, facts = held
    said = tuple((name, fact) for name, fact in json.loads(facts))
    return CellProblem(row, column, field, heading, text, ProblemCode(code), said)
