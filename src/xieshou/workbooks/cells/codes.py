"""Numbers that carry a check: of citizens, divisions, organisations, documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from xieshou.kernel.codes import (
    BadDivisionCodeError,
    DivisionCode,
    IdentityProblem,
    NotAnIdentityNumberError,
    check_credit_code,
    check_identity_number,
    parse_identity_number,
)
from xieshou.kernel.codes.folding import fold_code
from xieshou.kernel.docnumbers import BadDocumentNumberError, DocumentNumber
from xieshou.kernel.language import Language
from xieshou.kernel.masking import PersonalKind
from xieshou.kernel.text import fold
from xieshou.workbooks.cells.contract import BadCellError, Context, NoteCode, Parsed, ProblemCode
from xieshou.workbooks.cells.texts import tidy

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def read_identity(text: str, context: Context) -> Parsed:
    """An identity number of eighteen characters, or the mask under which one was exported.

    The error names the reason, never the number. Whether a mask is that of the record is for the area to say.

    Raises:
        BadCellError: BAD_IDENTITY.
    """
    if PersonalKind.ID_NUMBER.is_mask(fold_code(text)):
        return Parsed(fold_code(text))
    try:
        return Parsed(parse_identity_number(text).text)
    except NotAnIdentityNumberError as error:
        raise BadCellError(ProblemCode.BAD_IDENTITY, reason=error.problem.value) from None


# The counties of Hainan bore such codes until they were given the prefecture part 90: 460032 东方黎族自治县.
_STRAIGHT_BELOW = re.compile(r"4600(?!00)\d\d")


def read_division(text: str, context: Context) -> Parsed:
    """A division code in any of its lengths.

    Raises:
        BadCellError: BAD_DIVISION.
    """
    bare = text.removesuffix(".0")
    try:
        return Parsed(DivisionCode.parse(bare).text)
    except BadDivisionCodeError:
        if _STRAIGHT_BELOW.fullmatch(fold(bare)):
            return Parsed(fold(bare))
        raise BadCellError(ProblemCode.BAD_DIVISION) from None


def read_credit_code(text: str, context: Context) -> Parsed:
    """A unified social credit code; never refused, since real ones fail the check."""
    code = check_credit_code(text)
    return Parsed(code.text, None if code.valid else NoteCode.DOUBTFUL_CREDIT_CODE)


def read_document_number(text: str, context: Context) -> Parsed:
    """A document number in the standard's form; what cannot be brought into it is kept as written."""
    try:
        return Parsed(str(DocumentNumber.parse(fold(text))))
    except BadDocumentNumberError:
        return Parsed(text, NoteCode.NOT_STANDARD_NUMBER)


def clean_identity(text: pl.Expr) -> pl.Expr:
    """Numbers in half-width capitals that pass every check."""
    shape = rf"^({'|'.join(_provinces())})[0-9]{{15}}[0-9X]$"
    bare = pl.when(text.str.contains(shape)).then(text)
    total = pl.sum_horizontal(
        bare.str.slice(place, 1).cast(pl.Int32, strict=False) * weight
        for place, weight in enumerate(_WEIGHTS)
    )
    check = pl.lit(_CHECKS).str.slice(total % 11, 1)
    born = bare.str.slice(6, 8)
    real = born.str.to_date("%Y%m%d", strict=False).is_not_null() & (born.str.slice(0, 4) >= "1850")
    return pl.when(real & (check == bare.str.slice(17, 1))).then(bare)


@cache
def _provinces() -> tuple[str, ...]:
    """The first two digits that some province has or had."""
    return tuple(
        f"{number}"
        for number in range(11, 92)
        if check_identity_number(f"{number}0101199001010010") is not IdentityProblem.REGION
    )


@dataclass(frozen=True, slots=True)
class CheckedCells:
    """Texts that one function reads; the canonical form is the value."""

    read: Callable[[str, Context], Parsed]
    quick: Callable[[pl.Expr], pl.Expr] | None = None

    @property
    def dtype(self) -> type[pl.DataType]:
        """Texts."""
        return pl.String

    def parse(self, text: str, context: Context) -> Parsed:
        """As the function reads it.

        Raises:
            BadCellError: what the function raises.
        """
        return self.read(text, context)

    def clean(self, text: pl.Expr, context: Context) -> pl.Expr | None:
        """As the function for whole columns reads it, if there is one."""
        return self.quick(text) if self.quick else None

    def store(self, value: Any) -> Any:
        """As read; a value on record that would be refused today is kept as it is."""
        bare = tidy(value) if value is not None else ""
        if not bare:
            return None
        try:
            return self.read(bare, Context()).value
        except BadCellError:
            return bare

    def restore(self, canonical: Any) -> Any:
        """The text."""
        return canonical

    def shown(self, canonical: Any, language: Language) -> Any:
        """The text, so that no digit is lost."""
        return canonical
