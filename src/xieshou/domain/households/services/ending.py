"""Households that split, become one, or are no longer there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from xieshou.domain.access import require_reach
from xieshou.domain.dated import in_force, period_columns
from xieshou.domain.households.models import (
    HEAD,
    Ended,
    HelpMeasure,
    Household,
    Joined,
    Left,
    Member,
    Monitoring,
    PovertyStatus,
    Responsible,
)
from xieshou.domain.households.rules.faults import Code, Fault
from xieshou.domain.households.services.changing import set_head
from xieshou.domain.households.services.facts import HouseholdFacts
from xieshou.domain.households.services.filling import filled_household, next_household_number
from xieshou.domain.households.services.moving import dates_of_leaving, go_over, leave
from xieshou.domain.households.services.reaching import put_back, taken_in_hand, what
from xieshou.domain.households.services.recording import living_in, numbers_taken
from xieshou.domain.households.services.refusing import fault, not_in_future, refuse
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.domain.reviewed import when_recorded
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.period import PartialDate, Period


@act("分户")
def split_household(
    *,
    actor: Actor,
    household: Household,
    members: Sequence[Member],
    head: Member,
    facts: HouseholdFacts,
    on: date,
    today: date,
    relations: Mapping[int, str] | None = None,
    remaining_head: Member | None = None,
) -> Household:
    """Let some of a household form a new one, headed by one of them, from a day on.

    ``relations`` (by primary key) are to the new heads: of those who go to ``head``, of those who stay to
    ``remaining_head``, needed where the old head goes. The status that the household has on the day goes with
    them (our judgement: a registered household that splits makes two); monitoring, measures and the
    responsible cadre stay.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in either village.
        RefusedError: when nobody goes or stays, somebody is not of the household, or a date cannot be.
    """
    origin = taken_in_hand(actor, household)[0]
    village = Division.objects.select_for_update().get(pk=facts.village.pk)
    new = Household(split_from=origin, sample=origin.sample, **when_recorded(actor))
    living = {each.pk: each for each in living_in(origin)}
    going = {each.pk for each in members}
    said = relations or {}
    faults = filled_household(new, facts) + numbers_taken(new, {}) + not_in_future(on, today)
    faults += _who_goes(living, going, head, remaining_head)
    faults += [each for key in going & set(living) for each in dates_of_leaving(living[key], on)]
    refuse(faults)
    new.number = new.number or next_household_number(village)
    new.save(force_insert=True)
    require_reach(actor, new, Permission.RECORD, what())
    for key in sorted(going):
        person = living[key]
        kept = "" if person.relation == HEAD else person.relation
        relation = HEAD if key == head.pk else said.get(key, kept).strip()
        go_over(person, new, on, relation, Left.SPLIT, Joined.SPLIT)
    if remaining_head is not None:
        set_head(origin, remaining_head, {key: text for key, text in said.items() if key not in going})
    _carry_status(origin, new, on)
    put_back(actor, origin)
    return new


def _who_goes(
    living: Mapping[int, Member], going: set[int], head: Member, remaining: Member | None
) -> list[Fault]:
    found = [fault(Code.NOT_OF_HOUSEHOLD, "members", str(key)) for key in sorted(going - set(living))]
    if not going:
        found.append(fault(Code.NOBODY_CHOSEN, "members"))
    elif head.pk not in going:
        found.append(fault(Code.NOT_OF_HOUSEHOLD, "head", str(head.pk)))
    staying = set(living) - going
    if not staying:
        found.append(fault(Code.NOBODY_STAYS, "members"))
    if remaining is not None and remaining.pk not in staying:
        found.append(fault(Code.NOT_OF_HOUSEHOLD, "remaining_head", str(remaining.pk)))
    old = next((key for key, person in living.items() if person.relation == HEAD), None)
    if old in going and remaining is None and staying:
        found.append(fault(Code.NO_HEAD, "remaining_head"))
    return found


def _carry_status(origin: Household, new: Household, on: date) -> None:
    status = PovertyStatus.objects.filter(in_force(on), household=origin).first()
    if status is not None:
        # It is what the household was; where it has ended since, it ends for both.
        period = Period(PartialDate(on), status.period.end)
        PovertyStatus.objects.create(
            household=new, status=status.status, note=status.note, **period_columns(period)
        )


@act("并户")
def merge_households(
    *,
    actor: Actor,
    kept: Household,
    other: Household,
    on: date,
    today: date,
    relations: Mapping[int, str] | None = None,
) -> Household:
    """Let the people of ``other`` go over to ``kept``; ``other`` ends on that day, with what ran for it.

    ``relations`` (by primary key) are those of the people who come to the head of ``kept``.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in either village.
        RefusedError: when both are one, or a date cannot be.
    """
    if kept.pk == other.pk:
        refuse([fault(Code.SAME_HOUSEHOLD, "other")])
    goal, ending = taken_in_hand(actor, kept, other)
    coming = living_in(ending)
    faults = not_in_future(on, today)
    faults += [each for person in coming for each in dates_of_leaving(person, on)]
    faults += _still_begins_later(ending, on)
    refuse(faults)
    said = relations or {}
    headed = any(each.relation == HEAD for each in living_in(goal))
    for person in coming:
        relation = said.get(person.pk, person.relation).strip()
        relation = "" if relation == HEAD and headed else relation
        headed = headed or relation == HEAD
        go_over(person, goal, on, relation, Left.MERGED, Joined.MERGED)
    ending.merged_into = goal
    _end(ending, on, Ended.MERGED)
    put_back(actor, goal, ending)
    return goal


@act("销户")
def end_household(*, actor: Actor, household: Household, on: date, reason: Ended, today: date) -> Household:
    """Record that a household is no longer there: moved away whole, died out, or never was (ERROR).

    Who was still in it leaves with it; of a household that died out nobody is left.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        RefusedError: when people are left in a household that died out, or a date cannot be.
        ValueError: for a merger, which has a service of its own.
    """
    if reason is Ended.MERGED:
        raise ValueError(reason)
    kept = taken_in_hand(actor, household)[0]
    living = living_in(kept)
    faults = not_in_future(on, today) + _still_begins_later(kept, on)
    faults += [each for person in living for each in dates_of_leaving(person, on)]
    if reason is Ended.DIED_OUT and living:
        faults.append(fault(Code.PEOPLE_LEFT_IN, "reason", number=len(living)))
    refuse(faults)
    for person in living:
        leave(person, on, Left.ERROR if reason is Ended.ERROR else Left.MOVED_OUT)
    _end(kept, on, reason)
    put_back(actor, kept)
    return kept


def _end(household: Household, on: date, reason: Ended) -> None:
    """Close the household and every period that is open for it."""
    for periods in _open(household):
        periods.update(end_on=on, end_precision="day")
    household.ended_on, household.end_reason = on, reason
    household.save(update_fields=["ended_on", "end_reason", "merged_into"])


def _still_begins_later(household: Household, on: date) -> list[Fault]:
    """A household does not end before something began for it."""
    return [
        fault(Code.OVERLAPS, "on", start=row.start_on)
        for periods in _open(household)
        for row in periods.filter(start_on__gt=on)
    ]


def _open(household: Household) -> tuple[QuerySet[Any], ...]:
    """What runs for a household, kind by kind."""
    running: dict[str, Any] = {"household": household, "end_on__isnull": True}
    return (
        PovertyStatus.objects.filter(**running),
        Monitoring.objects.filter(**running),
        HelpMeasure.objects.filter(**running),
        Responsible.objects.filter(**running),
    )
