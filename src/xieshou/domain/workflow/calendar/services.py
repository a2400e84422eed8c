"""Writes of the calendar: its items, and who has them in hand."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.access import reaches
from xieshou.domain.evidence.storing import reasons
from xieshou.domain.parties.models import Organisation, User
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.domain.workflow.calendar.models import CalendarDuty, CalendarItem
from xieshou.kernel.actor import Actor, NotAllowedError, Permission


class CalendarRefusedError(ValueError):
    """The item or duty cannot be kept so; the message says why."""


@act("修改年历")
def record_item(*, actor: Actor, round_code: str, code: str, **columns: Any) -> CalendarItem:
    """Record an item, or give the one of this round and code other values. Loads then leave it as it is.

    ``columns`` are those of CalendarItem; the days as ``written.columns_of`` gives them.

    Raises:
        NotAllowedError: when the actor may not write.
        CalendarRefusedError: for values that the item cannot take.
    """
    actor.require_write(_("修改年历"))
    item = CalendarItem.objects.filter(round_code=round_code, code=code).first()
    item = item or CalendarItem(round_code=round_code, code=code)
    for name, value in columns.items():
        setattr(item, name, value)
    item.edited_at = timezone.now()
    try:
        item.full_clean()
    except ValidationError as problem:
        raise CalendarRefusedError(reasons(problem)) from None
    item.save()
    return item


@act("修改年历")
def remove_item(*, actor: Actor, item_id: int) -> None:
    """Take an item off the calendar. The tasks that it raised stay.

    Raises:
        NotAllowedError: when the actor may not write.
        CalendarItem.DoesNotExist: when there is none of that id.
    """
    actor.require_write(_("修改年历"))
    CalendarItem.objects.get(pk=item_id).delete()


@act("安排年历分工")
def give_duty(
    *,
    actor: Actor,
    item: CalendarItem,
    division: Division | None = None,
    organisation: Organisation | None = None,
    pairing_id: int | None = None,
    owner: User | None = None,
) -> CalendarDuty:
    """Put an item into somebody's hand, for a place, an organisation or a pairing.

    Raises:
        NotAllowedError: when the actor does not administer that scope.
        CalendarRefusedError: when nothing is named, or the scope has the item already.
    """
    actor.require(Permission.ADMINISTER, _("安排年历分工"))
    scope = "-".join(
        filter(
            None,
            (
                f"d{division.code}" if division else "",
                f"o{organisation.pk}" if organisation else "",
                f"p{pairing_id}" if pairing_id else "",
            ),
        )
    ) or (f"u{owner.pk}" if owner else "")
    if not scope:
        raise CalendarRefusedError(_("请写地区、单位、结对或责任人中的一项"))
    try:
        with transaction.atomic():
            duty = CalendarDuty.objects.create(
                item=item,
                division=division,
                organisation=organisation,
                pairing_id=pairing_id,
                owner=owner,
                scope_key=scope,
            )
    except IntegrityError:
        raise CalendarRefusedError(_("同一范围已有分工")) from None
    _require_within(actor, duty)
    return duty


@act("取消年历分工")
def end_duty(*, actor: Actor, item: CalendarItem, duty_id: int) -> None:
    """Take an item out of somebody's hand. The tasks that came of it stay.

    Raises:
        NotAllowedError: when the actor does not administer its scope.
        CalendarDuty.DoesNotExist: when the item has none of that id.
    """
    duty = item.duties.get(pk=duty_id)
    _require_within(actor, duty)
    duty.delete()


def _require_within(actor: Actor, duty: CalendarDuty) -> None:
    if not reaches(actor, duty, Permission.ADMINISTER):
        raise NotAllowedError(_("只有这一范围的管理员可以安排分工"))
