"""Division codes: 6 digits to the county (GB/T 2260), 9 to the town (GB/T 10114), 12 to the village.

The last three digits of a village are those of the statistics.

A code tells its level and, by arithmetic, its parent's code. It does not tell whether such a division ever
existed: that is the business of the register of places.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Self

from xieshou.kernel.codes.folding import fold_code


class BadDivisionCodeError(ValueError):
    """A text is no division code of 2, 4, 6, 9 or 12 digits."""


class DivisionLevel(IntEnum):
    """The five tiers, numbered from above."""

    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3
    TOWN = 4
    VILLAGE = 5


class TownKind(Enum):
    """What the three digits of a town say (GB/T 10114)."""

    SUBDISTRICT = "街道"
    TOWN = "镇"
    TOWNSHIP = "乡"
    ZONE = "类似乡级单位"


_SIGNIFICANT = {1: 2, 2: 4, 3: 6, 4: 9, 5: 12}
_SHAPES = {2, 4, 6, 9, 12}
_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})


@dataclass(frozen=True, slots=True, order=True)
class DivisionCode:
    """A code in its usual form: 6 digits down to the county, 9 for a town, 12 for a village.

    Raises:
        BadDivisionCodeError: when built from a text that is not in that form; ``parse`` is lenient.
    """

    text: str

    def __post_init__(self) -> None:
        if self.text != _usual(self.text):
            raise BadDivisionCodeError(self.text)

    @classmethod
    def parse(cls, text: str | int) -> Self:
        """Read a code in any of its lengths and widths: 52, 5206, 520602, 520602101, 520602000000.

        Raises:
            BadDivisionCodeError: for anything else.
        """
        return cls(_usual(fold_code(str(text))))

    @property
    def level(self) -> DivisionLevel:
        """The tier, read off the digits that are not zero."""
        return _level(self.text)

    @property
    def stem(self) -> str:
        """The digits that all codes below this one share: 5206 for 520600."""
        return self.text[: _SIGNIFICANT[self.level]]

    @property
    def parent(self) -> DivisionCode | None:
        """The code one tier up by arithmetic alone; None for a province.

        It may be a placeholder that names no unit (see ``is_placeholder``).
        """
        if self.level is DivisionLevel.PROVINCE:
            return None
        return DivisionCode.parse(self.text[: _SIGNIFICANT[self.level - 1]])

    @property
    def real_parent(self) -> DivisionCode | None:
        """The nearest code above that is no placeholder: 110000 for 110101, 410000 for 419001."""
        above = self.parent
        return above.real_parent if above and above.is_placeholder else above

    @property
    def is_placeholder(self) -> bool:
        """Is it a heading of the standard, not a unit?

        Such are the prefecture parts 90 (directly administered counties) everywhere and 01, 02 (市辖区, 县)
        in the four municipalities, and the county part 01 (市辖区) under a prefecture-level city.
        """
        if self.level is DivisionLevel.PREFECTURE:
            prefecture = self.text[2:4]
            return prefecture == "90" or (self.text[:2] in _MUNICIPALITIES and prefecture in ("01", "02"))
        if self.level is DivisionLevel.COUNTY:
            is_city = "01" <= self.text[2:4] <= "20" or "51" <= self.text[2:4] <= "70"
            return is_city and self.text[4:6] == "01" and self.text[:2] not in _MUNICIPALITIES
        return False

    @property
    def is_statistical_zone(self) -> bool:
        """Is it a county code 71 to 80, kept by the statistics for functional zones (开发区) only?

        GB/T 2260 itself has given none of these numbers to a county.
        """
        return self.level is DivisionLevel.COUNTY and "71" <= self.text[4:6] <= "80"

    @property
    def town_kind(self) -> TownKind | None:
        """The kind of town; None above the town and for numbers that the standard leaves open."""
        if self.level < DivisionLevel.TOWN:
            return None
        number = int(self.text[6:9])
        for highest, kind in (
            (99, TownKind.SUBDISTRICT),
            (199, TownKind.TOWN),
            (399, TownKind.TOWNSHIP),
            (599, TownKind.ZONE),
        ):
            if number <= highest:
                return kind
        return None

    def at(self, level: DivisionLevel) -> DivisionCode:
        """The code of the division of that tier in which this one lies (itself at its own tier).

        Raises:
            BadDivisionCodeError: when ``level`` is below its own.
        """
        if level > self.level:
            raise BadDivisionCodeError(f"{self.text} does not reach down to {level.name.lower()}")
        return DivisionCode.parse(self.text[: _SIGNIFICANT[level]])

    def covers(self, other: DivisionCode) -> bool:
        """Does ``other`` lie in this division or equal it, by the digits?"""
        return other.text.startswith(self.stem)

    def long(self) -> str:
        """In the twelve digits of the statistics."""
        return self.text.ljust(12, "0")

    def __str__(self) -> str:
        return self.text


def _usual(folded: str) -> str:
    if len(folded) not in _SHAPES or not (folded.isascii() and folded.isdigit()):
        raise BadDivisionCodeError(f"{folded!r}: a division code has 2, 4, 6, 9 or 12 digits")
    long = folded.ljust(12, "0")
    parts = (long[:2], long[2:4], long[4:6], long[6:9], long[9:])
    filled = [int(part) > 0 for part in parts]
    if not "11" <= long[:2] <= "82":
        raise BadDivisionCodeError(f"{folded!r}: no province begins with {long[:2]}")
    if filled != sorted(filled, reverse=True):
        raise BadDivisionCodeError(f"{folded!r}: a tier is left out")
    return long[: max(6, _SIGNIFICANT[sum(filled)])]


def _level(usual: str) -> DivisionLevel:
    if len(usual) == 12:
        return DivisionLevel.VILLAGE
    if len(usual) == 9:
        return DivisionLevel.TOWN
    if usual[4:] != "00":
        return DivisionLevel.COUNTY
    return DivisionLevel.PREFECTURE if usual[2:4] != "00" else DivisionLevel.PROVINCE
