"""Households under the hand of who writes: locked, within the scope, a draft again once changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from xieshou.domain.access import OutsideScopeError, beyond
from xieshou.domain.households.models import Household, Member
from xieshou.domain.households.rules.faults import Code
from xieshou.domain.households.services.refusing import RefusedError, fault
from xieshou.domain.reviewed import REVIEW_COLUMNS, when_changed
from xieshou.kernel.actor import Actor, Permission


def what() -> str:
    """What is refused to whom, in words."""
    return _("登记农户需要本村范围内的填报角色")


def taken_in_hand(actor: Actor, *households: Household | int) -> list[Household]:
    """The households, locked in one order, as they are stored; in the order given.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record one of them.
        Household.DoesNotExist: when one of them is gone.
        RefusedError: when one of them has ended.
    """
    actor.require(Permission.RECORD, what())
    keys = [each.pk if isinstance(each, Household) else each for each in households]
    if beyond(actor, Household, set(keys), Permission.RECORD):
        raise OutsideScopeError(what())
    locked = {each.pk: each for each in _locked(set(keys))}
    if len(locked) < len(set(keys)):
        raise Household.DoesNotExist
    ended = [each for each in locked.values() if each.ended_on is not None]
    if ended:
        raise RefusedError(fault(Code.HAS_ENDED, number=each.number, on=each.ended_on) for each in ended)
    return [locked[key] for key in keys]


def member_in_hand(actor: Actor, member: Member) -> Member:
    """Somebody as they are stored, with their household locked.

    Raises:
        Member.DoesNotExist: when there is none.
        NotAllowedError, OutsideScopeError, RefusedError: like ``taken_in_hand``.
    """
    actor.require(Permission.RECORD, what())
    if beyond(actor, Member, {member.pk}, Permission.RECORD):
        raise OutsideScopeError(what())
    stored = Member.objects.select_for_update().get(pk=member.pk)
    stored.household = taken_in_hand(actor, stored.household_id)[0]
    return stored


def put_back(actor: Actor, *households: Household) -> None:
    """Households of which something changed are drafts of the actor's again."""
    columns = when_changed(actor)
    if not columns:
        return
    for household in households:
        for column, value in columns.items():
            setattr(household, column, value)
        household.save(update_fields=[*REVIEW_COLUMNS])


def _locked(keys: Iterable[int]) -> QuerySet[Household]:
    return Household.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
