"""The table of units. Units of one kind convert exactly into one another; of different kinds, never.

A kind is narrower than a dimension: persons (人), person-times (人次), households (户) and firms (家) are all
counts, yet no two of them can be added. Factors are exact. The base of area is the mu, because
every other unit of area in use is a finite decimal number of mu (1 mu = 2000/3 m², so 1 m² = 0.0015 mu),
while the reverse is not so. Counties, districts and provinces are counted with words of their own (4省,
2区8县) and are pieces like 个. A sum per county (万元/县) is a kind of its own: no money is added to it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class UnknownUnitError(ValueError):
    """A text names no unit of the table."""


class UnitMismatchError(ValueError):
    """Two quantities measure different kinds of things and can be neither added nor compared."""

    def __init__(self, left: Unit, right: Unit) -> None:
        self.left, self.right = left, right
        super().__init__(f"{left.symbol} and {right.symbol} measure different things")


class Kind(StrEnum):
    """What a unit measures. Only units of one kind add."""

    PERSON = "person"
    PERSON_TIME = "person_time"
    HOUSEHOLD = "household"
    HOUSEHOLD_TIME = "household_time"
    PIECE = "piece"
    ITEM = "item"
    FIRM = "firm"
    BATCH = "batch"
    TIME = "time"
    INSTITUTION = "institution"
    BUILDING = "building"
    ROOM = "room"
    PLANT = "plant"
    PAIR = "pair"
    TEXT = "text"
    CHARACTER = "character"
    ENTRY = "entry"
    COPY = "copy"
    MONEY = "money"
    MONEY_PER_COUNTY = "money_per_county"
    AREA = "area"
    LENGTH = "length"
    MASS = "mass"
    SHARE = "share"
    SHARE_POINT = "share_point"
    MULTIPLE = "multiple"
    AGE = "age"
    YEAR = "year"
    MONTH = "month"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: ``factor`` says how many base units of its kind it is.

    ``one`` and ``many`` are its English words; a unit such as % is written against the number.
    """

    symbol: str
    kind: Kind
    factor: Fraction
    one: str
    many: str

    @property
    def is_base(self) -> bool:
        """Is this the unit that others of its kind are counted in?"""
        return self.factor == 1

    def __str__(self) -> str:
        return self.symbol


def _table() -> dict[str, Unit]:
    rows: list[tuple[str, Kind, Fraction | int, str, str]] = [
        ("人", Kind.PERSON, 1, "person", "people"),
        ("名", Kind.PERSON, 1, "person", "people"),
        ("人次", Kind.PERSON_TIME, 1, "person-time", "person-times"),
        ("万人次", Kind.PERSON_TIME, 10_000, "ten thousand person-times", "ten thousand person-times"),
        ("户", Kind.HOUSEHOLD, 1, "household", "households"),
        ("户次", Kind.HOUSEHOLD_TIME, 1, "household-time", "household-times"),
        ("个", Kind.PIECE, 1, "", ""),
        ("省", Kind.PIECE, 1, "province", "provinces"),
        ("县", Kind.PIECE, 1, "county", "counties"),
        ("区", Kind.PIECE, 1, "district", "districts"),
        ("县市", Kind.PIECE, 1, "county or city", "counties and cities"),
        ("项", Kind.ITEM, 1, "item", "items"),
        ("家", Kind.FIRM, 1, "organisation", "organisations"),
        ("批次", Kind.BATCH, 1, "batch", "batches"),
        ("次", Kind.TIME, 1, "time", "times"),
        ("所", Kind.INSTITUTION, 1, "institution", "institutions"),
        ("栋", Kind.BUILDING, 1, "building", "buildings"),
        ("间", Kind.ROOM, 1, "room", "rooms"),
        ("株", Kind.PLANT, 1, "plant", "plants"),
        ("对", Kind.PAIR, 1, "pair", "pairs"),
        ("篇", Kind.TEXT, 1, "paper", "papers"),
        ("字", Kind.CHARACTER, 1, "character", "characters"),
        ("条", Kind.ENTRY, 1, "entry", "entries"),
        ("份", Kind.COPY, 1, "", ""),
        ("元", Kind.MONEY, 1, "yuan", "yuan"),
        ("万元", Kind.MONEY, 10_000, "ten thousand yuan", "ten thousand yuan"),
        ("亿元", Kind.MONEY, 100_000_000, "hundred million yuan", "hundred million yuan"),
        ("元/县", Kind.MONEY_PER_COUNTY, 1, "yuan per county", "yuan per county"),
        (
            "万元/县",
            Kind.MONEY_PER_COUNTY,
            10_000,
            "ten thousand yuan per county",
            "ten thousand yuan per county",
        ),
        ("亩", Kind.AREA, 1, "mu", "mu"),
        ("万亩", Kind.AREA, 10_000, "ten thousand mu", "ten thousand mu"),
        ("平方米", Kind.AREA, Fraction(3, 2000), "m²", "m²"),
        ("公顷", Kind.AREA, 15, "ha", "ha"),
        ("平方公里", Kind.AREA, 1500, "km²", "km²"),
        ("米", Kind.LENGTH, 1, "m", "m"),
        ("里", Kind.LENGTH, 500, "li", "li"),
        ("公里", Kind.LENGTH, 1000, "km", "km"),
        ("公斤", Kind.MASS, 1, "kg", "kg"),
        ("斤", Kind.MASS, Fraction(1, 2), "jin", "jin"),
        ("吨", Kind.MASS, 1000, "tonne", "tonnes"),
        ("%", Kind.SHARE, 1, "%", "%"),
        ("个百分点", Kind.SHARE_POINT, 1, "percentage point", "percentage points"),
        ("倍", Kind.MULTIPLE, 1, "times as much", "times as much"),
        ("岁", Kind.AGE, 1, "year of age", "years of age"),
        ("年", Kind.YEAR, 1, "year", "years"),
        ("个月", Kind.MONTH, 1, "month", "months"),
        ("分钟", Kind.DURATION, 1, "minute", "minutes"),
        ("小时", Kind.DURATION, 60, "hour", "hours"),
        ("天", Kind.DURATION, 1440, "day", "days"),
        ("周", Kind.DURATION, 10_080, "week", "weeks"),
    ]
    return {
        symbol: Unit(symbol, kind, Fraction(factor), one, many) for symbol, kind, factor, one, many in rows
    }


UNITS: dict[str, Unit] = _table()
"""Every unit by its Chinese symbol."""

_ALIASES = {
    "位": "名",
    "块": "元",
    "千米": "公里",
    "km": "公里",
    "平方千米": "平方公里",
    "km2": "平方公里",
    "m2": "平方米",
    "m": "米",
    "ha": "公顷",
    "kg": "公斤",
    "千克": "公斤",
    "t": "吨",
    "幢": "栋",
    "百分点": "个百分点",
    "人民币": "元",
    "元人民币": "元",
    "万元人民币": "万元",
    "亿元人民币": "亿元",
}
# Measure words that texts use for one another: 119项 and 119个 projects, 15个 and 11份 agreements.
_CLASSIFIERS = frozenset({Kind.PIECE, Kind.ITEM, Kind.FIRM, Kind.INSTITUTION, Kind.COPY})
_VISITS = frozenset({Kind.BATCH, Kind.TIME})
_BASES: dict[Kind, Unit] = {}
for _each in UNITS.values():
    if _each.is_base:
        _BASES.setdefault(_each.kind, _each)


def unit(symbol: str) -> Unit:
    """The unit of that symbol or alias, in full or half width (``km²``, ``%``).

    Raises:
        UnknownUnitError: when the table has none.
    """
    folded = unicodedata.normalize("NFKC", symbol).strip()
    try:
        return UNITS[_ALIASES.get(folded, folded)]
    except KeyError:
        raise UnknownUnitError(symbol) from None


def base_of(kind: Kind) -> Unit:
    """The unit of that kind with factor 1."""
    return _BASES[kind]


def count_alike(one: Kind, other: Kind) -> bool:
    """Do both count the same things one by one, by different measure words (119项 and 119个)?"""
    return one is other or any({one, other} <= group for group in (_CLASSIFIERS, _VISITS))
