"""The rows of a sheet as XML, made from whole columns.

A library that writes cell by cell takes minutes for what a million rows hold; as texts joined by columns they
take seconds. Everything else of a workbook is left to such a library (``exporting``).
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from xlsxwriter.utility import xl_col_to_name

from xieshou.kernel.language import Language
from xieshou.workbooks.cells.numbers import MEANT
from xieshou.workbooks.cells.texts import CELL_LIMIT
from xieshou.workbooks.declaring import Kind, Workbook
from xieshou.workbooks.defusing import defused_column, runs
from xieshou.workbooks.writing.columns import NUMERIC, shown_texts

_ROW = "#row"
_DAY = r"^(19|20|21|22)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
_PLACES = 12
_ESCAPED = r"[&<>]|_x[0-9a-fA-F]{4}_|[\x00-\x08\x0b-\x1f\ufffe\uffff]|^\s|\s$"


class TextTooLongError(ValueError):
    """A text has more characters than a cell of a spreadsheet keeps; export the records as .csv."""


@dataclass(frozen=True, slots=True)
class CellStyles:
    """The attribute ``s="…"`` of each style that cells of rows have; may be empty."""

    count: str
    text: str
    risky: str
    number: str
    day: str


def rows_as_xml(
    workbook: Workbook, frame: pl.DataFrame, after: int, styles: CellStyles, language: Language
) -> pl.Series:
    """A text for each row of canonical columns; ``after`` rows of records stand above, below the header.

    Raises:
        TextTooLongError: when a cell could not hold a text.
    """
    number = pl.int_range(after + 1, after + 1 + frame.height, dtype=pl.Int64, eager=True)
    sheet_row = (number + 1).cast(pl.String)
    cells = [_numbers("A", styles.count)]
    shown = [sheet_row.alias(_ROW), number.cast(pl.String).alias("A")]
    for place, column in enumerate(workbook, 1):
        letters, texts = xl_col_to_name(place), shown_texts(column, frame[column.field], language)
        shown.append(texts.alias(letters))
        if column.kind in NUMERIC:
            cells.append(_figures(letters, texts, styles))
        elif column.kind is Kind.DATE:
            cells.append(_dates(letters, styles))
        else:
            cells.append(_texts(letters, texts, styles))
    row = pl.concat_str(
        pl.lit('<row r="'), pl.col(_ROW), pl.lit('">'), *cells, pl.lit("</row>"), ignore_nulls=True
    )
    return pl.DataFrame(shown).select(row.alias(_ROW))[_ROW]


def _cell(letters: str, style: str, kind: str, inside: pl.Expr, end: str) -> pl.Expr:
    """One cell of each row; null where ``inside`` is."""
    head, attributes = pl.lit(f'<c r="{letters}'), pl.lit(f'"{style}{kind}')
    return pl.concat_str(head, pl.col(_ROW), attributes, inside, pl.lit(end))


def _numbers(letters: str, style: str) -> pl.Expr:
    return _cell(letters, style, "><v>", pl.col(letters), "</v></c>")


def _inline(letters: str, inside: pl.Expr, style: str, *, space: str = "") -> pl.Expr:
    return _cell(letters, style, f' t="inlineStr"><is><t{space}>', inside, "</t></is></c>")


def _figures(letters: str, texts: pl.Series, styles: CellStyles) -> pl.Expr:
    """Numbers; one that a binary fraction would change as a text whose sign says that every digit counts."""
    text = pl.col(letters)
    as_number = _numbers(letters, styles.number)
    fits = _fits_binary(text)
    if texts.to_frame(letters).select((fits | text.is_null()).all()).item():
        return as_number
    sign = pl.when(text.str.starts_with("-")).then(pl.lit("−")).otherwise(pl.lit("+"))
    exact = pl.concat_str(sign, text.str.strip_prefix("-"))
    return pl.when(fits).then(as_number).otherwise(_inline(letters, exact, styles.risky))


def _fits_binary(text: pl.Expr) -> pl.Expr:
    """``fits_binary`` of the numbers that texts without exponent and idle zeros state."""
    bare = text.str.strip_prefix("-")
    digits = bare.str.replace(".", "", literal=True).str.strip_chars("0")
    whole = bare.str.extract(r"^([0-9]+)").str.len_bytes() <= MEANT
    places = bare.str.extract(r"\.([0-9]+)$").str.len_bytes().fill_null(0) <= _PLACES
    return (digits.str.len_bytes() <= MEANT) & whole & places


def _dates(letters: str, styles: CellStyles) -> pl.Expr:
    """Days as days, so that they sort and filter; what is known to the month or the year as texts."""
    text = pl.col(letters)
    is_day = text.str.contains(_DAY) & (text >= "1901")
    serial = (text.str.to_date("%Y-%m-%d", strict=False) - pl.date(1899, 12, 30)).dt.total_days()
    as_day = _cell(letters, styles.day, "><v>", serial.cast(pl.String), "</v></c>")
    return pl.when(is_day).then(as_day).otherwise(_inline(letters, _escaped(text), styles.text))


def _texts(letters: str, texts: pl.Series, styles: CellStyles) -> pl.Expr:
    """Texts, never run as formulas, and never taken for XML."""
    text = defused_column(pl.col(letters), marked_as_text=True)
    risky, odd, longest = (
        texts.to_frame(letters)
        .select(
            runs(text).any().alias("risky"),
            text.str.contains(_ESCAPED).any().alias("odd"),
            text.str.len_chars().max().alias("longest"),
        )
        .row(0)
    )
    if (longest or 0) > CELL_LIMIT:
        raise TextTooLongError(str(CELL_LIMIT))
    if not odd and not risky:
        return _inline(letters, text, styles.text)
    inside, space = (_escaped(text), ' xml:space="preserve"') if odd else (text, "")
    plain = _inline(letters, inside, styles.text, space=space)
    if not risky:
        return plain
    return pl.when(runs(text)).then(_inline(letters, inside, styles.risky, space=space)).otherwise(plain)


def _escaped(text: pl.Expr) -> pl.Expr:
    """As XML takes it, and as spreadsheets do: what looks like one of their escapes is escaped itself."""
    text = text.str.replace_all("(_x[0-9a-fA-F]{4}_)", "_x005F${1}")
    for name, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.str.replace_all(name, written, literal=True)
    return text.str.replace_all("[\x00-\x08\x0b-\x1f\ufffe\uffff]", "")
