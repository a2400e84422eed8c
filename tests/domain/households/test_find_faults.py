"""The quality of a register: every fault planted is counted where it is, and found behind its number."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.households.building import TODAY, household, members, recorder, village
from tests.domain.personal.numbers import identity, phone
from xieshou.domain.households.models import HEAD, HelpKind, Household, Member, Status
from xieshou.domain.households.queries import FaultKind, faulty_households, faulty_people, quality
from xieshou.domain.households.services import (
    HouseholdFacts,
    IncomeFacts,
    MeasureFacts,
    MemberFacts,
    assign_responsible,
    record_death,
    record_household,
    record_income,
    record_measure,
    set_status,
)
from xieshou.domain.parties.models import Person
from xieshou.kernel.actor import SYSTEM
from xieshou.kernel.period import PartialDate, Period

pytestmark = pytest.mark.django_db
OTHER = "520602101208"


def sound(of: str = "520602204201") -> Household:
    """A household without any fault."""
    actor = recorder("520602")
    home = record_household(
        actor=actor,
        facts=HouseholdFacts(village(of, of), phone=phone(1), house_grade="A", unsafe_house=False),
        members=[MemberFacts("示例甲", HEAD, id_number=identity(Member.objects.count() + 1))],
        today=TODAY,
    )
    record_income(actor=actor, household=home, facts=IncomeFacts(2019, 1), today=TODAY)
    return home


def faults(of: str = "520602204201") -> dict[FaultKind, int]:
    found = [each for each in quality(SYSTEM, village(of, of), year=2019, on=TODAY) if each.code == of]
    return dict(found[0].faults) if found else {}


def test_a_sound_household_has_no_fault() -> None:
    sound()
    assert faults() == {}


def test_faults_of_households_are_counted_by_kind_and_place() -> None:
    sound(OTHER)
    home = household(recorder("520602"))
    Member.objects.filter(household=home, relation=HEAD).update(relation="")
    Household.objects.filter(pk=home.pk).update(
        house_grade="D", unsafe_house=False, safe_water=True, water_quality=False
    )
    set_status(
        actor=recorder("520602"), household=home, status=Status.POOR, since=PartialDate.parse("2014"),
        note="示例公示", today=TODAY,
    )  # fmt: skip
    wanted = (
        FaultKind.NO_HEAD, FaultKind.NO_INCOME, FaultKind.NO_PHONE, FaultKind.NO_RESPONSIBLE,
        FaultKind.HOUSE, FaultKind.WATER,
    )  # fmt: skip
    found = faults()
    assert {kind: found[kind] for kind in wanted} == dict.fromkeys(wanted, 1)
    assert faults(OTHER) == {}
    for kind in wanted:
        assert list(faulty_households(SYSTEM, kind, village(), year=2019, on=TODAY)) == [home]
    cadre = Person.objects.create(name="示例干部", name_key="示例干部", division=village())
    assign_responsible(
        actor=recorder("520602"), household=home, person=cadre, since=PartialDate.parse("2018"), today=TODAY
    )
    assert FaultKind.NO_RESPONSIBLE not in faults()


def test_faults_of_people_are_counted_and_twins_are_found_in_the_whole_register() -> None:
    sound()
    home = sound(OTHER)
    twin = Member.objects.get(household=home)
    twin.id_number = identity(1)
    twin.save()
    assert faults() == {FaultKind.ID_TWICE: 1}
    assert faults(OTHER) == {FaultKind.ID_TWICE: 1}
    assert list(faulty_people(SYSTEM, FaultKind.ID_TWICE, village(OTHER), year=2019, on=TODAY)) == [twin]
    # Whoever reaches one village only learns of its own record, not whose the other is.
    assert faulty_people(recorder("520602101"), FaultKind.ID_TWICE, None, year=2019, on=TODAY).count() == 1
    household(recorder("520602"))
    assert faults()[FaultKind.NO_ID] == 3


def test_measures_that_run_after_a_death_are_found() -> None:
    home = household(recorder("520602"))
    wife = members(home)[1]
    record_measure(
        actor=recorder("520602"), household=home, today=TODAY,
        facts=MeasureFacts(HelpKind.POST, "护林员", Period.parse("2019", None), member=wife),
    )  # fmt: skip
    assert FaultKind.DEAD_SERVED not in faults()
    record_death(actor=recorder("520602"), member=wife, on=date(2020, 3, 1), today=TODAY)
    assert faults()[FaultKind.DEAD_SERVED] == 1
    assert list(faulty_people(SYSTEM, FaultKind.DEAD_SERVED, village(), year=2019, on=TODAY)) == [wife]


def test_a_stranger_is_told_of_no_fault() -> None:
    household(recorder("520602"))
    assert quality(recorder("53"), None, year=2019, on=TODAY) == []
    for kind in FaultKind:
        rows = (faulty_households, faulty_people)
        assert not any(each(recorder("53"), kind, None, year=2019, on=TODAY).exists() for each in rows)
