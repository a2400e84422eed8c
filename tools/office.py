"""The LibreOffice in which the tests open printed papers: found, or installed.

``python -m tools.office`` prints the path of one that runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import apt
from tools.attempts import Attempts, MissingPartError

NAMES = ("soffice", "libreoffice")
MAC_APP = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
# Writer without windows: about 210 MB on disk, a minute to install.
PACKAGE = "libreoffice-writer-nogui"


def runs(path: str) -> str:
    """Its version, or "" when it does not start."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def find(attempts: Attempts) -> Path | None:
    """A LibreOffice that is already here, or None."""
    named = os.environ.get("XIESHOU_SOFFICE", "")
    places = [named, *(shutil.which(name) or "" for name in NAMES)]
    if Path(MAC_APP).exists():
        places.append(MAC_APP)
    if not any(places):
        attempts.note("XIESHOU_SOFFICE and PATH", f"not set, and none of {', '.join(NAMES)}")
    for path in filter(None, places):
        version = runs(path)
        attempts.note(path, version or "does not start")
        if version:
            return Path(path)
    return None


def find_or_install() -> Path:
    """A LibreOffice that runs.

    Raises:
        MissingPartError: with the list of what was tried.
    """
    attempts = Attempts("LibreOffice")
    path = find(attempts)
    if path is None and apt.install(attempts, PACKAGE):
        path = find(attempts)
    if path is None:
        raise attempts.error("Install LibreOffice Writer, or name its soffice in XIESHOU_SOFFICE.")
    return path


def to_pdf(soffice: Path, document: Path) -> Path:
    """Open a document and write it as PDF beside itself; the user's own profile is left alone.

    Raises:
        RuntimeError: with what LibreOffice said, when no PDF came out.
    """
    with tempfile.TemporaryDirectory() as profile:
        command = [
            soffice, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", document.parent, document,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    made = document.with_suffix(".pdf")
    if done.returncode or not made.is_file():
        raise RuntimeError(f"LibreOffice could not open {document.name}: {done.stdout} {done.stderr}")
    return made


if __name__ == "__main__":
    try:
        print(find_or_install())
    except MissingPartError as error:
        sys.exit(str(error))
