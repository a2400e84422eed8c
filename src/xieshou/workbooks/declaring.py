"""What a workbook (台账) is, as data: its columns, what each may hold, and what tells two rows apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xieshou.kernel.language import Language
from xieshou.kernel.masking import PersonalKind
from xieshou.kernel.quantity import Kind as UnitKind
from xieshou.kernel.quantity import Unit, UnknownUnitError, unit
from xieshou.kernel.text import fold


class BadDeclarationError(ValueError):
    """A workbook is declared so that it could not be read back: a mistake in the code of an area."""


class Kind(StrEnum):
    """What the cells of a column hold, and the type that a row has for it.

    ==================  =============================================================================
    TEXT                ``str``, stripped, one kind of line end
    TEXTS               ``tuple[str, ...]``; 、 or ; between them
    INTEGER             ``int``, in the column's unit if it has one
    DECIMAL             ``Decimal``, in the column's unit if it has one
    YEAR                ``int``, 1900 to 2100
    MONEY               ``Money``; ``unit`` is what a bare number is counted in (元, 万元 or 亿元)
    QUANTITY            ``Quantity`` with qualifier and word; ``unit`` is that of a bare number
    DATE                ``PartialDate``
    PERIOD              ``Period``, its end as kept: the date on which it was no longer in force
    CODE                ``str``, the stored value of one of ``codes``
    BOOLEAN             ``bool``
    IDENTITY            ``str``, eighteen characters that pass the check, or the mask of such; personal
    DIVISION            ``str``, a division code in its usual form
    CREDIT_CODE         ``str``; one that fails its check digit is taken with a note
    DOCUMENT_NUMBER     ``str``, in the standard's form where it can be brought into it
    ==================  =============================================================================

    An empty cell is None for every kind.
    """

    TEXT = "text"
    TEXTS = "texts"
    INTEGER = "integer"
    DECIMAL = "decimal"
    YEAR = "year"
    MONEY = "money"
    QUANTITY = "quantity"
    DATE = "date"
    PERIOD = "period"
    CODE = "code"
    BOOLEAN = "boolean"
    IDENTITY = "identity"
    DIVISION = "division"
    CREDIT_CODE = "credit_code"
    DOCUMENT_NUMBER = "document_number"


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list: what is stored, and how people write it in either language."""

    value: str
    zh: str
    en: str
    also: tuple[str, ...] = ()

    def label(self, language: Language) -> str:
        """The word for it in that language."""
        return self.en if language is Language.ENGLISH else self.zh


_FIELD = re.compile(r"[a-z][a-z0-9_]*")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_MEASURED = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.QUANTITY})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``also`` are other headings that it answers to; ``example`` is written as people would.

    ``least`` and ``most`` bound numbers in the column's unit, ``longest`` the characters of a text.
    ``personal`` says what kind of personal data it holds, which is kept out of messages, logs and marked
    copies and masked in previews; identity numbers always are.

    Raises:
        BadDeclarationError: for a code column without codes, a unit that does not fit, and the like.
    """

    field: str
    title: str
    title_en: str
    kind: Kind = Kind.TEXT
    required: bool = False
    also: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    unit: str = ""
    example: str = ""
    help: str = ""
    help_en: str = ""
    longest: int | None = None
    least: Decimal | int | None = None
    most: Decimal | int | None = None
    personal: PersonalKind | None = None

    def __post_init__(self) -> None:
        if not _FIELD.fullmatch(self.field):
            raise BadDeclarationError(f"{self.field!r} is no name of a field")
        if (self.kind is Kind.CODE) != bool(self.codes):
            raise BadDeclarationError(f"{self.field}: a code column has codes, and no other has")
        if self.unit and self.kind not in _MEASURED:
            raise BadDeclarationError(f"{self.field}: a {self.kind} has no unit")
        if self.unit:
            try:
                unit(self.unit)
            except UnknownUnitError:
                raise BadDeclarationError(f"{self.field}: no unit {self.unit}") from None
        if self.kind is Kind.MONEY and not (self.unit and self.measure.kind is UnitKind.MONEY):
            raise BadDeclarationError(f"{self.field}: money is counted in 元, 万元 or 亿元")
        self._require_clear_codes()

    def _require_clear_codes(self) -> None:
        seen: dict[str, str] = {}
        for code in self.codes:
            for name in (code.value, code.zh, code.en, *code.also):
                if seen.setdefault(fold(name), code.value) != code.value:
                    raise BadDeclarationError(
                        f"{self.field}: {name} means both {seen[fold(name)]} and {code.value}"
                    )

    @property
    def measure(self) -> Unit:
        """The unit of a bare number.

        Raises:
            UnknownUnitError: when the column has none.
        """
        return unit(self.unit)

    @property
    def is_personal(self) -> bool:
        """Must its cells be kept out of messages, logs and marked copies?"""
        return self.masked_as is not None

    @property
    def masked_as(self) -> PersonalKind | None:
        """The kind of personal data by which its cells are masked, if they are personal."""
        return PersonalKind.ID_NUMBER if self.kind is Kind.IDENTITY else self.personal

    def named(self, language: Language) -> str:
        """Its title in that language, without unit."""
        return self.title_en if language is Language.ENGLISH else self.title

    def helped(self, language: Language) -> str:
        """How to fill it in, in that language; may be empty."""
        return self.help_en if language is Language.ENGLISH else self.help

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that it answers to."""
        return (self.title, self.title_en, *self.also, self.field)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A register as a table: ``key`` are the fields that tell its rows apart (the natural key).

    ``version`` grows when a column changes its meaning; it is stamped into templates and exports.

    Raises:
        BadDeclarationError: when fields or headings are not distinct, or the key is not among the columns.
    """

    name: str
    title: str
    title_en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    version: int = 1

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise BadDeclarationError(f"{self.name!r} is no name of a workbook")
        fields = self.fields
        if len(set(fields)) != len(fields):
            raise BadDeclarationError(f"{self.name}: a field is declared twice")
        owners: dict[str, str] = {}
        for column in self.columns:
            for heading in column.headings:
                if owners.setdefault(fold(heading), column.field) != column.field:
                    raise BadDeclarationError(f"{self.name}: two columns answer to {heading}")
        if not self.key or not set(self.key) <= set(fields):
            raise BadDeclarationError(f"{self.name}: the key is not among its fields")
        if not any(self.column(field).required for field in self.key):
            raise BadDeclarationError(f"{self.name}: some part of the key must be required")

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields, in the order of the columns."""
        return tuple(column.field for column in self.columns)

    def column(self, field: str) -> Column:
        """The column of that field.

        Raises:
            KeyError: when there is none.
        """
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)

    def named(self, language: Language) -> str:
        """Its title in that language."""
        return self.title_en if language is Language.ENGLISH else self.title

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)
