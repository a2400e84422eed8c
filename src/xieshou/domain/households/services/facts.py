"""What forms and ledgers say of a household: typed values, with clear numbers that are sealed when stored."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from xieshou.domain.households.models import HelpKind, Household, Member
from xieshou.domain.places.models import Division
from xieshou.kernel.period import PartialDate, Period, Precision


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """What is said of a household. An empty ``number`` asks for the next one of the village.

    ``phone`` and ``bank_account`` are as typed; the mask on record leaves them. None is not known.
    """

    village: Division
    number: str = ""
    hamlet: str = ""
    standard: str = ""
    attribute: str = ""
    main_cause: str = ""
    second_cause: str = ""
    third_cause: str = ""
    phone: str = field(default="", repr=False)
    bank_account: str = field(default="", repr=False)
    identified: PartialDate | None = None
    house_area: Decimal | None = None
    house_structure: str = ""
    house_year: int | None = None
    house_grade: str = ""
    unsafe_house: bool | None = None
    water_quantity: bool | None = None
    water_quality: bool | None = None
    water_distance: bool | None = None
    water_reliability: bool | None = None
    safe_water: bool | None = None
    electricity: bool | None = None
    fuel: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What is said of somebody. An empty ``number`` asks for the next one of the household.

    The numbers and ``health`` are as typed; the mask on record leaves them. Where the ID number is typed, sex
    and birth may be left out: it tells them. ``joined_on`` None: since before the register.
    """

    name: str
    relation: str = ""
    number: str = ""
    sex: str = ""
    born_on: date | None = field(default=None, repr=False)
    id_number: str = field(default="", repr=False)
    disability_number: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    health: str = field(default="", repr=False)
    nationality: str = ""
    education: str = ""
    schooling: str = ""
    skill: str = ""
    months_away: Decimal | None = None
    serious_insurance: bool | None = None
    medical_insurance: bool | None = None
    pension: bool | None = None
    allowance: bool | None = None
    left_behind: str = ""
    destitute: bool = False
    empty_nest: bool = False
    identified: PartialDate | None = None
    joined_on: date | None = None
    note: str = ""

    def __repr__(self) -> str:
        """Without anything personal: a repr ends up in logs."""
        return f"MemberFacts(name={self.name!r})"


@dataclass(frozen=True, slots=True)
class IncomeFacts:
    """A year's income in yuan; None is not known. ``people`` None: those there at the year's end."""

    year: int
    people: int | None = None
    wage: Decimal | None = None
    business: Decimal | None = None
    business_cost: Decimal | None = None
    property: Decimal | None = None
    transfer: Decimal | None = None
    stated_per_head: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure of help; ``amount`` in yuan, ``member`` where it is for one person."""

    kind: HelpKind
    content: str
    period: Period
    amount: Decimal | None = None
    member: Member | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """A visit; the position in degrees, both or neither."""

    on: date
    visitors: str
    purpose: str = ""
    findings: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photo as the phone sent it."""

    data: bytes = field(repr=False)
    caption: str = ""


def facts_of_household(household: Household) -> HouseholdFacts:
    """What is on record of a household, for a change of a part of it: sealed values stay sealed."""
    return HouseholdFacts(**_on_record(household, HouseholdFacts))


def facts_of_member(member: Member) -> MemberFacts:
    """The same of somebody."""
    return MemberFacts(**_on_record(member, MemberFacts))


def _on_record(record: Household | Member, facts: type[Any]) -> dict[str, Any]:
    names = [each.name for each in fields(facts) if each.name != "identified"]
    on, precision = record.identified_on, Precision(record.identified_precision)
    identified = PartialDate(on, precision) if on else None
    return {**{name: getattr(record, name) for name in names}, "identified": identified}
