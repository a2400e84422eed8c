"""The authenticator app on somebody's phone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django_otp.oath import totp

if TYPE_CHECKING:
    from xieshou.domain.parties.accounts.models import Authenticator

STEP = 30


def code_of(device: Authenticator, steps: int = 0) -> str:
    """What the app shows, ``steps`` half minutes from now; never in the last moment of a half minute."""
    left = STEP - time.time() % STEP
    if left < 2:
        time.sleep(left + 0.1)
    return f"{totp(bytes.fromhex(device.key.unseal()), drift=steps):06}"
