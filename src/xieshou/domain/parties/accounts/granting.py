"""Granting roles over scopes, taking them back, and whose account one administers.

Nobody grants beyond what they administer themselves. Who administers part of the country sees the accounts
that hold a role there, and changes those that hold roles nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from xieshou.domain.access import seen_by
from xieshou.domain.parties.models import Grant, Organisation, ScopeKind, User
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor, NotAllowedError, Permission, Role


@dataclass(frozen=True, slots=True)
class Scope:
    """Over what a role is granted: everything, a division with all below it, a pairing, an organisation."""

    kind: ScopeKind
    division: Division | None = None
    organisation: Organisation | None = None
    pairing: int | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """As the table of grants keeps it."""
        return {
            "scope": self.kind,
            "division": self.division,
            "organisation": self.organisation,
            "pairing_ref": self.pairing,
        }

    @classmethod
    def of(cls, grant: Grant) -> Scope:
        """The scope of a grant."""
        return cls(ScopeKind(grant.scope), grant.division, grant.organisation, grant.pairing_ref)


EVERYTHING = Scope(ScopeKind.EVERYWHERE)
Held = tuple[Role, Scope]


class NothingGrantedError(ValueError):
    """Who administers part of the country makes accounts for that part: at least one role there."""


def require_administrator(actor: Actor, what: str) -> None:
    """Let through who administers accounts, be it of one place.

    Raises:
        NotAllowedError: for everybody else.
    """
    actor.require(Permission.ADMINISTER, what)


def administers_all(actor: Actor) -> bool:
    """Does the actor administer every account?"""
    return actor.reach(Permission.ADMINISTER).everywhere


def may_grant(actor: Actor, scope: Scope) -> bool:
    """Does what the actor administers cover the whole scope?"""
    reach = actor.reach(Permission.ADMINISTER)
    match scope.kind:
        case ScopeKind.EVERYWHERE:
            return reach.everywhere
        case ScopeKind.DIVISION:
            return scope.division is not None and reach.has_code(scope.division.code)
        case ScopeKind.PAIRING:
            return reach.everywhere or scope.pairing in reach.pairings
        case ScopeKind.ORGANISATION:
            unit = scope.organisation
            within = unit is not None and unit.division is not None and reach.has_code(unit.division.code)
            return reach.everywhere or within or (unit is not None and unit.pk in reach.organisations)


def administered(actor: Actor) -> QuerySet[User]:
    """The accounts that the actor sees as an administrator: those with a role in what it administers."""
    if administers_all(actor):
        return User.objects.all()
    held = seen_by(actor, Grant.objects.all(), Permission.ADMINISTER)
    return User.objects.filter(pk__in=held.values("user"), is_staff=False, is_superuser=False)


def may_administer(actor: Actor, user: User) -> bool:
    """May the actor close the account, end its sign-ins, draw a password?

    Over an account that holds a role elsewhere too only those who administer both.
    """
    if administers_all(actor):
        return True
    held = Grant.objects.filter(user=user)
    inside = seen_by(actor, held, Permission.ADMINISTER).count()
    return 0 < inside == held.count() and not (user.is_staff or user.is_superuser)


def require_over(actor: Actor, user: User, what: str) -> None:
    """Let through who administers this account.

    Raises:
        NotAllowedError: for everybody else; ``what`` names the act in the user's words.
    """
    if not may_administer(actor, user):
        raise NotAllowedError(what)


@act("授予角色")
def grant_role(*, actor: Actor, user: User, role: Role, scope: Scope) -> Grant:
    """Give an account a role over a scope. Twice is as once.

    Raises:
        NotAllowedError: when the scope reaches beyond what the actor administers, or to oneself.
    """
    if user.pk == actor.user_id:
        raise NotAllowedError(_("不能给自己授予角色;请由另一位管理员办理"))
    if not may_grant(actor, scope):
        raise NotAllowedError(_("只能在自己管理的范围内授予角色"))
    return Grant.objects.get_or_create(user=user, role=role.value, **scope.columns)[0]


@act("收回角色")
def take_role_back(*, actor: Actor, grant: Grant) -> None:
    """Take a role over a scope from an account.

    Raises:
        NotAllowedError: when the scope reaches beyond what the actor administers, or the grant is one's own.
    """
    if not may_grant(actor, Scope.of(grant)):
        raise NotAllowedError(_("只能在自己管理的范围内收回角色"))
    if grant.user_id == actor.user_id:
        raise NotAllowedError(_("不能收回自己的角色;请由另一位管理员办理"))
    grant.delete()


def require_grants(actor: Actor, grants: Iterable[Held]) -> None:
    """Let through what the actor may give to a new account.

    Raises:
        NotAllowedError: when one reaches beyond what the actor administers.
        NothingGrantedError: when there is none and the actor administers part of the country.
    """
    given = list(grants)
    if not given and not administers_all(actor):
        raise NothingGrantedError
    if not all(may_grant(actor, scope) for _role, scope in given):
        raise NotAllowedError(_("只能在自己管理的范围内授予角色"))
