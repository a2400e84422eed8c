"""Births, deaths, and people who leave a household or go to another one: events with a date.

Leaving is half-open like every period: who left on a day was not in the household that day any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from xieshou.domain.dated import period_columns
from xieshou.domain.households.models import HEAD, FormerStay, Household, Joined, Left, Member
from xieshou.domain.households.rules.faults import Code, Fault
from xieshou.domain.households.services.changing import set_head
from xieshou.domain.households.services.facts import MemberFacts
from xieshou.domain.households.services.filling import is_before_birth
from xieshou.domain.households.services.reaching import member_in_hand, put_back, taken_in_hand
from xieshou.domain.households.services.recording import living_in, record_member
from xieshou.domain.households.services.refusing import fault, not_in_future, refuse
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate, Period

LEAVING = frozenset({Left.MARRIED_OUT, Left.MOVED_OUT})
"""How somebody leaves for where the register does not reach."""
GONE = frozenset({Left.DIED, Left.ERROR})
"""From these nobody comes back."""
_STAY = ("household", "relation", "joined_on", "joined_by", "left_on", "left_by")


@act("登记出生")
def record_birth(*, actor: Actor, household: Household, facts: MemberFacts, today: date) -> Member:
    """Record a child born into a household: it joins on its day of birth, as told or as the ID number tells.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        RefusedError: without a birth date, or when something else cannot be.
    """
    person = record_member(actor=actor, household=household, facts=facts, today=today, joined_by=Joined.BORN)
    if person.born_on is None:
        refuse([fault(Code.NO_BIRTH, "born_on", "new")])
    if person.joined_on != person.born_on:
        person.joined_on = person.born_on
        person.save(update_fields=["joined_on"])
    return person


@act("登记死亡")
def record_death(
    *,
    actor: Actor,
    member: Member,
    on: date,
    today: date,
    new_head: Member | None = None,
    relations: Mapping[int, str] | None = None,
) -> Member:
    """Record that somebody died. ``new_head`` follows a head; without one the household has none until it is
    named.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        RefusedError: before birth or joining, in the future, or for who has left.
    """
    return _leave(actor, member, on, Left.DIED, today, new_head, relations)


@act("登记离户")
def member_leaves(
    *,
    actor: Actor,
    member: Member,
    on: date,
    by: Left,
    today: date,
    new_head: Member | None = None,
    relations: Mapping[int, str] | None = None,
) -> Member:
    """Record that somebody left for where the register does not reach: ``by`` is MARRIED_OUT or MOVED_OUT.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        RefusedError: before joining, in the future, or for who has left.
        ValueError: for another way of leaving, which has a service of its own.
    """
    if by not in LEAVING:
        raise ValueError(by)
    return _leave(actor, member, on, by, today, new_head, relations)


@act("成员转户")
def move_member(
    *,
    actor: Actor,
    member: Member,
    to: Household,
    on: date,
    relation: str,
    today: date,
    left_by: Left = Left.MOVED_OUT,
    joined_by: Joined = Joined.MOVED_IN,
    new_head: Member | None = None,
    relations: Mapping[int, str] | None = None,
) -> Member:
    """Let somebody go from one household to another on a day; the stay that ends is kept.

    Who left the register's reach before, and is back, moves like this too: between it was in no household.
    ``new_head`` and ``relations`` are of the household that is left.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in either village.
        RefusedError: when the household is the same, the date before joining or in the future, the person
            dead, or the head's place taken.
    """
    kept = member_in_hand(actor, member)
    origin, goal = taken_in_hand(actor, kept.household, to)
    faults = not_in_future(on, today) + dates_of_leaving(kept, on)
    if origin.pk == goal.pk and kept.left_on is None:
        faults.append(fault(Code.SAME_HOUSEHOLD, "to"))
    if relation.strip() == HEAD and any(each.relation == HEAD for each in living_in(goal)):
        faults.append(fault(Code.TWO_HEADS, "relation", str(kept.pk)))
    refuse(faults)
    go_over(kept, goal, on, relation.strip(), left_by, joined_by)
    if new_head is not None:
        set_head(origin, new_head, relations or {})
    put_back(actor, *{each.pk: each for each in (origin, goal)}.values())
    return kept


def go_over(
    person: Member, goal: Household, on: date, relation: str, left_by: Left, joined_by: Joined
) -> None:
    """Close the stay of somebody and begin one in another household. Nothing is checked here."""
    end = person.left_on or on
    start = PartialDate(person.joined_on) if person.joined_on else None
    FormerStay.objects.create(
        member=person,
        household_id=person.household_id,
        relation=person.relation,
        joined_by=person.joined_by,
        left_by=person.left_by or left_by,
        **period_columns(Period(start, PartialDate(end))),
    )
    person.household, person.relation = goal, relation
    person.joined_on, person.joined_by = on, joined_by
    person.left_on, person.left_by = None, ""
    person.save(update_fields=[*_STAY])


def dates_of_leaving(person: Member, on: date) -> list[Fault]:
    """What speaks against somebody's stay ending on a day."""
    key, found = str(person.pk), []
    if person.left_by in GONE or (person.left_on is not None and on < person.left_on):
        found.append(fault(Code.HAS_LEFT, "on", key, on=person.left_on, by=person.left_by))
    if person.joined_on is not None and on < person.joined_on:
        found.append(fault(Code.BEFORE_JOINING, "on", key, joined=person.joined_on))
    elif is_before_birth(person, on):
        found.append(fault(Code.BEFORE_BIRTH, "on", key))
    return found


def leave(person: Member, on: date, by: Left) -> None:
    """End somebody's stay. Nothing is checked here."""
    person.left_on, person.left_by = on, by
    person.save(update_fields=["left_on", "left_by"])


def _leave(
    actor: Actor,
    member: Member,
    on: date,
    by: Left,
    today: date,
    new_head: Member | None,
    relations: Mapping[int, str] | None,
) -> Member:
    kept = member_in_hand(actor, member)
    faults = not_in_future(on, today) + dates_of_leaving(kept, on)
    if kept.left_on is not None and not faults:
        faults.append(fault(Code.HAS_LEFT, "on", str(kept.pk), on=kept.left_on, by=kept.left_by))
    refuse(faults)
    leave(kept, on, by)
    if new_head is not None:
        set_head(kept.household, new_head, relations or {})
    put_back(actor, kept.household)
    return kept
