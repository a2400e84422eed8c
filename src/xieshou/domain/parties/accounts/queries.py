"""Reads of accounts, for those who administer them and for oneself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from xieshou.domain.access import seen_by
from xieshou.domain.parties.accounts import granting, locking, sessions
from xieshou.domain.parties.accounts.models import Authenticator, Invitation, SignIn
from xieshou.domain.parties.models import Grant, User
from xieshou.kernel.actor import Actor, NotAllowedError, Permission, Role


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the list shows it; ``locked_until`` is set while sign-ins to it are refused."""

    user: User
    two_step: bool
    locked_until: datetime | None
    last_seen: datetime | None

    @property
    def name(self) -> str:
        """What the person is called."""
        return name_of(self.user)


def name_of(user: User) -> str:
    """What somebody is called: the name, else the username."""
    return user.get_full_name() or user.get_username()


def accounts(actor: Actor, *, text: str = "") -> QuerySet[User]:
    """The accounts that the actor administers, by username; ``text`` is part of a name.

    Raises:
        NotAllowedError: when the actor administers none.
    """
    granting.require_administrator(actor, _("只有管理员可以查看账号"))
    found = granting.administered(actor).order_by("username")
    if text:
        found = found.filter(
            Q(username__icontains=text) | Q(first_name__icontains=text) | Q(last_name__icontains=text)
        )
    return found


def account(actor: Actor, user_id: int) -> User | None:
    """One account that the actor administers; None where there is none.

    Raises:
        NotAllowedError: when the actor administers none.
    """
    return accounts(actor).filter(pk=user_id).first()


def account_named(actor: Actor, username: str) -> User | None:
    """The account of that name, in whatever capitals; None where there is none.

    Raises:
        NotAllowedError: when the actor administers none.
    """
    return accounts(actor).filter(username__iexact=username).first()


def described(users: Sequence[User]) -> list[Account]:
    """The accounts with what is known of each; three queries, however many."""
    ids = [user.pk for user in users]
    confirmed = Authenticator.objects.filter(user__in=ids, confirmed=True)
    protected = set(confirmed.values_list("user_id", flat=True))
    locks: dict[str, datetime] = {}
    for lock in locking.locks_at(timezone.now()):
        if lock.username:
            locks.setdefault(lock.username, lock.until)
    latest = SignIn.objects.filter(user__in=ids).order_by().values("user").annotate(at=Max("seen_at"))
    seen = dict(latest.values_list("user", "at"))
    return [
        Account(user, user.pk in protected, locks.get(user.username), seen.get(user.pk)) for user in users
    ]


def locked_addresses(actor: Actor) -> list[locking.Lock]:
    """The addresses from which nobody can sign in now; only for who administers every account.

    Raises:
        NotAllowedError: when the actor administers no accounts.
    """
    granting.require_administrator(actor, _("只有管理员可以查看账号"))
    if not granting.administers_all(actor):
        return []
    return [lock for lock in locking.locks_at(timezone.now()) if lock.username is None]


def sign_ins(actor: Actor, user: User) -> QuerySet[SignIn]:
    """Who signed in to an account, the latest first; of another's only for who administers it.

    Raises:
        NotAllowedError: for everybody else.
    """
    if actor.user_id != user.pk and not granting.may_administer(actor, user):
        raise NotAllowedError(_("只能查看自己的登录记录"))
    return SignIn.objects.filter(user=user)


def open_keys(actor: Actor, user: User) -> set[int]:
    """Which of those sign-ins hold at this moment.

    Raises:
        NotAllowedError: as ``sign_ins``.
    """
    sign_ins(actor, user)
    return set(sessions.open_sign_ins(user).values_list("pk", flat=True))


def invitations(actor: Actor) -> QuerySet[Invitation]:
    """The invitations, the latest first; of who administers part of the country, their own.

    Raises:
        NotAllowedError: when the actor administers no accounts.
    """
    granting.require_administrator(actor, _("只有管理员可以查看邀请"))
    return seen_by(actor, Invitation.objects.select_related("invited_by", "user"))


def sign_in_of_session(session_key: str) -> SignIn | None:
    """The sign-in that a session holds; for who holds the session."""
    return SignIn.objects.filter(session_key=session_key, ended_at=None).first()


def session_account(user_id: int, auth_hash: str) -> User | None:
    """The open account whose password is still the one that made this hash; for the second step alone."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), auth_hash):
        return None
    return user


def roles_of(user: User) -> set[str]:
    """The roles that an account has anywhere, as their names."""
    return roles_by_user([user])[user.pk]


def roles_by_user(users: Sequence[User]) -> dict[int, set[str]]:
    """The roles of each account, by its key; one query. Who set the installation up administers all of it."""
    found = {
        user.pk: {Role.ADMINISTRATOR.value} if user.is_staff or user.is_superuser else set() for user in users
    }
    for user_id, role in Grant.objects.filter(user__in=list(found)).values_list("user_id", "role"):
        found[user_id].add(role)
    return found


def grants_of(actor: Actor, user: User) -> list[Grant]:
    """The grants of an account: one's own, or those over what the actor administers."""
    grants = Grant.objects.filter(user=user).select_related("division", "organisation__division", "user")
    return list(grants if actor.user_id == user.pk else seen_by(actor, grants, Permission.ADMINISTER))


def must_have_second_step(user: User) -> bool:
    """Has the account a role that the settings allow no one to use without a second step?"""
    return bool(settings.TWO_STEP_ROLES) and not settings.TWO_STEP_ROLES.isdisjoint(roles_of(user))
