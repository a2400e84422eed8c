"""The status of a household and its monitoring: one period ends where the next begins."""

from __future__ import annotations

from datetime import date

from xieshou.domain.dated import in_force, period_columns
from xieshou.domain.households.models import Household, Monitored, Monitoring, PovertyStatus, Status
from xieshou.domain.households.rules.faults import Code
from xieshou.domain.households.rules.status import WATCHED, step_faults
from xieshou.domain.households.services.reaching import put_back, taken_in_hand
from xieshou.domain.households.services.refusing import fault, not_in_future, refuse
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate, Period


@act("登记脱贫状态")
def set_status(
    *,
    actor: Actor,
    household: Household,
    status: Status | None,
    since: PartialDate,
    note: str,
    today: date,
) -> PovertyStatus | None:
    """Let a household go over to a status from a day on; None: it is ordinary again (清退).

    The status before ends on that day. ``note`` says on what ground: the number of a document, a notice.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        RefusedError: for a step that is not allowed, without a ground, before the last step, in the future.
    """
    kept = taken_in_hand(actor, household)[0]
    rows = list(PovertyStatus.objects.filter(household=kept))
    refuse(step_faults([(row.status, row.period) for row in rows], status or "", since, today, note))
    current = next((row for row in rows if row.end_on is None), None)
    if current is not None:
        current.end_on, current.end_precision = since.day, since.precision.value
        current.save(update_fields=["end_on", "end_precision"])
    opened = None
    if status is not None:
        opened = PovertyStatus.objects.create(
            household=kept, status=status, note=note.strip()[:300], **period_columns(Period(since))
        )
    put_back(actor, kept)
    return opened


@act("纳入防返贫监测")
def open_monitoring(
    *, actor: Actor, household: Household, kind: Monitored, since: PartialDate, today: date, note: str = ""
) -> Monitoring:
    """Watch a household from the day on which its risk was identified.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        RefusedError: while it is watched already, for a class that does not go with its status on the day, in
            the future.
    """
    kept = taken_in_hand(actor, household)[0]
    faults = not_in_future(since.day, today, "since")
    watched = list(Monitoring.objects.filter(household=kept))
    period = Period(since)
    if any(row.period.overlaps(period) or row.start_on == since.day for row in watched):
        faults.append(fault(Code.MONITORED_TWICE, "since"))
    status = PovertyStatus.objects.filter(in_force(since.day), household=kept).first()
    stands = status.status if status else ""
    if stands not in WATCHED[kind]:
        faults.append(fault(Code.MONITORED_AGAINST_STATUS, "kind", kind=kind.value, status=stands))
    refuse(faults)
    opened = Monitoring.objects.create(
        household=kept, kind=kind, note=note.strip()[:300], **period_columns(period)
    )
    put_back(actor, kept)
    return opened


@act("解除防返贫监测")
def end_monitoring(
    *, actor: Actor, monitoring: Monitoring, end: PartialDate, today: date, note: str = ""
) -> Monitoring:
    """Record that the risk of a household is gone (风险消除) from a day on.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        RefusedError: when it ended before, before it began, in the future.
    """
    household = taken_in_hand(actor, monitoring.household_id)[0]
    kept = Monitoring.objects.select_for_update().get(pk=monitoring.pk)
    faults = not_in_future(end.day, today, "end")
    if kept.end_on is not None:
        faults.append(fault(Code.HAS_ENDED, "end", on=kept.end_on))
    if kept.start_on is not None and end.day < kept.start_on:
        faults.append(fault(Code.OVERLAPS, "end", start=kept.start_on))
    refuse(faults)
    kept.end_on, kept.end_precision = end.day, end.precision.value
    kept.note = note.strip()[:300] or kept.note
    kept.save(update_fields=["end_on", "end_precision", "note"])
    put_back(actor, household)
    return kept
