"""The hidden sheet by which our own templates and exports are known again."""

from __future__ import annotations

SHEET = "_xieshou"
MARK = "xieshou-workbook"
CODES_SHEET = "_codes"
