"""The second step of signing in: a code from an authenticator app, or one of the recovery codes.

The secret of an app is sealed; of a recovery code only a digest is kept (80 random bits need no salt).
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from xieshou.domain.parties.accounts import authenticators, sessions
from xieshou.domain.parties.accounts.granting import may_administer
from xieshou.domain.parties.accounts.models import Authenticator, EndedBy, SignIn
from xieshou.domain.parties.models import User
from xieshou.domain.recorded import act, acting
from xieshou.kernel.actor import Actor, NotAllowedError

RECOVERY_CODES = 10
APP, RECOVERY = "app", "recovery"


class WrongCodeError(ValueError):
    """The code is not valid now."""


class TooManyCodesError(ValueError):
    """After wrong codes one has to wait; ``until`` says how long."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class NotStartedError(ValueError):
    """There is no set-up to confirm."""


@dataclass(frozen=True, slots=True)
class TwoStep:
    """How the second step stands for an account."""

    on: bool
    since: datetime | None = None
    codes_left: int = 0


def two_step_of(user: User) -> TwoStep:
    """Is the second step on, since when, and how many recovery codes are unused."""
    device = Authenticator.objects.filter(user=user, confirmed=True).first()
    if device is None:
        return TwoStep(on=False)
    return TwoStep(True, device.created_at, StaticToken.objects.filter(device__user=user).count())


def asks_second_step(user: User) -> bool:
    """Does signing in to this account take a second step?"""
    return bool(Authenticator.objects.filter(user=user, confirmed=True).exists())


def started_device(user: User) -> Authenticator | None:
    """The set-up that was begun and not confirmed."""
    device: Authenticator | None = Authenticator.objects.filter(user=user, confirmed=False).first()
    return device


@act("开始设置两步验证")
def start_two_step(*, actor: Actor, user: User) -> Authenticator:
    """Begin, with a new secret; nothing is asked for until a code confirms it.

    Raises:
        NotAllowedError: when it is another's account.
    """
    _own(actor, user)
    Authenticator.objects.filter(user=user, confirmed=False).delete()
    return authenticators.new_authenticator(user)


def confirm_two_step(*, actor: Actor, user: User, code: str, keep: str = "") -> list[str]:
    """Turn the second step on by a first code. Other sign-ins end, having had no second step.

    Returns the recovery codes, which cannot be shown again.

    Raises:
        NotAllowedError: when it is another's account.
        NotStartedError, WrongCodeError, TooManyCodesError.
    """
    _own(actor, user)
    # Outside of the transaction below: a wrong code must leave its mark.
    with transaction.atomic():
        device = Authenticator.objects.select_for_update().filter(user=user, confirmed=False).first()
        if device is None:
            raise NotStartedError
        allowed, why = device.verify_is_allowed()
        good = allowed and authenticators.lets_through(device, _digits(code))
    _judge(allowed, why, good)
    with acting(actor, "开启两步验证"):
        Authenticator.objects.filter(user=user, confirmed=True).delete()
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        codes = _new_codes(user)
        sessions.end_all(SignIn.objects.filter(user=user).exclude(session_key=keep), EndedBy.TWO_STEP)
    return codes


def verify_second_step(*, user: User, code: str) -> str:
    """Let a good code through; whether it was of the app (``app``) or a recovery code (``recovery``).

    A code serves once. Wrong ones make one wait, each time twice as long.

    Raises:
        WrongCodeError, TooManyCodesError.
    """
    kind = APP if len(_digits(code)) == 6 and _plain(code).isdigit() else RECOVERY
    with transaction.atomic():
        if kind == APP:
            device = _locked(Authenticator, user)
            allowed, why = device.verify_is_allowed()
            good = allowed and authenticators.lets_through(device, _digits(code))
        else:
            device = _locked(StaticDevice, user)
            allowed, why = device.verify_is_allowed()
            good = allowed and device.verify_token(_digest(code))
    _judge(allowed, why, good)
    return kind


@transaction.atomic
def renew_recovery_codes(*, actor: Actor, user: User) -> list[str]:
    """Ten new recovery codes; the old ones serve no more.

    Raises:
        NotAllowedError: when it is another's account.
        NotStartedError: when the second step is off.
    """
    _own(actor, user)
    if not asks_second_step(user):
        raise NotStartedError
    return _new_codes(user)


@act("关闭两步验证")
def turn_off_two_step(*, actor: Actor, user: User) -> None:
    """Ask for the password alone again. Who calls this for oneself has asked for the password.

    An administrator does it for somebody who lost the app; then all sign-ins of the account end.

    Raises:
        NotAllowedError: when it is another's account that the actor does not administer.
    """
    own = actor.user_id == user.pk
    if not own and not may_administer(actor, user):
        raise NotAllowedError(_("只能关闭自己的两步验证"))
    Authenticator.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    if not own:
        sessions.end_all(SignIn.objects.filter(user=user), EndedBy.TWO_STEP)


def _locked(model: Any, user: User) -> Any:
    """The confirmed device of the user, for the one who tries it alone."""
    device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        raise WrongCodeError
    return device


def _own(actor: Actor, user: User) -> None:
    if actor.user_id != user.pk:
        raise NotAllowedError(_("只能设置自己的两步验证"))


def _judge(allowed: bool, why: dict[str, datetime] | None, good: bool) -> None:
    if not allowed:
        raise TooManyCodesError((why or {})["locked_until"])
    if not good:
        raise WrongCodeError


def _new_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery", confirmed=True)
    codes = [b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_digest(code)) for code in codes)
    return ["-".join(code[start : start + 4] for start in range(0, 16, 4)) for code in codes]


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").lower()


def _digits(code: str) -> str:
    return _plain(code)[:12]


def _digest(code: str) -> str:
    return b32encode(hashlib.sha256(_plain(code).encode()).digest())[:16].decode().lower()
