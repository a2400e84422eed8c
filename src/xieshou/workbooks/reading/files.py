"""A file from its name to checked rows."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from xieshou.kernel.text import fold
from xieshou.workbooks.checking import check, texts_of
from xieshou.workbooks.declaring import Workbook
from xieshou.workbooks.guarding import USUAL, FileFormat, Limits, guard
from xieshou.workbooks.reading.columnar import columnar_sheets, columnar_stamp
from xieshou.workbooks.reading.delimited import read_delimited
from xieshou.workbooks.reading.grid import Grid, Sheet
from xieshou.workbooks.reading.headings import find_header
from xieshou.workbooks.reading.legacy import legacy_sheets
from xieshou.workbooks.reading.probing import require_decodable
from xieshou.workbooks.reading.reports import Header, Reading, Stamp
from xieshou.workbooks.reading.skipping import keep_records
from xieshou.workbooks.reading.spreadsheet import spreadsheet_sheets, texts_of_sheet
from xieshou.workbooks.refusing import EmptyFileError, NoHeaderError, OtherRegisterError, RefusedFileError
from xieshou.workbooks.stamping import MARK, SHEET

PROBLEM_LIMIT = 10_000


def read(
    path: Path,
    workbook: Workbook,
    *,
    name: str | None = None,
    limits: Limits = USUAL,
    problem_limit: int = PROBLEM_LIMIT,
) -> Reading:
    """Read and check a file as that workbook; ``name`` is what its sender called it.

    The first visible sheet that has the header is read, one that bears the workbook's title before others;
    which sheets were left out is said.

    Raises:
        RefusedFileError: of the kind that says why the file is not taken.
    """
    form = guard(path, name, limits)
    if form is FileFormat.PARQUET:
        require_decodable(path, limits)
    stamp = _stamp(path, form)
    if stamp is not None and stamp.workbook != workbook.name:
        raise OtherRegisterError(found=stamp.workbook, title=workbook.title, title_en=workbook.title_en)
    grid, header, others = _choose(_sheets(path, form, limits), workbook)
    texts = texts_of(grid, header.rows[-1])
    grid = grid.without_cells()
    kept = keep_records(texts, header, workbook, named=grid.named)
    del texts
    checked = check(kept.frame, grid, header, workbook, problem_limit)
    return Reading(
        workbook=workbook,
        file=name or path.name,
        format=form.value,
        encoding=grid.encoding,
        sheet=grid.sheet,
        other_sheets=others,
        stamp=stamp,
        header=header,
        skipped=kept.skipped,
        blank_rows=kept.blank,
        notes=checked.notes,
        table=checked.table,
        wrong_rows=checked.wrong_rows,
        problems=checked.problems,
        problem_count=checked.problem_count,
    )


def load_sheet(path: Path, form: FileFormat, name: str, limits: Limits = USUAL) -> Grid:
    """A sheet of a file that was read before, as it stands.

    Raises:
        RefusedFileError: when the file is another one now.
    """
    for sheet in _sheets(path, form, limits):
        if sheet.name == name:
            return sheet.load()
    raise EmptyFileError


def _sheets(path: Path, form: FileFormat, limits: Limits) -> list[Sheet]:
    match form:
        case FileFormat.XLSX:
            return spreadsheet_sheets(path, limits)
        case FileFormat.XLS:
            return legacy_sheets(path)
        case FileFormat.CSV:
            return [Sheet("", partial(read_delimited, path))]
        case FileFormat.PARQUET:
            return columnar_sheets(path, limits)


def _choose(sheets: list[Sheet], workbook: Workbook) -> tuple[Grid, Header, tuple[str, ...]]:
    """The sheet to read; sheets are loaded one by one until one has the header."""
    titles = {fold(workbook.title), fold(workbook.title_en)}
    refusal: RefusedFileError | None = None
    for sheet in sorted(sheets, key=lambda each: fold(each.name) not in titles):
        grid = sheet.load()
        if not grid.frame.height:
            continue
        try:
            header = find_header(grid, workbook)
        except NoHeaderError as problem:
            refusal = refusal or problem
            continue
        return grid, header, tuple(each.name for each in sheets if each is not sheet)
    raise refusal or EmptyFileError


def _stamp(path: Path, form: FileFormat) -> Stamp | None:
    if form is FileFormat.PARQUET:
        return columnar_stamp(path)
    if form is not FileFormat.XLSX:
        return None
    cells = texts_of_sheet(path, SHEET)
    said = {row[0]: row[1] for row in cells if len(row) >= 2}
    if said.get("mark") != MARK:
        return None
    version = said.get("version", "0")
    return Stamp(said.get("workbook", ""), int(version) if version.isdigit() else 0, said.get("made_as", ""))
