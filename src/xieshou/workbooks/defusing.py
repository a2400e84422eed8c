"""Texts that a spreadsheet would take for formulas, made harmless so that they read back unchanged.

A text that begins with = + - @ or a tab runs as a formula when a CSV file is opened, or when someone edits
the cell. In CSV files an apostrophe before it prevents that; a sheet marks the cell as text instead. Reading
takes one apostrophe away again, so a text that has apostrophes of its own before such a sign gets one more.
"""

from __future__ import annotations

import re

import polars as pl

_SIGNS = "[=+\\-@\t\r\n|%＝＋－＠]"
_WOULD_RUN = re.compile(f"^{_SIGNS}")
_NEEDS_ONE_MORE = re.compile(f"^'+{_SIGNS}")
_DEFUSED = f"^'('*{_SIGNS})"


def would_run(text: str) -> bool:
    """Might a spreadsheet take it for a formula or a command?"""
    return bool(_WOULD_RUN.match(text))


def defused(text: str, *, marked_as_text: bool) -> str:
    """The text as it is to be written; ``marked_as_text`` where the cell itself says that it is a text."""
    if _NEEDS_ONE_MORE.match(text) or (not marked_as_text and would_run(text)):
        return f"'{text}"
    return text


def runs(text: pl.Expr) -> pl.Expr:
    """``would_run`` over a column."""
    return text.str.contains(f"^{_SIGNS}")


def defused_column(text: pl.Expr, *, marked_as_text: bool) -> pl.Expr:
    """``defused`` over a column."""
    needs = f"^'+{_SIGNS}" if marked_as_text else f"^'*{_SIGNS}"
    return pl.when(text.str.contains(needs)).then(pl.lit("'") + text).otherwise(text)


def restored(text: pl.Expr) -> pl.Expr:
    """What was written, from what is read, over a column."""
    return text.str.replace(_DEFUSED, "${1}")
