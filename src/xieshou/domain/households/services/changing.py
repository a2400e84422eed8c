"""Changes of what is said of a household, of somebody in it, and of who heads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from xieshou.domain.access import require_reach
from xieshou.domain.households.models import HEAD, Household, Member
from xieshou.domain.households.rules import consistency
from xieshou.domain.households.rules.faults import Code, Fault
from xieshou.domain.households.services.examining import sheet_of
from xieshou.domain.households.services.facts import HouseholdFacts, MemberFacts
from xieshou.domain.households.services.filling import filled_household, filled_member
from xieshou.domain.households.services.reaching import member_in_hand, put_back, taken_in_hand, what
from xieshou.domain.households.services.recording import living_in, numbers_taken, of_member
from xieshou.domain.households.services.refusing import fault, refuse
from xieshou.domain.recorded import act
from xieshou.domain.recorded.versions import require_version
from xieshou.kernel.actor import Actor, Permission

_IDENTIFIED = ("identified_on", "identified_precision")
_OF_HOUSEHOLD = (*(each.name for each in fields(HouseholdFacts) if each.name != "identified"), *_IDENTIFIED)
_OF_MEMBER = (
    *(each.name for each in fields(MemberFacts) if each.name != "identified"),
    "name_key",
    *_IDENTIFIED,
)


@act("更改农户")
def update_household(
    *, actor: Actor, household: Household, facts: HouseholdFacts, today: date, seen: int | None = None
) -> Household:
    """Change what is said of a household; ``seen`` is the version that was looked at.

    What is as it was is not written, and stays reviewed. A household may move to another village whole.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record where it is or where it goes.
        StaleRecordError: when somebody changed it since; nothing is then stored.
        RefusedError: when something cannot be.
    """
    kept = taken_in_hand(actor, household)[0]
    if seen is not None:
        require_version(kept, seen)
    before = {name: getattr(kept, name) for name in _OF_HOUSEHOLD}
    faults = filled_household(kept, facts)
    changed = [name for name in _OF_HOUSEHOLD if getattr(kept, name) != before[name]]
    if not changed and not faults:
        return kept
    people = living_in(kept)
    found = consistency.findings(sheet_of(kept, ((str(each.pk), each) for each in people), on=today))
    # Of people only what hangs on the household is judged: its form does not show their faults.
    faults += [each for each in found if not each.member]
    refuse(faults + numbers_taken(kept, {}))
    kept.save(update_fields=changed)
    put_back(actor, kept)
    require_reach(actor, kept, Permission.RECORD, what())
    return kept


@act("更改家庭成员")
def update_member(
    *, actor: Actor, member: Member, facts: MemberFacts, today: date, seen: int | None = None
) -> Member:
    """Change what is said of somebody; ``seen`` is the version that was looked at.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        StaleRecordError: when somebody changed the record since; nothing is then stored.
        RefusedError: when something cannot be.
    """
    kept = member_in_hand(actor, member)
    if seen is not None:
        require_version(kept, seen)
    before = {name: getattr(kept, name) for name in _OF_MEMBER}
    key = str(kept.pk)
    faults = filled_member(kept, facts, key)
    changed = [name for name in _OF_MEMBER if getattr(kept, name) != before[name]]
    if not changed and not faults:
        return kept
    faults += _dates(kept, today)
    others = [each for each in living_in(kept.household) if each.pk != kept.pk]
    here = [*others, kept] if kept.left_on is None else [kept]
    sheet = sheet_of(kept.household, ((str(each.pk), each) for each in here), on=today)
    faults += of_member(key, consistency.findings(sheet))
    refuse(faults + numbers_taken(None, {key: kept}))
    kept.save(update_fields=changed)
    put_back(actor, kept.household)
    return kept


def _dates(person: Member, today: date) -> list[Fault]:
    key, joined, found = str(person.pk), person.joined_on, []
    if joined is None:
        return []
    if joined > today:
        found.append(fault(Code.IN_FUTURE, "joined_on", key, on=joined))
    if person.born_on is not None and joined < person.born_on:
        found.append(fault(Code.BEFORE_BIRTH, "joined_on", key))
    if person.left_on is not None and joined > person.left_on:
        found.append(fault(Code.BEFORE_JOINING, "joined_on", key))
    if any(stay.end_on is not None and stay.end_on > joined for stay in person.former_stays.all()):
        found.append(fault(Code.OVERLAPS, "joined_on", key))
    return found


@act("更换户主")
def change_head(
    *,
    actor: Actor,
    household: Household,
    head: Member,
    relations: Mapping[int, str] | None = None,
    seen: int | None = None,
) -> Household:
    """Make somebody the head; ``relations`` says by primary key how the others now stand to them.

    The old head keeps no relation unless one is given.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        StaleRecordError: when the household changed since ``seen``.
        RefusedError: when the head, or somebody in ``relations``, is not in the household.
    """
    kept = taken_in_hand(actor, household)[0]
    if seen is not None:
        require_version(kept, seen)
    set_head(kept, head, relations or {})
    put_back(actor, kept)
    return kept


def set_head(household: Household, head: Member, relations: Mapping[int, str]) -> None:
    """The same in the hand of another service. Old heads first: there is never more than one."""
    living = {each.pk: each for each in living_in(household)}
    strangers = ({head.pk} | set(relations)) - set(living)
    refuse(fault(Code.NOT_OF_HOUSEHOLD, "head", str(each)) for each in sorted(strangers))
    for person in sorted(living.values(), key=lambda each: each.pk == head.pk):
        wanted = relations.get(person.pk, "" if person.relation == HEAD else person.relation).strip()
        wanted = HEAD if person.pk == head.pk else ("" if wanted == HEAD else wanted)
        if wanted != person.relation:
            person.relation = wanted
            person.save(update_fields=["relation"])
