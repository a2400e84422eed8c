"""CSV files as people save them: UTF-8 with or without BOM, GB18030, UTF-16; commas, tabs or semicolons."""

from __future__ import annotations

import csv
import io
from itertools import islice
from pathlib import Path

import polars as pl

from xieshou.workbooks.reading.grid import Grid
from xieshou.workbooks.refusing import BadCsvError, BadEncodingError, EmptyFileError

_LOOKED_AT = 60
_SEPARATORS = ",\t;"
csv.field_size_limit(2**20)


def read_delimited(path: Path) -> Grid:
    """The whole file as texts; row numbers are those that Excel shows.

    Raises:
        EmptyFileError, BadEncodingError, BadCsvError: as they say.
    """
    text, encoding = _decode(path.read_bytes())
    if not text.strip():
        raise EmptyFileError
    separator, width = _shape(text)
    frame = _quick(text, separator, width)
    if frame is None:
        frame = _careful(text, separator)
    return Grid(frame, encoding=encoding)


def _decode(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = [("utf-16", "UTF-16")]
    else:
        encodings = [("utf-8-sig", "UTF-8"), ("gb18030", "GB18030")]
    failed = 0
    for codec, name in encodings:
        try:
            return content.decode(codec), name
        except UnicodeDecodeError as problem:
            failed = content[: problem.start].count(b"\n") + 1
    raise BadEncodingError(line=str(failed))


def _shape(text: str) -> tuple[str, int]:
    """The separator that makes the widest rows near the top, and how wide they are."""
    head = text[: 2**18]
    widths = {}
    for separator in _SEPARATORS:
        try:
            rows = islice(csv.reader(io.StringIO(head, newline=""), delimiter=separator), _LOOKED_AT)
            widths[separator] = max((len(row) for row in rows), default=0)
        except csv.Error:
            widths[separator] = 0
    best = max(_SEPARATORS, key=lambda each: widths[each])
    return best, max(widths[best], 1)


def _quick(text: str, separator: str, width: int) -> pl.DataFrame | None:
    schema = {str(column): pl.String for column in range(width)}
    try:
        return pl.read_csv(
            text.encode(),
            has_header=False,
            schema=schema,
            separator=separator,
            missing_columns="insert",
        )
    except (pl.exceptions.PolarsError, TypeError):
        return None


def _careful(text: str, separator: str) -> pl.DataFrame:
    """Row by row, for files whose rows differ in width; says which line is not well formed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        raise BadCsvError(line=str(reader.line_num)) from None
    width = max(len(row) for row in rows)
    columns = [
        pl.Series(str(at), [row[at] if at < len(row) else None for row in rows], dtype=pl.String)
        for at in range(width)
    ]
    return pl.DataFrame(columns)
