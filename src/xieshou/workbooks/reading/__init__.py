"""Reads a file into typed rows: .xlsx, .xls and .csv as people keep them, .parquet as programs do."""

from xieshou.workbooks.reading.files import read
from xieshou.workbooks.reading.reports import (
    Header,
    Heading,
    Note,
    Reading,
    SkippedRow,
    SkipReason,
    Stamp,
)

__all__ = ["Header", "Heading", "Note", "Reading", "SkipReason", "SkippedRow", "Stamp", "read"]
