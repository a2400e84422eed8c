"""The columns of a register as its page explains them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xieshou.web.ledgers.wording import KINDS
from xieshou.web.shell import words
from xieshou.workbooks.declaring import Column, Workbook
from xieshou.workbooks.writing.template import form_of


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """One column in the reader's language; ``choices`` are the labels of its code list."""

    title: str
    kind: str
    unit: str
    required: bool
    key: bool
    hints: tuple[str, ...]
    choices: tuple[str, ...]
    example: str


def columns_of(workbook: Workbook) -> Iterator[ColumnShown]:
    """Its columns, in their order."""
    for column in workbook:
        yield ColumnShown(
            title=column.named(words.language()),
            kind=str(KINDS[column.kind]),
            unit=column.unit,
            required=column.required,
            key=column.field in workbook.key,
            hints=_hints(column),
            choices=tuple(code.label(words.language()) for code in column.codes),
            example=column.example,
        )


def _hints(column: Column) -> tuple[str, ...]:
    language = words.language()
    said = (column.helped(language), form_of(column.kind, language))
    return tuple(hint for hint in said if hint)
