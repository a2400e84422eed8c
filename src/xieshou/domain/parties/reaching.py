"""What an account may do where: its grants, as sets of ids and codes that the actor carries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.db.models import Prefetch

from xieshou.domain.parties.models import Grant, ScopeKind, User
from xieshou.domain.places.models import DivisionVersion
from xieshou.kernel.actor import ANONYMOUS, EVERYWHERE, NOWHERE, Actor, Reach, Role
from xieshou.kernel.codes.division import DivisionCode

Widen = Callable[[Reach], Reach]
"""Adds to a reach what hangs on it: the pairings of its places, and the codes of their other sides."""

_wideners: list[Widen] = []


def register_widening(widen: Widen) -> None:
    """Let an area above say what else a scope reaches; called once when Django starts."""
    if widen not in _wideners:
        _wideners.append(widen)


def actor_of_account(user: User) -> Actor:
    """The actor that an account is; a closed one is nobody.

    Superusers, who set the installation up, are administrators of everything without any grant, and of no
    query. For others two queries and one for each role.
    """
    if not user.is_active:
        return ANONYMOUS
    name = user.get_full_name() or user.get_username()
    if user.is_superuser:
        return Actor.everywhere(Role.ADMINISTRATOR, user_id=user.pk, name=name)
    held = [(Role(grant.role), reach_of(grant)) for grant in grants_of(user)]
    return Actor.of_roles(_widened(held), user_id=user.pk, name=name)


def grants_of(user: User) -> list[Grant]:
    """The grants of a user, with the divisions that they are about and every code those had."""
    codes = DivisionVersion.objects.only("division_id", "code")
    return list(
        user.grants.select_related("division").prefetch_related(
            Prefetch("division__versions", queryset=codes)
        )
    )


def reach_of(grant: Grant) -> Reach:
    """What the scope of a grant covers by itself.

    Of a division all codes count that it ever had, so that what was recorded below an earlier code is found.
    """
    match ScopeKind(grant.scope):
        case ScopeKind.EVERYWHERE:
            return EVERYWHERE
        case ScopeKind.DIVISION:
            assert grant.division is not None  # noqa: S101  (a constraint of the table)
            versions: Iterable[DivisionVersion] = grant.division.versions.all()
            return Reach(codes=frozenset({DivisionCode.parse(each.code).stem for each in versions}))
        case ScopeKind.PAIRING:
            return Reach(pairings=frozenset({grant.pairing_ref or 0}))
        case ScopeKind.ORGANISATION:
            return Reach(organisations=frozenset({grant.organisation_id or 0}))


def _widened(held: Iterable[tuple[Role, Reach]]) -> list[tuple[Role, Reach]]:
    """What each role reaches altogether, with what hangs on it; never what only another role reaches."""
    by_role: dict[Role, Reach] = {}
    for role, reach in held:
        by_role[role] = by_role.get(role, NOWHERE) | reach
    return [(role, reach if reach.everywhere else _widen(reach)) for role, reach in by_role.items()]


def _widen(reach: Reach) -> Reach:
    for widen in _wideners:
        reach = reach | widen(reach)
    return replace(reach, partner_codes=reach.partner_codes - reach.codes)
