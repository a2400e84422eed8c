"""Records filled in from what was typed. A mask that comes back leaves what it stands for."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xieshou.domain.households.models import HEAD, Household, Member
from xieshou.domain.households.rules.faults import Code, Fault
from xieshou.domain.households.rules.relations import bare
from xieshou.domain.households.services.facts import HouseholdFacts, MemberFacts
from xieshou.domain.households.services.refusing import fault, of_validation
from xieshou.domain.personal import MaskedTextError
from xieshou.domain.places.models import Division, Level
from xieshou.kernel.codes import NotAnIdentityNumberError, parse_identity_number
from xieshou.kernel.period import PartialDate, Precision
from xieshou.kernel.text import fold

_LATER = {"number", "identified"}
# What is checked when it is written: the village's bounds, the key that the service gives.
_UNCHECKED = {"recorded_by", "reviewed_by", "split_from", "merged_into"}


def filled_household(household: Household, facts: HouseholdFacts, member: str = "") -> list[Fault]:
    """Put the facts into the record; answers with what its fields do not take."""
    found = _put(household, facts, member)
    _put_identified(household, facts.identified)
    household.number = facts.number.strip() or household.number
    if facts.village.level != Level.VILLAGE:
        found.append(fault(Code.NO_VILLAGE, "village", place=facts.village.name))
    return [*found, *_checked(household, member, _UNCHECKED)]


def filled_member(person: Member, facts: MemberFacts, key: str) -> list[Fault]:
    """The same of somebody. Birth and sex come from the ID number where only that was typed."""
    found = _put(person, facts, key)
    _put_identified(person, facts.identified)
    person.number = facts.number.strip() or person.number
    person.name = facts.name.strip()
    person.name_key = fold(person.name)[:60]
    person.relation = HEAD if bare(facts.relation) == HEAD else facts.relation.strip()
    _tell_from_number(person, facts)
    return [*found, *_checked(person, key, {"household", "merged_into"})]


def _tell_from_number(person: Member, facts: MemberFacts) -> None:
    try:
        read = parse_identity_number(facts.id_number)
    except NotAnIdentityNumberError:
        return
    person.born_on = person.born_on or read.born
    person.sex = person.sex or read.sex.value


def _put(record: Any, facts: Any, key: str) -> list[Fault]:
    found = []
    for each in fields(facts):
        if each.name in _LATER:
            continue
        try:
            setattr(record, each.name, getattr(facts, each.name))
        except MaskedTextError:
            says = _("遮盖后的号码不能保存:请填写完整号码,或保持原样")
            found.append(fault(Code.INVALID, each.name, key, says=says))
    return found


def _put_identified(record: Household | Member, identified: PartialDate | None) -> None:
    record.identified_on = identified.day if identified else None
    record.identified_precision = (identified.precision if identified else Precision.DAY).value


def _checked(record: Household | Member, key: str, without: set[str]) -> list[Fault]:
    exclude = without | ({"number"} if not record.number else set())
    try:
        record.clean_fields(exclude=exclude)
    except ValidationError as error:
        return of_validation(error, key)
    return []


def next_household_number(village: Division) -> str:
    """A free number in the village: its code and four digits. Call it with the village locked."""
    start = f"{village.code}-"
    taken = Household.objects.filter(number__gte=start, number__lt=f"{village.code}.")
    last = taken.order_by("-number").values_list("number", flat=True).first()
    running = last.removeprefix(start) if last else "0"
    return f"{start}{int(running) + 1 if running.isdigit() else taken.count() + 1:04d}"


def next_member_numbers(household: Household, number: int) -> list[str]:
    """That many free numbers of people: the household's number and two digits. With the household locked."""
    start = household.number[:36]
    taken = set(Member.objects.filter(number__startswith=f"{start}-").values_list("number", flat=True))
    free: list[str] = []
    running = 0
    while len(free) < number:
        running += 1
        if (found := f"{start}-{running:02d}") not in taken:
            free.append(found)
    return free


def is_before_birth(person: Member, day: date) -> bool:
    """Was somebody not born yet?"""
    return person.born_on is not None and day < person.born_on
