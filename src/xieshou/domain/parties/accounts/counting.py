"""How the accounts stand, in numbers, for who administers them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q

from xieshou.domain.access import seen_by
from xieshou.domain.parties.accounts import granting, locking
from xieshou.domain.parties.accounts.models import Authenticator
from xieshou.domain.parties.accounts.queries import accounts, invitations
from xieshou.domain.parties.models import Grant, ScopeKind
from xieshou.kernel.actor import Actor, Permission, Role


@dataclass(frozen=True, slots=True)
class AccountCounts:
    """The accounts that an actor administers: ``active`` may sign in, ``closed`` may not.

    ``without_two_step`` and ``must_change`` are of the active ones, ``due`` those of them whose role the
    settings do not allow without a second step. ``invited`` are links that still serve.
    """

    active: int
    closed: int
    locked: int
    without_two_step: int
    due: int
    must_change: int
    invited: int
    locked_addresses: int


@dataclass(frozen=True, slots=True)
class Granted:
    """So many grants of a role over a kind of scope, held by so many accounts."""

    role: str
    scope: str
    grants: int
    accounts: int


def account_counts(actor: Actor, now: datetime) -> AccountCounts:
    """The counts at a moment. Four queries.

    Raises:
        NotAllowedError: when the actor administers no accounts.
    """
    protected = Authenticator.objects.filter(confirmed=True).order_by().values("user")
    bound = Q(pk__in=Grant.objects.filter(role__in=settings.TWO_STEP_ROLES).order_by().values("user"))
    if "administrator" in settings.TWO_STEP_ROLES:
        bound |= Q(is_staff=True) | Q(is_superuser=True)
    active, open_to_all = Q(is_active=True), ~Q(pk__in=protected)
    locks = locking.locks_at(now)
    named = {lock.username for lock in locks if lock.username}
    found = (
        accounts(actor)
        .order_by()
        .aggregate(
            active=Count("pk", filter=active),
            closed=Count("pk", filter=~active),
            locked=Count("pk", filter=Q(username__in=named)),
            without_two_step=Count("pk", filter=active & open_to_all),
            due=Count("pk", filter=active & open_to_all & bound),
            must_change=Count("pk", filter=active & Q(must_change_password=True)),
        )
    )
    waiting = invitations(actor).filter(used_at=None, revoked_at=None, expires_at__gt=now).order_by()
    return AccountCounts(
        **found,
        invited=waiting.count(),
        locked_addresses=sum(not lock.username for lock in locks) if granting.administers_all(actor) else 0,
    )


def grants_counted(actor: Actor) -> list[Granted]:
    """The grants over what the actor administers, by role and kind of scope. Two queries at most.

    Who set the installation up administers all of it without a grant, and is counted as if there were one.
    """
    rows = seen_by(actor, Grant.objects.all(), Permission.ADMINISTER).order_by("role", "scope")
    counted = rows.values_list("role", "scope").annotate(
        grants=Count("pk"), accounts=Count("user", distinct=True)
    )
    found = [Granted(*row) for row in counted]
    if granting.administers_all(actor):
        number = accounts(actor).filter(Q(is_staff=True) | Q(is_superuser=True)).count()
        found.append(Granted(Role.ADMINISTRATOR.value, ScopeKind.EVERYWHERE.value, number, number))
    return found
