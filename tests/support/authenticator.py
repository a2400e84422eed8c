"""The authenticator app on somebody's phone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django_otp.oath import totp

if TYPE_CHECKING:
    from django_otp.plugins.otp_totp.models import TOTPDevice

STEP = 30


def code_of(device: TOTPDevice, steps: int = 0) -> str:
    """What the app shows, ``steps`` half minutes from now; never in the last moment of a half minute."""
    left = STEP - time.time() % STEP
    if left < 2:
        time.sleep(left + 0.1)
    return f"{totp(device.bin_key, drift=steps):06}"
