"""What is done with the secret of an authenticator app: shown once to set it up, and codes compared with it.

The one place of accounts that unseals (docs/decisions/0008): a code cannot be compared with a mask.
"""

from __future__ import annotations

import logging
from base64 import b32encode
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django_otp.oath import TOTP
from django_otp.util import random_hex

from xieshou.domain.parties.accounts.models import Authenticator
from xieshou.domain.parties.models import User
from xieshou.domain.personal import UnreadableError

logger = logging.getLogger(__name__)

SECRET_BYTES = 20
STEP, DIGITS = 30, 6
TOLERANCE = 1
_COUNTED = (
    *("drift", "last_step", "last_used_at"),
    *("throttling_failure_timestamp", "throttling_failure_count"),
)


@dataclass(frozen=True, slots=True)
class SetUp:
    """What an app is told to be set up: the secret in base 32, and an address with it, for a picture."""

    secret: str
    address: str


def new_authenticator(user: User) -> Authenticator:
    """An app that is not confirmed yet, with a secret of its own."""
    made: Authenticator = Authenticator.objects.create(user=user, name="app", key=random_hex(SECRET_BYTES))
    return made


def set_up_of(device: Authenticator) -> SetUp:
    """What its owner's app is told; of one that is confirmed nobody is told anything again.

    Raises:
        ValueError: for one that is confirmed.
        UnreadableError: when the key of the ring is gone.
    """
    if device.confirmed:
        raise ValueError("the secret of a confirmed authenticator is not shown")
    secret, issuer = b32encode(_secret(device)).decode(), settings.OTP_TOTP_ISSUER
    label = quote(f"{issuer}:{device.user.get_username()}")
    asked = {"secret": secret, "algorithm": "SHA1", "digits": DIGITS, "period": STEP}
    return SetUp(secret, f"otpauth://totp/{label}?{urlencode(asked)}&issuer={quote(issuer)}")


def lets_through(device: Authenticator, code: str) -> bool:
    """Is this a code of the app now, or half a minute ago or ahead, that was not used? Counted either way.

    Call it with the row locked and once it may be tried (``verify_is_allowed``).
    """
    good = code.isascii() and code.isdigit() and _is_of_now(device, int(code))
    if good:
        device.throttle_reset(commit=False)
        device.set_last_used_timestamp(commit=False)
    else:
        device.throttle_increment(commit=False)
    device.save(update_fields=_COUNTED)
    return good


def _is_of_now(device: Authenticator, code: int) -> bool:
    try:
        shown = TOTP(_secret(device), STEP, digits=DIGITS, drift=device.drift)
    except UnreadableError:
        logger.error("the secret of authenticator %s does not open: its key is not in the ring", device.pk)
        return False
    good: bool = shown.verify(code, TOLERANCE, device.last_step + 1)
    if good:
        device.last_step, device.drift = shown.t(), shown.drift
    return good


def _secret(device: Authenticator) -> bytes:
    return bytes.fromhex(device.key.unseal())
