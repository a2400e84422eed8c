"""A formula as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class FormulaKind(StrEnum):
    """How the figures of a formula stand to one another."""

    RATE = "rate"
    AVERAGE = "average"
    PART = "part"
    PLACE_PART = "place_part"
    BASE = "base"
    GROWTH = "growth"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Formula:
    """One row of ``formulas.toml``. Indicators are named by code.

    RATE: numerator ÷ denominator in %, beside ``stated``. AVERAGE: numerator per one of denominator, beside
    ``stated``, or between ``least`` and ``most`` where these are given. PART: ``part`` ≤ ``whole`` of the
    same parties and time. PLACE_PART: the value of a place ≤ that of what it lies in, whatever is measured
    but rates. BASE: numerator ÷ the rate ``stated``, which must come out alike at two dates, to within
    ``tolerance``. GROWTH: of each of ``indicators`` the later value against the earlier in one document.
    SUM: ``indicators`` of one passage add up to ``total``.
    """

    code: str
    kind: FormulaKind
    name: str
    name_en: str
    numerator: str = ""
    denominator: str = ""
    stated: str = ""
    part: str = ""
    whole: str = ""
    indicators: tuple[str, ...] = ()
    least: Fraction | None = None
    most: Fraction | None = None
    tolerance: Fraction | None = None
    total: Fraction | None = None
    source: str = ""
    note: str = ""
    note_en: str = ""
