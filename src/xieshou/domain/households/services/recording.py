"""Recording a household with its people, somebody more in it, and what it earned in a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import TypeVar

from django.db.models import Q

from xieshou.domain.access import require_reach
from xieshou.domain.households.models import Household, HouseholdIncome, Joined, Left, Member
from xieshou.domain.households.rules import consistency
from xieshou.domain.households.rules.faults import Code, Fault
from xieshou.domain.households.rules.income import Income
from xieshou.domain.households.rules.incomes import of_income
from xieshou.domain.households.services.examining import sheet_of
from xieshou.domain.households.services.facts import HouseholdFacts, IncomeFacts, MemberFacts
from xieshou.domain.households.services.filling import (
    filled_household,
    filled_member,
    next_household_number,
    next_member_numbers,
)
from xieshou.domain.households.services.reaching import put_back, taken_in_hand, what
from xieshou.domain.households.services.refusing import fault, not_in_future, refuse
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.domain.recorded.versions import require_version
from xieshou.domain.reviewed import when_recorded
from xieshou.kernel.actor import Actor, Permission


@act("登记农户")
def record_household(
    *,
    actor: Actor,
    facts: HouseholdFacts,
    members: Sequence[MemberFacts],
    today: date,
    sample: bool = False,
) -> Household:
    """Record a household with its people, all or nothing, as a draft.

    Faults name a member by its place in ``members``, from 0.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        RefusedError: when something cannot be; doubts and hints are let through.
    """
    actor.require(Permission.RECORD, what())
    village = Division.objects.select_for_update().get(pk=facts.village.pk)
    household = Household(sample=sample, **when_recorded(actor))
    people = [Member(household=household, joined_by=Joined.REGISTERED) for _ in members]
    faults = _filled(household, facts, people, members)
    faults += consistency.findings(
        sheet_of(household, ((str(place), person) for place, person in enumerate(people)), on=today)
    )
    faults += numbers_taken(household, {str(place): one for place, one in enumerate(people)})
    faults += [
        each for one in people if one.joined_on for each in not_in_future(one.joined_on, today, "joined_on")
    ]
    refuse(faults)
    household.number = household.number or next_household_number(village)
    household.save(force_insert=True)
    require_reach(actor, household, Permission.RECORD, what())
    insert(household, people)
    return household


def findings_for(
    facts: HouseholdFacts,
    members: Sequence[MemberFacts],
    incomes: Sequence[Income] = (),
    *,
    on: date,
    stored: Household | None = None,
    stored_members: Mapping[int, Member] | None = None,
) -> list[Fault]:
    """What does not agree in what was typed, the doubts and hints too. Reads and writes nothing.

    ``stored`` and ``stored_members`` (by place in ``members``) are the records that a form shows, so that the
    masks in it stand for what is on record.
    """
    household = _copy(stored) if stored is not None else Household()
    known = stored_members or {}
    people = [
        _copy(known[place]) if place in known else Member(household=household)
        for place in range(len(members))
    ]
    faults = _filled(household, facts, people, members)
    sheet = sheet_of(household, ((str(place), person) for place, person in enumerate(people)), on=on)
    faults += consistency.findings(sheet)
    faults += [each for income in incomes for each in of_income(income, on.year, len(people))]
    return faults


@act("登记家庭成员")
def record_member(
    *,
    actor: Actor,
    household: Household,
    facts: MemberFacts,
    today: date,
    joined_by: Joined = Joined.REGISTERED,
) -> Member:
    """Record somebody more in a household: married in, moved in from nowhere on record, or forgotten.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        RefusedError: when something cannot be.
    """
    kept = taken_in_hand(actor, household)[0]
    person = Member(household=kept, joined_by=joined_by)
    faults = filled_member(person, facts, "new")
    if person.joined_on is not None:
        faults += not_in_future(person.joined_on, today, "joined_on")
        if person.born_on is not None and person.joined_on < person.born_on:
            faults.append(fault(Code.BEFORE_BIRTH, "joined_on", "new"))
    others = living_in(kept)
    faults += consistency.findings(
        sheet_of(kept, [*((str(each.pk), each) for each in others), ("new", person)], on=today)
    )
    faults += numbers_taken(None, {"new": person})
    refuse(of_member("new", faults))
    insert(kept, [person])
    put_back(actor, kept)
    return person


@act("登记家庭收入")
def record_income(
    *, actor: Actor, household: Household, facts: IncomeFacts, today: date, seen: int | None = None
) -> HouseholdIncome:
    """Record a household's income of a year, or change what is on record for it.

    ``seen`` is the version of the income that a form showed; None where it showed none.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        StaleRecordError: when somebody changed it since.
        FrozenYearError: for a closed year, unless it is a correction.
        RefusedError: when something cannot be.
    """
    kept = taken_in_hand(actor, household)[0]
    values = asdict(facts)
    if values["people"] is None:
        values["people"] = people_at_end_of(kept, facts.year, today)
    income = Income(**{name: value for name, value in values.items() if name != "note"})
    refuse(of_income(income, today.year))
    found = HouseholdIncome.objects.filter(household=kept, year=facts.year).first()
    if found is not None and seen is not None:
        require_version(found, seen)
    stored = found or HouseholdIncome(household=kept)
    if found is not None and all(getattr(found, name) == value for name, value in values.items()):
        return found
    for name, value in values.items():
        setattr(stored, name, value)
    stored.save()
    put_back(actor, kept)
    return stored


def living_in(household: Household) -> list[Member]:
    """Those who are in a household now, as records. One query."""
    return list(Member.objects.filter(household=household, left_on__isnull=True).order_by("number"))


def people_at_end_of(household: Household, year: int, today: date) -> int:
    """How many were in the household on the last day of a year, or today where that has not come."""
    day = min(date(year, 12, 31), today)
    joined = Q(joined_on__isnull=True) | Q(joined_on__lte=day)
    there = Member.objects.filter(joined, household=household).filter(
        Q(left_on__isnull=True) | Q(left_on__gt=day)
    )
    return there.exclude(left_by=Left.ERROR).count()


def _filled(
    household: Household, facts: HouseholdFacts, people: Sequence[Member], members: Sequence[MemberFacts]
) -> list[Fault]:
    found = filled_household(household, facts)
    for place, (person, said) in enumerate(zip(people, members, strict=True)):
        found += filled_member(person, said, str(place))
    return found


def insert(household: Household, people: Sequence[Member]) -> None:
    """Store new people of a household, with numbers for those who have none. Nothing is checked here."""
    without = [person for person in people if not person.number]
    for person, number in zip(without, next_member_numbers(household, len(without)), strict=True):
        person.number = number
    for person in people:
        person.household = household
    Member.objects.bulk_create(people)


def numbers_taken(household: Household | None, people: Mapping[str, Member]) -> list[Fault]:
    """Numbers of households and of people are each given once, in the whole register. By key of each."""
    found = []
    if household is not None and household.number:
        # Which one has it is not said: it may lie outside the actor's scope.
        same = Household.objects.filter(number=household.number).exclude(pk=household.pk)
        found += [fault(Code.NUMBER_TAKEN, "number", number=household.number)] if same.exists() else []
    wanted: dict[str, str] = {}
    for key, person in people.items():
        if person.number and wanted.setdefault(person.number, key) != key:
            found.append(fault(Code.NUMBER_TAKEN, "number", key, number=person.number))
    stored = [person.pk for person in people.values() if person.pk]
    taken = Member.objects.filter(number__in=list(wanted)).exclude(pk__in=stored)
    found += [
        fault(Code.NUMBER_TAKEN, "number", wanted[number], number=number)
        for number in taken.values_list("number", flat=True)
    ]
    return found


def of_member(key: str, faults: Sequence[Fault]) -> list[Fault]:
    """Of the faults of a household those that somebody brings in; older ones are worked off elsewhere."""
    heads = {Code.TWO_HEADS, Code.ID_TWICE}
    return [each for each in faults if each.member == key or (each.code in heads and each.member)]


Record = TypeVar("Record", Household, Member)


def _copy(record: Record) -> Record:
    """The record apart from the one that the caller holds, so that nothing of it changes."""
    names = [field.attname for field in record._meta.concrete_fields]
    return type(record).from_db(
        record._state.db or "default", names, [record.__dict__[name] for name in names]
    )
