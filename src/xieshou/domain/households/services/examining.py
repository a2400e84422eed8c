"""Households as the rules see them: from stored records, and from those that are about to be stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from xieshou.domain.households.models import Household, HouseholdIncome, Member
from xieshou.domain.households.rules.income import Income
from xieshou.domain.households.rules.sheet import Sheet, Someone
from xieshou.domain.personal.agreeing import agreement


def sheet_of(
    household: Household,
    people: Iterable[tuple[str, Member]],
    incomes: Iterable[HouseholdIncome] = (),
    *,
    on: date,
) -> Sheet:
    """The sheet of a household with these people, by the keys that faults will name."""
    return Sheet(
        on=on,
        people=tuple(_someone(key, person) for key, person in people),
        incomes=tuple(income_of(each) for each in incomes),
        attribute=household.attribute,
        main_cause=household.main_cause,
        second_cause=household.second_cause,
        third_cause=household.third_cause,
        house_grade=household.house_grade,
        house_year=household.house_year,
        unsafe_house=household.unsafe_house,
        water_checks=(
            household.water_quantity,
            household.water_quality,
            household.water_distance,
            household.water_reliability,
        ),
        safe_water=household.safe_water,
    )


def income_of(stored: HouseholdIncome) -> Income:
    """A year's income as the rules see it."""
    return Income(
        stored.year, stored.people, stored.wage, stored.business, stored.business_cost, stored.property,
        stored.transfer, stored.stated_per_head,
    )  # fmt: skip


def _someone(key: str, person: Member) -> Someone:
    agrees = agreement(person.id_number, born=person.born_on, sex=person.sex)
    return Someone(
        key=key,
        name=person.name,
        relation=person.relation,
        sex=person.sex,
        born=person.born_on,
        id_number=person.id_number,
        disability_number=person.disability_number,
        health=person.health,
        born_agrees=agrees.born,
        sex_agrees=agrees.sex,
        schooling=person.schooling,
        skill=person.skill,
        months_away=person.months_away,
        left_behind=person.left_behind,
        empty_nest=person.empty_nest,
        destitute=person.destitute,
    )
