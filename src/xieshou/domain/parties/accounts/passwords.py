"""Passwords: the rules, changing one's own, and being told to change it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xieshou.domain.parties.accounts import sessions
from xieshou.domain.parties.accounts.granting import require_over
from xieshou.domain.parties.accounts.models import EndedBy, SignIn
from xieshou.domain.parties.models import User
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor, NotAllowedError

# Letters and digits that nobody mistakes for one another when a password is read out.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class WeakPasswordError(ValueError):
    """A password that the rules refuse; ``reasons`` are sentences in the language of the reader."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


def drawn_password() -> str:
    """A password for a first sign-in: 16 letters and digits in groups of four, 79 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def check_password_rules(password: str, user: User) -> None:
    """Let a good password through.

    Raises:
        WeakPasswordError: with every rule that it breaks.
    """
    try:
        validate_password(password, user)
    except ValidationError as refused:
        raise WeakPasswordError(refused.messages) from None


@act("更换密码")
def change_password(*, actor: Actor, user: User, password: str, keep: str = "") -> None:
    """Give oneself another password. All other sign-ins end; ``keep`` is the session that goes on.

    Who calls this has asked for the present password.

    Raises:
        NotAllowedError: when it is another's account.
        WeakPasswordError: when the rules refuse it, or it is the present one.
    """
    if actor.user_id != user.pk:
        raise NotAllowedError(_("只能更换自己的密码"))
    if user.check_password(password):
        raise WeakPasswordError([_("新密码不能与现在的密码相同。")])
    check_password_rules(password, user)
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "password_changed_at", "must_change_password"])
    sessions.end_all(SignIn.objects.filter(user=user).exclude(session_key=keep), EndedBy.PASSWORD)


@act("重设密码")
def set_first_password(*, actor: Actor, user: User, password: str = "") -> str:
    """Give an account a password that its holder must change when signing in; it ends all sign-ins.

    Without ``password`` one is drawn. Returns the password, which is kept nowhere in clear.

    Raises:
        NotAllowedError: when the actor does not administer the account.
        WeakPasswordError: when the rules refuse the password that was given.
    """
    require_over(actor, user, _("只有管理员可以重设密码"))
    if password:
        check_password_rules(password, user)
    chosen = password or drawn_password()
    user.set_password(chosen)
    user.must_change_password = True
    user.save(update_fields=["password", "password_changed_at", "must_change_password"])
    sessions.end_all(SignIn.objects.filter(user=user), EndedBy.PASSWORD)
    return chosen


@act("要求更换密码")
def require_password_change(*, actor: Actor, user: User) -> None:
    """Have the holder choose another password before going on.

    Raises:
        NotAllowedError: when the actor does not administer the account.
    """
    require_over(actor, user, _("只有管理员可以要求更换密码"))
    user.must_change_password = True
    user.save(update_fields=["must_change_password"])
