"""Making, closing and opening accounts."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from xieshou.domain.parties.accounts import passwords, sessions
from xieshou.domain.parties.accounts.granting import (
    Held,
    grant_role,
    may_administer,
    require_administrator,
    require_grants,
    require_over,
)
from xieshou.domain.parties.accounts.models import EndedBy, SignIn
from xieshou.domain.parties.models import User
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor, NotAllowedError


class UsernameTakenError(ValueError):
    """An account of that name exists, be it closed."""


class BadUsernameError(ValueError):
    """The name holds what a username may not hold; the message says what may."""


class OwnAccountError(ValueError):
    """One cannot close one's own account: nobody could open it again."""


@transaction.atomic
def make_account(*, username: str, name: str, password: str, email: str = "", must_change: bool) -> User:
    """An account without any rights. Called by who has checked that there may be one.

    Raises:
        UsernameTakenError, BadUsernameError, passwords.WeakPasswordError.
    """
    user = User(
        username=User.normalize_username(username.strip()),
        first_name=name.strip(),
        email=User.objects.normalize_email(email.strip()),
        must_change_password=must_change,
    )
    field = User._meta.get_field("username")
    try:
        field.clean(user.username, user)
    except ValidationError as refused:
        raise BadUsernameError(" ".join(refused.messages)) from None
    # Two names that differ in capitals alone are one to people.
    if User.objects.filter(username__iexact=user.username).exists():
        raise UsernameTakenError(user.username)
    passwords.check_password_rules(password, user)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:  # another was quicker
        raise UsernameTakenError(user.username) from None
    return user


@act("设立账号")
def create_account(
    *,
    actor: Actor,
    username: str,
    name: str = "",
    email: str = "",
    password: str = "",
    grants: Sequence[Held] = (),
) -> tuple[User, str]:
    """Make an account with roles and a first password, drawn where none is given; its holder must change it.

    Raises:
        NotAllowedError: when the actor administers no accounts, or not all that is granted.
        NothingGrantedError, UsernameTakenError, BadUsernameError, passwords.WeakPasswordError.
    """
    require_administrator(actor, _("只有管理员可以设立账号"))
    require_grants(actor, grants)
    chosen = password or passwords.drawn_password()
    user = make_account(username=username, name=name, email=email, password=chosen, must_change=True)
    for role, scope in grants:
        grant_role(actor=actor, user=user, role=role, scope=scope)
    return user, chosen


@act("停用账号")
def disable_account(*, actor: Actor, user: User) -> None:
    """Close an account: its sign-ins end at once, and nobody signs in to it. Its history stays.

    Raises:
        NotAllowedError: when the actor does not administer the account.
        OwnAccountError: when it is the actor's own.
    """
    require_over(actor, user, _("只有管理员可以停用账号"))
    if actor.user_id == user.pk:
        raise OwnAccountError
    user.is_active = False
    user.save(update_fields=["is_active"])
    sessions.end_all(SignIn.objects.filter(user=user), EndedBy.DISABLED)


@act("启用账号")
def enable_account(*, actor: Actor, user: User) -> None:
    """Open a closed account again.

    Raises:
        NotAllowedError: when the actor does not administer the account.
    """
    require_over(actor, user, _("只有管理员可以启用账号"))
    user.is_active = True
    user.save(update_fields=["is_active"])


@act("更改资料")
def change_profile(*, actor: Actor, user: User, name: str, email: str) -> None:
    """Say how one is called and written to.

    Raises:
        NotAllowedError: when it is another's account that the actor does not administer.
    """
    if actor.user_id != user.pk and not may_administer(actor, user):
        raise NotAllowedError(_("只能更改自己的资料"))
    user.first_name, user.last_name = name.strip(), ""
    user.email = User.objects.normalize_email(email.strip())
    user.save(update_fields=["first_name", "last_name", "email"])
