"""The hidden sheet, or the note in a Parquet file, by which our own files are known again."""

from __future__ import annotations

SHEET = "_xieshou"
MARK = "xieshou-workbook"
PARQUET_MARK = "xieshou"
"""The key of the note of a Parquet file: the mark, the workbook and its version."""
CODES_SHEET = "_codes"
