"""Events that were wrong, taken back where nothing has been built on them since."""

from __future__ import annotations

from xieshou.domain.households.models import HEAD, FormerStay, Household, Joined, Left, Member, PovertyStatus
from xieshou.domain.households.rules.faults import Code
from xieshou.domain.households.services.reaching import member_in_hand, put_back, taken_in_hand
from xieshou.domain.households.services.recording import living_in
from xieshou.domain.households.services.refusing import fault, refuse
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor

_ALONE = frozenset({Left.DIED, Left.MARRIED_OUT, Left.MOVED_OUT, Left.ERROR})


@act("撤销离户")
def take_back_leaving(*, actor: Actor, member: Member) -> Member:
    """Take back that somebody died or left: they never did. Who heads the household now stays its head.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        RefusedError: for who has not left, went over to another household or was merged, or whose household
            has ended.
    """
    kept = member_in_hand(actor, member)
    if kept.left_on is None or Left(kept.left_by) not in _ALONE:
        refuse([fault(Code.NOT_TAKEN_BACK, "member", str(kept.pk))])
    if kept.relation == HEAD and any(each.relation == HEAD for each in living_in(kept.household)):
        kept.relation = ""
    kept.left_on, kept.left_by = None, ""
    kept.save(update_fields=["left_on", "left_by", "relation"])
    put_back(actor, kept.household)
    return kept


@act("撤销转户")
def take_back_move(*, actor: Actor, member: Member) -> Member:
    """Take back the last move of somebody, who is again where they were before.

    A merger is not taken back like this: its household has ended.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in both villages.
        RefusedError: for who never moved, has left since, or where the household before has ended or another
            head.
    """
    kept = member_in_hand(actor, member)
    stay = FormerStay.objects.filter(member=kept).order_by("-end_on", "-pk").first()
    if stay is None or kept.left_on is not None:
        refuse([fault(Code.NOT_TAKEN_BACK, "member", str(kept.pk))])
    assert stay is not None  # noqa: S101  (refused above)
    here, before = taken_in_hand(actor, kept.household, stay.household_id)
    if stay.relation == HEAD and any(each.relation == HEAD for each in living_in(before)):
        refuse([fault(Code.TWO_HEADS, "relation", str(kept.pk))])
    kept.household, kept.relation = before, stay.relation
    kept.joined_on, kept.joined_by = stay.start_on, Joined(stay.joined_by)
    # A gap between the two stays was one of nowhere: leaving came first, and stands.
    gone = stay.end_on if _left_before(stay, kept) else None
    kept.left_on, kept.left_by = gone, stay.left_by if gone else ""
    moved_on = ["household", "relation", "joined_on", "joined_by", "left_on", "left_by"]
    stay.delete()
    kept.save(update_fields=moved_on)
    put_back(actor, *{each.pk: each for each in (here, before)}.values())
    return kept


def _left_before(stay: FormerStay, person: Member) -> bool:
    """Had somebody left, before they came to where they are? The history of the person says so."""
    rows = Member.history.filter(id=person.pk, household_id=stay.household_id).order_by("-history_id")
    last = rows.first()
    return last is not None and last.left_on is not None


@act("撤销脱贫状态")
def take_back_status(*, actor: Actor, household: Household) -> PovertyStatus | None:
    """Take back the last step of a household's status; what it was before is in force again, and returned.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        RefusedError: for a household that never had a status.
    """
    kept = taken_in_hand(actor, household)[0]
    rows = list(PovertyStatus.objects.filter(household=kept).order_by("-start_on"))
    rows.sort(key=lambda row: (row.start_on is not None, row.start_on), reverse=True)
    if not rows:
        refuse([fault(Code.NOT_TAKEN_BACK, "status")])
    last = rows[0]
    again: PovertyStatus | None = last
    if last.end_on is None:
        again = rows[1] if len(rows) > 1 and rows[1].end_on == last.start_on else None
        last.delete()
    if again is not None:
        again.end_on, again.end_precision = None, "day"
        again.save(update_fields=["end_on", "end_precision"])
    put_back(actor, kept)
    return again
