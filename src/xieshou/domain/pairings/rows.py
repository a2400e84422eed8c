"""The pairing tables as files: one row read into plain, checked values. Knows no database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from xieshou.domain.certainty import Certainty
from xieshou.domain.pairings.models import Shape
from xieshou.domain.programme import Programme
from xieshou.kernel.period import BadDateError, BadPeriodError, PartialDate, Period
from xieshou.kernel.tables import BadTableError, read_table

T = TypeVar("T")

# The words that the tables and the articles use, older wordings included.
PROGRAMMES = {
    "东西扶贫协作": Programme.EAST_WEST_POVERTY,
    **{str(label): Programme(value) for value, label in Programme.choices},
}
COLUMNS = (
    "round",
    "effective_from",
    "effective_to",
    "doc_no",
    "programme_type",
    "east",
    "east_code",
    "west",
    "west_code",
    "west_province",
    "certainty",
    "source",
    "note",
    "parent",
    "shape",
    "distance",
)
SHAPES = {str(label): Shape(value) for value, label in Shape.choices}


class BadPairingRowError(ValueError):
    """A row of a pairing table cannot be understood; the message says file, line, column and why."""


@dataclass(frozen=True, slots=True)
class PartyWords:
    """A party as a table names it: a code where the table has one, and always the name."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class PairingRow:
    """One row of a pairing table."""

    where: str
    round: str
    start: PartialDate | None
    end: PartialDate | None
    document: str
    programme: Programme
    giver: PartyWords
    receiver: PartyWords
    receiver_province: str
    certainty: Certainty
    source: str
    note: str
    parent: str
    shape: Shape | None
    formal: bool
    distance_km: Decimal | None
    distance_qualifier: str


def read_rows(path: Path) -> Iterator[PairingRow]:
    """Yield the rows of a table (UTF-8, COLUMNS in any order; see docs/data-sources/pairings.md).

    Raises:
        BadPairingRowError: at the first row that cannot be understood.
    """
    try:
        table = read_table(path, COLUMNS)
    except BadTableError as problem:
        raise BadPairingRowError(str(problem)) from None
    for where, raw in table:
        yield _row(where, raw)


def _row(where: str, raw: dict[str, str]) -> PairingRow:
    distance, qualifier = _distance(where, raw["distance"])
    start = _date(where, "effective_from", raw["effective_from"])
    end = _date(where, "effective_to", raw["effective_to"])
    try:
        Period(start, end)
    except BadPeriodError as problem:
        raise BadPairingRowError(f"{where}, effective_to: {problem}") from None
    for side in ("east", "west"):
        if not raw[side]:
            raise BadPairingRowError(f"{where}, {side}: the name is missing")
    return PairingRow(
        where=where,
        round=re.sub(r"\D", "", raw["round"]),
        start=start,
        end=end,
        document=raw["doc_no"],
        programme=_choice(where, "programme_type", raw["programme_type"], PROGRAMMES),
        giver=PartyWords(raw["east"], raw["east_code"]),
        receiver=PartyWords(raw["west"], raw["west_code"]),
        receiver_province=raw["west_province"],
        certainty=_certainty(where, raw["certainty"]),
        source=raw["source"],
        note=raw["note"],
        parent=raw["parent"],
        shape=_choice(where, "shape", raw["shape"], SHAPES) if raw["shape"] else None,
        formal="柔性" not in raw["note"],
        distance_km=distance,
        distance_qualifier=qualifier,
    )


def _date(where: str, column: str, text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except BadDateError as problem:
        raise BadPairingRowError(f"{where}, {column}: {problem}") from None


def _choice(where: str, column: str, text: str, known: dict[str, T]) -> T:
    try:
        return known[text]
    except KeyError:
        raise BadPairingRowError(f"{where}, {column}: {text!r} is none of {'、'.join(known)}") from None


def _certainty(where: str, text: str) -> Certainty:
    """The best word wins (seed+source is seed) but "weak+memory" is weak; a bracket after it is a remark."""
    words = re.split(r"\+", re.sub(r"\(.*\)", "", text).strip())
    try:
        return min((Certainty(word.strip()) for word in words), key=lambda found: found.rank)
    except ValueError:
        raise BadPairingRowError(f"{where}, certainty: {text!r} is unknown") from None


def _distance(where: str, text: str) -> tuple[Decimal | None, str]:
    found = re.fullmatch(r"(>=|<=|~)?([\d.]+)", text) if text else None
    if not text:
        return None, "="
    try:
        if found is None:
            raise InvalidOperation
        return Decimal(found[2]), {">=": "≥", "<=": "≤", "~": "≈"}.get(found[1], "=")
    except InvalidOperation:
        raise BadPairingRowError(f"{where}, distance: {text!r} is no distance in km") from None
