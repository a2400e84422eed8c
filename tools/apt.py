"""Installing Debian packages, where that is possible at all."""

from __future__ import annotations

import os
import shutil
import subprocess

from tools.attempts import Attempts, gist


def install(attempts: Attempts, *packages: str) -> bool:
    """Install ``packages`` as root; note the attempt and say whether it worked."""
    way = f"apt-get install {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        attempts.note(way, "this system has no apt-get")
        return False
    if os.geteuid() != 0:
        attempts.note(way, "not root")
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        # A failed update need not matter: the lists of an earlier one may do.
        if done.returncode and command[1] == "install":
            attempts.note(way, f"failed: {gist(done.stderr or done.stdout)}")
            return False
    attempts.note(way, "installed")
    return True
