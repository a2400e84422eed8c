"""One household with all that is kept of it, one of its people, and how they stood on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from xieshou.domain.households.models import (
    HEAD,
    FormerStay,
    HelpMeasure,
    Household,
    HouseholdIncome,
    Member,
    Monitoring,
    PovertyStatus,
    Responsible,
    Visit,
    VisitPhoto,
)
from xieshou.domain.households.queries.reaching import NEVER
from xieshou.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Whole:
    """A household and its parts; ``members`` are all whose record is here, gone or not, heads first."""

    household: Household
    members: tuple[Member, ...]
    stays: tuple[FormerStay, ...]
    statuses: tuple[PovertyStatus, ...]
    monitorings: tuple[Monitoring, ...]
    incomes: tuple[HouseholdIncome, ...]
    measures: tuple[HelpMeasure, ...]
    responsibles: tuple[Responsible, ...]
    visits: tuple[Visit, ...]

    @property
    def present(self) -> list[Member]:
        """Who is in it now."""
        return [each for each in self.members if each.left_on is None]

    @property
    def gone(self) -> list[Member]:
        """Who left it for good: the dead, those who moved beyond the register."""
        return [each for each in self.members if each.left_on is not None]


@dataclass(frozen=True, slots=True)
class Stood:
    """A household on a day: who was in it, each with the relation of then, and its status."""

    on: date
    people: tuple[tuple[Member, str], ...]
    status: PovertyStatus | None
    monitoring: Monitoring | None


def photo_by_id(actor: Actor, photo_id: int) -> VisitPhoto:
    """A photo of a visit.

    Raises:
        VisitPhoto.DoesNotExist: when there is none, or outside what the actor reaches.
    """
    found: VisitPhoto = VisitPhoto.objects.seen_by(actor).get(pk=photo_id)
    return found


def whole(actor: Actor, household: Household) -> Whole:
    """Everything kept of a household. Nine queries."""

    def of(model: Any) -> Any:
        return model.objects.seen_by(actor).filter(household=household)

    members = sorted(
        of(Member), key=lambda each: (each.left_on is not None, each.relation != HEAD, each.number)
    )
    return Whole(
        household,
        tuple(members),
        tuple(of(FormerStay).select_related("member__household").order_by("end_on", "pk")),
        tuple(of(PovertyStatus).order_by("start_on", "pk")),
        tuple(of(Monitoring).order_by("start_on", "pk")),
        tuple(of(HouseholdIncome).order_by("-year")),
        tuple(of(HelpMeasure).select_related("member").order_by("-start_on", "pk")),
        tuple(of(Responsible).select_related("person__organisation").order_by("-start_on", "pk")),
        tuple(of(Visit).prefetch_related("photos").order_by("-on", "-pk")),
    )


def stood(kept: Whole, on: date) -> Stood:
    """How a household stood on a day. No query."""
    here = [
        (each, each.relation)
        for each in kept.members
        if (each.joined_on is None or each.joined_on <= on)
        and (each.left_on is None or each.left_on > on)
        and each.left_by != NEVER
    ]
    here += [(stay.member, stay.relation) for stay in kept.stays if stay.period.covers(on)]
    return Stood(
        on,
        tuple(here),
        next((each for each in kept.statuses if each.period.covers(on)), None),
        next((each for each in kept.monitorings if each.period.covers(on)), None),
    )


def stays_of(actor: Actor, member: Member) -> list[FormerStay]:
    """The households that somebody was in before, those that the actor reaches."""
    return list(
        FormerStay.objects.seen_by(actor)
        .filter(member=member)
        .select_related("household__village")
        .order_by("end_on")
    )


def measures_of(actor: Actor, member: Member) -> list[HelpMeasure]:
    """What was done for somebody in person."""
    return list(HelpMeasure.objects.seen_by(actor).filter(member=member).order_by("-start_on"))


def incomes_of(actor: Actor, household: Household) -> list[HouseholdIncome]:
    """The years whose income is known, the latest first."""
    return list(HouseholdIncome.objects.seen_by(actor).filter(household=household).order_by("-year"))
