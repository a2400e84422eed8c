"""Looks at a file before anything parses it, and refuses what is dangerous, closed or no workbook."""

from xieshou.workbooks.guarding.formats import USUAL, FileFormat, Limits, guard

__all__ = ["USUAL", "FileFormat", "Limits", "guard"]
