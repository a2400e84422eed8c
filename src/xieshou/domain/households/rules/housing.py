"""House and water: what was graded or checked against what a table says in one word."""

from __future__ import annotations

from collections.abc import Iterator

from xieshou.domain.households.rules.faults import Code, Fault, Severity
from xieshou.domain.households.rules.sheet import Sheet

_UNSAFE = ("C", "D")


def of_house(sheet: Sheet) -> Iterator[Fault]:
    """The faults of house and water."""
    graded = sheet.house_grade in _UNSAFE if sheet.house_grade else None
    if None not in (graded, sheet.unsafe_house) and graded != sheet.unsafe_house:
        facts = (("grade", sheet.house_grade),)
        yield Fault(Code.HOUSE_AGAINST_FLAG, Severity.ERROR, "unsafe_house", facts=facts, source="A23-2")
    if sheet.house_year is not None and not 1800 <= sheet.house_year <= sheet.on.year:
        facts = (("year", str(sheet.house_year)),)
        yield Fault(Code.HOUSE_FROM_FUTURE, Severity.ERROR, "house_year", facts=facts)
    yield from _water(sheet)


def _water(sheet: Sheet) -> Iterator[Fault]:
    """Water is safe when all four checks pass, and is not when one fails (水量、水质、方便程度、保证率)."""
    fails = False in sheet.water_checks
    passes = all(sheet.water_checks)
    if (sheet.safe_water is True and fails) or (sheet.safe_water is False and passes):
        yield Fault(Code.WATER_AGAINST_FLAG, Severity.ERROR, "safe_water", source="A23-2")
