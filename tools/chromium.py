"""The browser of the tests and screenshots: found, or installed.

``python -m tools.chromium`` prints the path of a Chromium that runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tools import apt, fonts
from tools.attempts import Attempts, MissingPartError, gist

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# Tests talk to this machine only: nothing of the browser's own chatter may leave it.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def runs(path: str) -> str:
    """The browser's version, or "" when it does not start (Ubuntu's snap stub, say)."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def find(attempts: Attempts) -> Path | None:
    """A Chromium that is already here, or None."""
    named = os.environ.get("XIESHOU_CHROMIUM", "")
    on_path = [path for path in map(shutil.which, NAMES) if path]
    mac = [path for path in MAC_APPS if Path(path).exists()] if sys.platform == "darwin" else []
    if not named:
        attempts.note("XIESHOU_CHROMIUM", "not set")
    if not on_path:
        attempts.note("PATH", f"none of {', '.join(NAMES)}")
    for path in chain([named] if named else [], on_path, mac, playwrights_own()):
        version = runs(path)
        attempts.note(path, version or "does not start")
        if version:
            return Path(path)
    return None


def playwrights_own() -> Iterator[str]:
    """The browser that ``playwright install`` puts into the user's cache, when it is there.

    Asked last: only starting Playwright tells the path, which takes a second.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).exists():
        yield path


def download(attempts: Attempts) -> None:
    """Let Playwright fetch its own build."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
    except subprocess.TimeoutExpired:
        attempts.note("playwright install chromium", "no answer in 10 minutes")
        return
    outcome = "installed" if done.returncode == 0 else f"failed: {gist(done.stderr)}"
    attempts.note("playwright install chromium", outcome)


def find_or_install() -> Path:
    """A Chromium that runs, with a Chinese font beside it.

    Raises:
        MissingPartError: with the list of what was tried.
    """
    attempts = Attempts("Chromium")
    path = find(attempts)
    if path is None and apt.install(attempts, "chromium", fonts.PACKAGE):
        path = find(attempts)
    if path is None:
        download(attempts)
        path = find(attempts)
    if path is None:
        raise attempts.error("Install Chromium or Chrome, or name one in XIESHOU_CHROMIUM.")
    fonts.find_or_install()
    return path


if __name__ == "__main__":
    try:
        print(find_or_install())
    except MissingPartError as error:
        sys.exit(str(error))
