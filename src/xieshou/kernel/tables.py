"""CSV tables as people save them: read whole and checked in form before anything is made of a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path


class BadTableError(ValueError):
    """A file is no such table; the message says file, line and what is wrong with it."""


def read_table(path: Path, columns: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    """The rows of a CSV file in UTF-8 (with or without BOM), each with where it stands ("pairs.csv, line 7").

    Every row has all of ``columns``, cells stripped; other columns are left out and empty lines passed over.

    Raises:
        BadTableError: for another encoding, a missing column, or a row with too few or too many cells.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = path.read_bytes()[: problem.start].count(b"\n") + 1
        raise BadTableError(
            f"{path.name}, line {line}: the file is not UTF-8; in Excel, save it as “CSV UTF-8”"
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    rows = []
    try:
        for cells in reader:
            where = f"{path.name}, line {reader.line_num}"
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                missing = [column for column in columns if column not in header]
                if missing:
                    raise BadTableError(f"{where}: the header lacks {', '.join(missing)}")
            elif len(cells) != len(header):
                raise BadTableError(f"{where}: {len(cells)} cells where the header has {len(header)}")
            else:
                row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
                rows.append((where, {column: row[column] for column in columns}))
    except csv.Error as problem:
        raise BadTableError(f"{path.name}, line {reader.line_num}: {problem}") from None
    if not header:
        raise BadTableError(f"{path.name}: the file is empty; its first line names the columns")
    return rows
