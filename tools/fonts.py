"""A font with Chinese characters; without one every page is measured and pictured in empty boxes."""

from __future__ import annotations

import shutil
import subprocess
import sys

from tools import apt
from tools.attempts import Attempts

PACKAGE = "fonts-noto-cjk"


def find(attempts: Attempts) -> bool:
    """Is there a font that covers Chinese?"""
    if sys.platform in {"darwin", "win32"}:
        return True  # both ship one
    if shutil.which("fc-list") is None:
        attempts.note("fc-list", "fontconfig is not installed")
        return False
    done = subprocess.run(
        ["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, timeout=60, check=False
    )
    families = sorted(set(done.stdout.splitlines()))
    attempts.note("fc-list", families[0] if families else "no font for Chinese")
    return bool(families)


def find_or_install() -> None:
    """Make sure that Chinese can be drawn.

    Raises:
        MissingPartError: with the list of what was tried.
    """
    attempts = Attempts("Chinese font")
    if find(attempts):
        return
    if apt.install(attempts, PACKAGE, "fontconfig") and find(attempts):
        return
    raise attempts.error(f"Install a font for Chinese (Debian: {PACKAGE}).")
