"""Net income of a household and per head: (工资 + 经营 − 经营支出 + 财产 + 转移) ÷ 家庭人口."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Income:
    """A year's parts in yuan, None where not known; ``people`` is the number that they are divided by."""

    # One of the parts is called ``property``: hence the full name of the decorator below.

    year: int
    people: int | None = None
    wage: Decimal | None = None
    business: Decimal | None = None
    business_cost: Decimal | None = None
    property: Decimal | None = None
    transfer: Decimal | None = None
    stated_per_head: Decimal | None = None

    @builtins.property
    def parts(self) -> tuple[Decimal | None, ...]:
        """The five parts, the cost as a negative."""
        cost = None if self.business_cost is None else -self.business_cost
        return (self.wage, self.business, cost, self.property, self.transfer)

    @builtins.property
    def net(self) -> Decimal | None:
        """Net income of the household in yuan; None where no part is known. A part not known counts as none.

        Source: domain.md B5 (A17–A20 of the 2013 registration form), the formula from memory.
        """
        known = [part for part in self.parts if part is not None]
        return sum(known, Decimal(0)) if known else None

    @builtins.property
    def per_head(self) -> Decimal | None:
        """Net income per head to the cent; what is stated where there are no parts; None for neither."""
        if self.net is None:
            return self.stated_per_head
        if not self.people:
            return None
        return (self.net / self.people).quantize(CENT, ROUND_HALF_UP)

    @builtins.property
    def computed(self) -> bool:
        """Does ``per_head`` come from parts, and not from what a table stated?"""
        return self.net is not None and bool(self.people)

    @builtins.property
    def formula(self) -> str:
        """The arithmetic with its figures, for people to follow: ``(12000 + 8000 − 3000 + 0 + 500) ÷ 4``."""
        if not self.computed:
            return ""
        wage, business, cost, owned, given = (
            _plain(part)
            for part in (self.wage, self.business, self.business_cost, self.property, self.transfer)
        )
        return f"({wage} + {business} − {cost} + {owned} + {given}) ÷ {self.people}"


def _plain(part: Decimal | None) -> str:
    """12000.00 as 12000, 0.50 as 0.5."""
    text = f"{part or Decimal(0):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
