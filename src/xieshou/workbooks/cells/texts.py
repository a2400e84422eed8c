"""Free texts, and several short texts in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import polars as pl

from xieshou.kernel.language import Language
from xieshou.workbooks.cells.contract import BadCellError, Context, Parsed, ProblemCode

CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]"
"""XML cannot hold them and nobody typed them."""
_CONTROLS = re.compile(CONTROL)
_SEPARATORS = re.compile("[、;；\n]")
CELL_LIMIT = 32_767
"""Characters that Excel keeps of one cell."""


def tidy(text: str) -> str:
    """The text without blanks around it and control characters, its lines ended in one way."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def tidied(text: pl.Expr) -> pl.Expr:
    """``tidy`` over a column."""
    return (
        text.str.replace_all("\r\n", "\n", literal=True)
        .str.replace_all("\r", "\n", literal=True)
        .str.replace_all(CONTROL, "")
        .str.strip_chars()
    )


@dataclass(frozen=True, slots=True)
class TextCells:
    """Texts of at most ``longest`` characters."""

    longest: int | None = None

    @property
    def dtype(self) -> type[pl.DataType]:
        """Texts."""
        return pl.String

    def parse(self, text: str, context: Context) -> Parsed:
        """The text itself.

        Raises:
            BadCellError: TOO_LONG.
        """
        limit = self.longest or CELL_LIMIT
        if len(text) > limit:
            raise BadCellError(ProblemCode.TOO_LONG, length=str(len(text)), longest=str(limit))
        return Parsed(text)

    def clean(self, text: pl.Expr, context: Context) -> pl.Expr | None:
        """All that is not too long."""
        return pl.when(text.str.len_chars() <= (self.longest or CELL_LIMIT)).then(text)

    def store(self, value: Any) -> Any:
        """Tidied; an empty text is None."""
        return (tidy(value) or None) if value is not None else None

    def restore(self, canonical: Any) -> Any:
        """The text."""
        return canonical

    def shown(self, canonical: Any, language: Language) -> Any:
        """The text."""
        return canonical


@dataclass(frozen=True, slots=True)
class TextsCells:
    """Short texts with 、 between them; ; and line ends are read too, so no text can hold one of these."""

    @property
    def dtype(self) -> type[pl.DataType]:
        """Texts, joined by 、."""
        return pl.String

    def parse(self, text: str, context: Context) -> Parsed:
        """The parts, each stripped, empty ones left out."""
        return Parsed("、".join(_parts(text)) or None)

    def clean(self, text: pl.Expr, context: Context) -> pl.Expr | None:
        """A single part."""
        return pl.when(~text.str.contains("[、;；\n]")).then(text)

    def store(self, value: Any) -> Any:
        """Joined; nothing is None."""
        return "、".join(part for each in value or () for part in _parts(tidy(each))) or None

    def restore(self, canonical: Any) -> Any:
        """A tuple of texts."""
        return tuple(canonical.split("、"))

    def shown(self, canonical: Any, language: Language) -> Any:
        """Joined by 、 in either language: what is exported reads back the same."""
        return canonical


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
