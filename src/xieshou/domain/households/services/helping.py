"""Measures of help, and the cadre who looks after a household."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from xieshou.domain.access import OutsideScopeError, seen_by
from xieshou.domain.dated import period_columns
from xieshou.domain.households.models import HelpMeasure, Household, Responsible
from xieshou.domain.households.rules.faults import Code, Fault
from xieshou.domain.households.services.facts import MeasureFacts
from xieshou.domain.households.services.reaching import put_back, taken_in_hand, what
from xieshou.domain.households.services.refusing import fault, not_in_future, of_validation, refuse
from xieshou.domain.parties.models import Person
from xieshou.domain.recorded import act
from xieshou.domain.recorded.versions import require_version
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate, Period


@act("登记帮扶措施")
def record_measure(*, actor: Actor, household: Household, facts: MeasureFacts, today: date) -> HelpMeasure:
    """Record a measure of help for a household or for one of its people.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        FrozenYearError: for a closed year, unless it is a correction.
        RefusedError: when it begins in the future, is for a stranger, or a value cannot be.
    """
    kept = taken_in_hand(actor, household)[0]
    measure = HelpMeasure(household=kept)
    refuse(_filled(measure, facts, today))
    measure.save()
    put_back(actor, kept)
    return measure


@act("更改帮扶措施")
def update_measure(
    *, actor: Actor, measure: HelpMeasure, facts: MeasureFacts, today: date, seen: int | None = None
) -> HelpMeasure:
    """Change a measure of help; ``seen`` is the version that was looked at.

    Raises:
        NotAllowedError, OutsideScopeError, FrozenYearError, RefusedError: like ``record_measure``.
        StaleRecordError: when somebody changed it since.
    """
    household = taken_in_hand(actor, measure.household_id)[0]
    kept = HelpMeasure.objects.select_for_update().get(pk=measure.pk)
    if seen is not None:
        require_version(kept, seen)
    refuse(_filled(kept, facts, today))
    kept.save()
    put_back(actor, household)
    return kept


@act("结束帮扶措施")
def end_measure(*, actor: Actor, measure: HelpMeasure, end: PartialDate, today: date) -> HelpMeasure:
    """Record that a measure runs no longer from a day on.

    Raises:
        NotAllowedError, OutsideScopeError, FrozenYearError: like ``record_measure``.
        RefusedError: when it ended before, or ends before it began.
    """
    household = taken_in_hand(actor, measure.household_id)[0]
    kept = HelpMeasure.objects.select_for_update().get(pk=measure.pk)
    _end(kept, end, today)
    put_back(actor, household)
    return kept


@act("确定帮扶责任人")
def assign_responsible(
    *, actor: Actor, household: Household, person: Person, since: PartialDate, today: date, note: str = ""
) -> Responsible:
    """Let a cadre look after a household (家庭结对) from a day on.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village, or does not see the
            cadre.
        RefusedError: when the cadre looks after it already, or the day has not come.
    """
    kept = taken_in_hand(actor, household)[0]
    if not seen_by(actor, Person.objects.filter(pk=person.pk)).exists():
        raise OutsideScopeError(what())
    faults = not_in_future(since.day, today, "since")
    period = Period(since)
    known = Responsible.objects.filter(household=kept, person=person)
    if any(row.period.overlaps(period) for row in known):
        faults.append(fault(Code.OVERLAPS, "since"))
    refuse(faults)
    assigned = Responsible.objects.create(
        household=kept, person=person, note=note.strip()[:300], **period_columns(period)
    )
    put_back(actor, kept)
    return assigned


@act("解除帮扶责任人")
def relieve(*, actor: Actor, responsible: Responsible, end: PartialDate, today: date) -> Responsible:
    """Record that a cadre looks after a household no longer from a day on.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        RefusedError: when that ended before, or ends before it began.
    """
    household = taken_in_hand(actor, responsible.household_id)[0]
    kept = Responsible.objects.select_for_update().get(pk=responsible.pk)
    _end(kept, end, today)
    put_back(actor, household)
    return kept


def _end(row: HelpMeasure | Responsible, end: PartialDate, today: date) -> None:
    faults = not_in_future(end.day, today, "end")
    if row.end_on is not None:
        faults.append(fault(Code.HAS_ENDED, "end", on=row.end_on))
    if row.start_on is not None and end.day < row.start_on:
        faults.append(fault(Code.OVERLAPS, "end", start=row.start_on))
    refuse(faults)
    row.end_on, row.end_precision = end.day, end.precision.value
    row.save(update_fields=["end_on", "end_precision"])


def _filled(measure: HelpMeasure, facts: MeasureFacts, today: date) -> list[Fault]:
    measure.kind, measure.content = facts.kind, facts.content.strip()
    measure.amount, measure.member, measure.note = facts.amount, facts.member, facts.note.strip()
    for column, value in period_columns(facts.period).items():
        setattr(measure, column, value)
    found = []
    start = facts.period.start
    if start is None:
        found.append(fault(Code.NO_START, "period"))
    else:
        found += not_in_future(start.day, today, "period")
    if facts.member is not None and not _is_of(facts.member.pk, measure.household_id):
        found.append(fault(Code.NOT_OF_HOUSEHOLD, "member", str(facts.member.pk)))
    try:
        measure.full_clean(exclude={"household", "member"})
    except ValidationError as error:
        found += of_validation(error)
    return found


def _is_of(member: int, household: int) -> bool:
    """Is or was somebody in a household?"""
    return (
        Household.objects.filter(pk=household, members=member).exists()
        or Household.objects.filter(pk=household, former_stays__member=member).exists()
    )
