"""Code lists, written in either language or as stored, and yes or no."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from xieshou.kernel.language import Language
from xieshou.kernel.text import fold
from xieshou.workbooks.cells.contract import BadCellError, Context, Parsed, ProblemCode
from xieshou.workbooks.declaring import Code

_YES = frozenset({"是", "有", "对", "yes", "y", "true", "t", "1", "√", "✓", "✔", "☑"})
_NO = frozenset({"否", "无", "不是", "没有", "no", "n", "false", "f", "0", "×", "✗", "✘", "x", "☐"})
_NAMED = 12


@dataclass(frozen=True)
class CodeCells:
    """The stored values of a code list."""

    codes: tuple[Code, ...]

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {
            fold(name): code.value
            for code in self.codes
            for name in (code.value, code.zh, code.en, *code.also)
        }

    @cached_property
    def _by_value(self) -> dict[str, Code]:
        return {code.value: code for code in self.codes}

    @property
    def dtype(self) -> type[pl.DataType]:
        """Stored values."""
        return pl.String

    def parse(self, text: str, context: Context) -> Parsed:
        """A label in either language, another name, or the stored value; any script and width.

        Raises:
            BadCellError: UNKNOWN_CODE, with the nearest label if one is near, and the labels if they are few.
        """
        found = self._by_name.get(fold(text))
        if found is not None:
            return Parsed(found)
        labels = [code.zh for code in self.codes]
        near = difflib.get_close_matches(text, labels, 1, 0.5)
        listed = "、".join(labels[:_NAMED]) + ("…" if len(labels) > _NAMED else "")
        raise BadCellError(ProblemCode.UNKNOWN_CODE, choices=listed, nearest=near[0] if near else "")

    def clean(self, text: pl.Expr, context: Context) -> pl.Expr | None:
        """None: labels repeat, so each is read once."""
        return None

    def store(self, value: Any) -> Any:
        """The stored value; an empty one is None."""
        return value or None

    def restore(self, canonical: Any) -> Any:
        """The stored value."""
        return canonical

    def shown(self, canonical: Any, language: Language) -> Any:
        """The label; of a value that is no longer in the list, the value itself."""
        code = self._by_value.get(canonical)
        return code.label(language) if code else canonical


@dataclass(frozen=True, slots=True)
class BooleanCells:
    """Yes or no."""

    @property
    def dtype(self) -> type[pl.DataType]:
        """Booleans."""
        return pl.Boolean

    def parse(self, text: str, context: Context) -> Parsed:
        """是, 否, 有, 无, yes, no, √, ×, TRUE, FALSE, 1, 0.

        Raises:
            BadCellError: NOT_A_BOOLEAN.
        """
        folded = fold(text)
        if folded in _YES:
            return Parsed(True)
        if folded in _NO:
            return Parsed(False)
        raise BadCellError(ProblemCode.NOT_A_BOOLEAN)

    def clean(self, text: pl.Expr, context: Context) -> pl.Expr | None:
        """None: there are few ways to say it."""
        return None

    def store(self, value: Any) -> Any:
        """The boolean."""
        return value

    def restore(self, canonical: Any) -> Any:
        """The boolean."""
        return canonical

    def shown(self, canonical: Any, language: Language) -> Any:
        """是 or 否, yes or no."""
        if language is Language.ENGLISH:
            return "yes" if canonical else "no"
        return "是" if canonical else "否"
