"""Who was in a household on a day, with which relation, and where the household then stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xieshou.domain.dated import in_force
from xieshou.domain.households.models import (
    FormerStay,
    Household,
    Joined,
    Left,
    Member,
    Monitoring,
    PovertyStatus,
)
from xieshou.domain.households.queries.reaching import there_on
from xieshou.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody's stay in a household. ``former``: it ended, for they went over to another one."""

    member: Member
    relation: str
    joined_on: date | None
    joined_by: Joined
    left_on: date | None
    left_by: Left | None
    former: bool


def members_on(actor: Actor, household: Household, on: date) -> list[Stay]:
    """Who was in a household on a day, by number. Two queries.

    People who are elsewhere now are named to whoever sees this household; what is said of them belongs to
    where they are (see ``member_by_id``).
    """
    living = Member.objects.seen_by(actor).filter(there_on(on), household=household)
    former = FormerStay.objects.seen_by(actor).filter(in_force(on), household=household)
    found = [_present(each) for each in living]
    found += [_former(each) for each in former.select_related("member")]
    return sorted(found, key=lambda stay: stay.member.number)


def stays_of(actor: Actor, household: Household) -> list[Stay]:
    """Everybody who ever was in a household, who is there first, then the last to leave. Two queries."""
    living = Member.objects.seen_by(actor).filter(household=household)
    former = FormerStay.objects.seen_by(actor).filter(household=household).select_related("member")
    found = [*(_present(each) for each in living), *(_former(each) for each in former)]
    gone = date.max
    return sorted(found, key=lambda stay: (-(stay.left_on or gone).toordinal(), stay.member.number))


def status_on(actor: Actor, household: Household, on: date) -> PovertyStatus | None:
    """The status in force on a day; None for an ordinary household."""
    return PovertyStatus.objects.seen_by(actor).filter(in_force(on), household=household).first()


def monitoring_on(actor: Actor, household: Household, on: date) -> Monitoring | None:
    """As what the household was watched on a day; None where it was not."""
    return Monitoring.objects.seen_by(actor).filter(in_force(on), household=household).first()


def _present(person: Member) -> Stay:
    left = Left(person.left_by) if person.left_by else None
    joined = Joined(person.joined_by)
    return Stay(person, person.relation, person.joined_on, joined, person.left_on, left, former=False)


def _former(stay: FormerStay) -> Stay:
    joined, left = Joined(stay.joined_by), Left(stay.left_by)
    return Stay(stay.member, stay.relation, stay.start_on, joined, stay.end_on, left, former=True)
