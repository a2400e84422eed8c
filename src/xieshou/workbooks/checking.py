"""From texts to typed columns: whole columns at once where cells are plain, one by one elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from xieshou.kernel.quantity import unit
from xieshou.workbooks.cells import BadCellError, Context, ProblemCode, cells_of
from xieshou.workbooks.cells.contract import NoteCode
from xieshou.workbooks.cells.texts import CONTROL, tidied
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.defusing import restored
from xieshou.workbooks.gathering import SHOWN, Reason, Wrong, gathered, rows_of
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.grid import Grid, Oddness
from xieshou.workbooks.reading.reports import Header, Heading, Note
from xieshou.workbooks.repeating import repeated
from xieshou.workbooks.tables import ROW, Table

_LONG_DIGITS = r"^[0-9]{16,}$"
_SHORTENED = {Oddness.MONTH: 7, Oddness.YEAR: 4}
_TEXTUAL = frozenset(
    {Kind.TEXT, Kind.TEXTS, Kind.IDENTITY, Kind.CREDIT_CODE, Kind.DIVISION, Kind.DOCUMENT_NUMBER}
)
_MEASURED = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.QUANTITY})
_CUT = r"^-?[0-9]+\.[0-9]{9}$"
_BARE = r"^-?[0-9]+(\.[0-9]+)?$"
# One look over a column is cheaper than to rewrite it, and most have nothing to tidy or to restore.
_UNTIDY = rf"^[\s']|\s$|\r|{CONTROL}"


@dataclass(frozen=True)
class Checked:
    """The typed rows, what is wrong (in the order of the sheet, cut at a limit) and what was noted."""

    table: Table
    problems: tuple[CellProblem, ...]
    problem_count: int
    wrong_rows: frozenset[int]
    notes: tuple[Note, ...]


def texts_of(grid: Grid, below: int) -> pl.DataFrame:
    """The rows below row ``below`` of the sheet: ROW and tidied texts, null where a cell is blank."""
    start = below - grid.first_row + 1
    frame = grid.frame.slice(start)
    untidy = frame.select(pl.all().str.contains(_UNTIDY).any()).row(0) if frame.width else ()
    cells = [
        _tidied(pl.col(name), grid) if found else pl.col(name)
        for name, found in zip(frame.columns, untidy, strict=True)
    ]
    return frame.select(
        pl.int_range(below + 1, below + 1 + frame.height, dtype=pl.Int64, eager=True).alias(ROW),
        *(
            pl.when(cell != "").then(cell).alias(name)
            for name, cell in zip(frame.columns, cells, strict=True)
        ),
    )


def _tidied(text: pl.Expr, grid: Grid) -> pl.Expr:
    return tidied(text) if grid.named else restored(tidied(text))


def check(texts: pl.DataFrame, grid: Grid, header: Header, workbook: Workbook, limit: int) -> Checked:
    """Type every column that the header takes and find what is wrong, at most ``limit`` problems in full."""
    odd, long_decimals = _odd_frame(grid, texts, header, workbook)
    if grid.binary:
        texts = _with_full_numbers(texts, grid, header, workbook, long_decimals=long_decimals)
    typed: dict[str, pl.Series] = {}
    wrong: list[Wrong] = []
    notes: list[Note] = []
    for heading in header.taken:
        column = workbook.column(heading.field or "")
        mine = odd.filter(pl.col("column") == heading.column)
        context = _context(grid, heading)
        series, bad, noted = _column(
            texts.select(ROW, pl.col(str(heading.column)).alias("text")), column, heading, context, mine
        )
        typed[column.field] = series
        wrong += bad
        notes += noted
    fields = [field for field in workbook.fields if field in typed]
    frame = pl.DataFrame([texts[ROW], *(typed[field].alias(field) for field in fields)])
    wrong += repeated(frame, texts, header, workbook, limit)
    problems, count, wrong_rows = gathered(wrong, limit)
    return Checked(Table(workbook, frame), problems, count, wrong_rows, tuple(notes))


def _with_full_numbers(
    texts: pl.DataFrame, grid: Grid, header: Header, workbook: Workbook, *, long_decimals: bool
) -> pl.DataFrame:
    """The texts with numbers written as short as they can be, and in full where nine decimals cut them."""
    measured = [
        heading.column for heading in header.taken if workbook.column(heading.field or "").kind in _MEASURED
    ]
    finer = grid.finer(measured) if long_decimals else {}
    for column in measured:
        text = pl.col(str(column))
        number = text.cast(pl.Float64, strict=False)
        cut = text.str.contains(_CUT)
        if column in finer:
            rows = texts[ROW] - grid.first_row
            texts = texts.with_columns(finer[column].gather(rows).alias("#finer"))
            number = pl.coalesce("#finer", number)
            cut = text.str.contains(_BARE) & pl.col("#finer").is_not_null()
        texts = texts.with_columns(
            pl.when(cut)
            .then(number.cast(pl.String).str.replace(r"\.0$", ""))
            .otherwise(text)
            .alias(str(column))
        )
    return texts.drop("#finer", strict=False)


def _context(grid: Grid, heading: Heading) -> Context:
    return Context(unit(heading.unit) if heading.unit else None, grid.binary, grid.from_1904)


def _odd_frame(
    grid: Grid, texts: pl.DataFrame, header: Header, workbook: Workbook
) -> tuple[pl.DataFrame, bool]:
    """The odd cells of the columns that are read, and whether numbers have more decimals than their texts."""
    candidates = [
        heading.column
        for heading in header.taken
        if workbook.column(heading.field or "").kind in _TEXTUAL
        and texts[str(heading.column)].str.contains(_LONG_DIGITS).any()
    ]
    found = grid.odd(candidates)
    taken = {heading.column for heading in header.taken}
    kept = [each for each in found.cells if each.column in taken and each.row > header.rows[-1]]
    frame = pl.DataFrame(
        {
            ROW: [each.row for each in kept],
            "column": [each.column for each in kept],
            "oddness": [each.oddness.value for each in kept],
            "shows": [each.text for each in kept],
        },
        schema={ROW: pl.Int64, "column": pl.Int64, "oddness": pl.String, "shows": pl.String},
    )
    return frame, found.long_decimals


def _column(
    texts: pl.DataFrame, column: Column, heading: Heading, context: Context, odd: pl.DataFrame
) -> tuple[pl.Series, list[Wrong], list[Note]]:
    kind = cells_of(column)
    texts, refused = _without_refused(texts, column, odd)
    quick = kind.clean(pl.col("text"), context)
    empty = pl.lit(None, dtype=kind.dtype)
    frame = texts.with_columns((empty if quick is None else quick.cast(kind.dtype)).alias("value"))
    left = frame.filter(pl.col("text").is_not_null() & pl.col("value").is_null())
    wrong = [Wrong.alike(heading, column, (code, facts), rows) for code, facts, rows in refused]
    notes: list[Note] = []
    if left.height:
        frame, more, noted = _one_by_one(frame, left, column, heading, context)
        wrong += more
        notes += noted
    series, shortened = _shortened(frame, column, odd)
    notes += shortened
    if column.required:
        blank = frame.filter(pl.col("text").is_null()).join(rows_of(wrong), on=ROW, how="anti")
        if blank.height:
            wrong.append(Wrong.alike(heading, column, (ProblemCode.REQUIRED, ()), blank.select(ROW, "text")))
    return series, wrong, notes


def _without_refused(
    texts: pl.DataFrame, column: Column, odd: pl.DataFrame
) -> tuple[pl.DataFrame, list[tuple[ProblemCode, tuple[tuple[str, str], ...], pl.DataFrame]]]:
    """The texts without cells whose oddness forbids to read them, and those cells by reason."""
    refused: list[tuple[ProblemCode, tuple[tuple[str, str], ...], pl.DataFrame]] = []
    for oddness, code in (
        (Oddness.ERROR, ProblemCode.ERROR_CELL),
        (Oddness.FORMULA_WITHOUT_VALUE, ProblemCode.FORMULA_WITHOUT_VALUE),
        (Oddness.LONG_NUMBER, ProblemCode.DIGITS_LOST),
    ):
        mine = odd.filter(pl.col("oddness") == oddness.value)
        found = texts.join(mine.select(ROW, "shows"), on=ROW, how="semi")
        if oddness is Oddness.LONG_NUMBER:
            found = found.filter(pl.col("text").str.contains(_LONG_DIGITS))
        if not found.height:
            continue
        for shows in mine["shows"].unique().sort():
            rows = found.join(mine.filter(pl.col("shows") == shows), on=ROW, how="semi")
            facts = (("error", shows),) if oddness is Oddness.ERROR else ()
            held = pl.lit(shows) if oddness is Oddness.ERROR else pl.col("text")
            refused.append((code, facts, rows.select(ROW, held.alias("text"))))
        gone = pl.col(ROW).is_in(found[ROW].implode())
        texts = texts.with_columns(pl.when(~gone).then(pl.col("text")).alias("text"))
    return texts, refused


def _one_by_one(
    frame: pl.DataFrame, left: pl.DataFrame, column: Column, heading: Heading, context: Context
) -> tuple[pl.DataFrame, list[Wrong], list[Note]]:
    """Read each different text that the quick way left, and put its value wherever it stands."""
    kind = cells_of(column)
    values: dict[str, Any] = {}
    reasons: dict[Reason, int] = {}
    bad: dict[str, int] = {}
    noted: dict[NoteCode, list[str]] = {}
    for text in left["text"].unique(maintain_order=True):
        try:
            parsed = kind.parse(text, context)
        except BadCellError as error:
            bad[text] = reasons.setdefault((error.code, error.facts), len(reasons))
            continue
        values[text] = parsed.value
        if parsed.note is not None:
            noted.setdefault(parsed.note, []).append(text)
    frame = frame.with_columns(pl.coalesce("value", _put(values, kind.dtype)).alias("value"))
    told = left.select(ROW, "text", _put(bad, pl.Int64).alias("reason")).filter(
        pl.col("reason").is_not_null()
    )
    wrong = [Wrong(heading, column, tuple(reasons), told)] if bad else []
    notes = [_note(column, code, _with_texts(left, texts), values) for code, texts in noted.items()]
    return frame, wrong, notes


def _put(found: dict[str, Any], dtype: type[pl.DataType]) -> pl.Expr:
    """What was found for each text, wherever that stands."""
    old, new = pl.Series(list(found), dtype=pl.String), pl.Series(list(found.values()), dtype=dtype)
    return pl.col("text").replace_strict(old, new, default=None, return_dtype=dtype)


def _with_texts(left: pl.DataFrame, texts: list[str]) -> pl.DataFrame:
    return left.filter(pl.col("text").is_in(texts)).select(ROW, "text")


def _note(column: Column, code: NoteCode, rows: pl.DataFrame, values: dict[str, Any]) -> Note:
    row, text = rows.row(0)
    shown = ("", "") if column.is_personal else (text[:SHOWN], str(values[text]))
    if column.kind is Kind.MONEY and not column.is_personal:
        shown = (text[:SHOWN], str(cells_of(column).restore(values[text])))
    return Note(column.field, code, rows.height, row, *shown)


def _shortened(frame: pl.DataFrame, column: Column, odd: pl.DataFrame) -> tuple[pl.Series, list[Note]]:
    """Dates whose cells show a month or a year only are known only so far."""
    series = frame["value"]
    if column.kind is not Kind.DATE:
        return series, []
    notes = []
    for oddness, length in _SHORTENED.items():
        rows = odd.filter(pl.col("oddness") == oddness.value)
        if not rows.height:
            continue
        shows = pl.col(ROW).is_in(rows[ROW].implode()) & (pl.col("value").str.len_chars() == 10)
        told = frame.filter(shows)
        if told.height:
            row, text, value = told.select(ROW, "text", "value").row(0)
            notes.append(
                Note(column.field, NoteCode.MONTH_BY_FORMAT, told.height, row, text[:10], value[:length])
            )
            cut = pl.when(shows).then(pl.col("value").str.slice(0, length)).otherwise(pl.col("value"))
            frame = frame.with_columns(cut.alias("value"))
    return frame["value"], notes
