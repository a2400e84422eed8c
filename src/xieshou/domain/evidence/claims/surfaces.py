"""Whether the characters of a figure say what is kept of it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from xieshou.kernel.quantity import (
    Kind,
    NotAFigureError,
    Quantity,
    Unit,
    UnknownUnitError,
    count_alike,
    parse_quantity,
)
from xieshou.kernel.text import fold

_RANGE = re.compile(r"([\d.,]+)[-~至到]([\d.,]+)(.*)")


class Disagreement(StrEnum):
    """In what a kept figure differs from its characters."""

    VALUE = "value"
    UNIT = "unit"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Reading:
    """What characters say: a quantity, and the upper end of a range."""

    quantity: Quantity
    high: Quantity | None = None


def read_surface(surface: str, default: Unit | None) -> Reading | None:
    """What the characters say; None where they say no number (数千里) or none without more context (零).

    ``default`` is the unit where the characters name none: 超过15万 (of persons, as the sentence says).
    """
    written = fold(surface)
    if found := _RANGE.fullmatch(written):
        low, high = (read_surface(found[part] + found[3], default) for part in (1, 2))
        return Reading(low.quantity, high.quantity) if low and high else None
    try:
        return Reading(parse_quantity(written, default))
    except (NotAFigureError, UnknownUnitError):
        return None


def disagreement(surface: str, kept: Quantity, high: Quantity | None) -> Disagreement | None:
    """In what the kept figure differs from its characters; None if in nothing, or if they cannot be read.

    A word of approximation that stands outside the characters (大概 before 半小时) may be kept with them.
    """
    read = read_surface(surface, kept.unit)
    if read is None:
        return None
    if not _may_stand_for(read.quantity.unit.kind, kept.unit.kind):
        return Disagreement.UNIT
    if _amount(read.quantity, kept) != kept.base or (read.high is None) != (high is None):
        return Disagreement.VALUE
    if read.high is not None and high is not None and _amount(read.high, high) != high.base:
        return Disagreement.VALUE
    if read.quantity.word and read.quantity.qualifier is not kept.qualifier:
        return Disagreement.WORD
    return None


def _may_stand_for(written: Kind, kept: Kind) -> bool:
    # 10个 children are persons.
    return count_alike(written, kept) or (written is Kind.PIECE and kept is Kind.PERSON)


def _amount(read: Quantity, kept: Quantity) -> Fraction:
    """In base units of the kept one; a classifier counts the same things one by one."""
    return read.base if read.unit.kind is kept.unit.kind else Fraction(read.value) * kept.unit.factor
