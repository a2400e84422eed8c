"""A household as the rules see it: plain values, whoever typed or stored them.

Sealed values come as they are: they compare by what they stand for and show their mask.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from xieshou.domain.households.rules.income import Income


@dataclass(frozen=True, slots=True)
class Someone:
    """One of its people. ``key`` is how the caller tells them apart: a row of a form, a primary key.

    ``born_agrees`` and ``sex_agrees``: with what the ID number tells, where there is one.
    """

    key: str
    name: str
    relation: str = ""
    sex: str = ""
    born: date | None = field(default=None, repr=False)
    id_number: str = field(default="", repr=False)
    disability_number: str = field(default="", repr=False)
    health: str = field(default="", repr=False)
    born_agrees: bool = True
    sex_agrees: bool = True
    schooling: str = ""
    skill: str = ""
    months_away: Decimal | None = None
    left_behind: str = ""
    empty_nest: bool = False
    destitute: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A household on a day, with those who live in it then and the incomes that are at hand."""

    on: date
    people: tuple[Someone, ...] = ()
    incomes: tuple[Income, ...] = ()
    attribute: str = ""
    main_cause: str = ""
    second_cause: str = ""
    third_cause: str = ""
    house_grade: str = ""
    house_year: int | None = None
    unsafe_house: bool | None = None
    water_checks: tuple[bool | None, ...] = (None, None, None, None)
    safe_water: bool | None = None

    @property
    def causes(self) -> tuple[str, ...]:
        """The causes that are stated, the main one first."""
        return tuple(each for each in (self.main_cause, self.second_cause, self.third_cause) if each)
