"""What does not agree in a year's income."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xieshou.domain.households.rules.faults import Code, Fault, Severity
from xieshou.domain.households.rules.income import Income
from xieshou.domain.households.rules.sheet import Sheet

FAR = Decimal("0.05")
"""Our judgement: a stated income per head may differ from the computed one by a twentieth, for rounding."""
_NAMES = ("wage", "business", "business_cost", "property", "transfer", "stated_per_head")


def of_incomes(sheet: Sheet) -> Iterator[Fault]:
    """The faults of every year that is at hand."""
    for income in sheet.incomes:
        yield from of_income(income, sheet.on.year, len(sheet.people))


def of_income(income: Income, this_year: int, living: int = 0) -> Iterator[Fault]:
    """The faults of one year; ``living`` is how many people the household has today, 0 where not at hand."""
    year = (("year", str(income.year)),)
    if not 1990 <= income.year <= this_year:
        yield Fault(Code.INCOME_OF_FUTURE, Severity.ERROR, "year", facts=year)
    for name in _NAMES:
        value = getattr(income, name)
        # A loss is told by costs above the takings; net income per head may well be below zero.
        if value is not None and value < 0 and name != "stated_per_head":
            yield Fault(Code.INCOME_NEGATIVE, Severity.ERROR, name, facts=year)
    if any(part is not None for part in income.parts) and not income.people:
        yield Fault(Code.INCOME_WITHOUT_PEOPLE, Severity.ERROR, "people", facts=year)
    if income.business_cost and income.business is None:
        yield Fault(Code.COST_WITHOUT_BUSINESS, Severity.DOUBT, "business", facts=year)
    if income.people and living and income.year == this_year and income.people != living:
        facts = (*year, ("people", str(income.people)), ("living", str(living)))
        yield Fault(Code.INCOME_FOR_OTHERS, Severity.DOUBT, "people", facts=facts)
    yield from _stated(income)


def _stated(income: Income) -> Iterator[Fault]:
    computed, stated = income.per_head, income.stated_per_head
    if not income.computed or computed is None or stated is None:
        return
    if abs(computed - stated) > abs(computed) * FAR:
        facts = (("year", str(income.year)), ("stated", f"{stated:f}"), ("computed", f"{computed:f}"))
        code, source = Code.STATED_FAR_FROM_COMPUTED, "B5"
        yield Fault(code, Severity.DOUBT, "stated_per_head", facts=facts, source=source)
