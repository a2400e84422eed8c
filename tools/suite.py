"""Every test, on SQLite and then on PostgreSQL; the arguments are pytest's.

What the tests need of the machine is looked for first, so that nothing is found missing after ten minutes.
PostgreSQL is asked what may depend on the database: tests/support/arranging.py marks what cannot, and a line
at the end of that half counts it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time

from tools import chromium, cluster, office, postgres
from tools.attempts import MissingPartError

# The same on any database, and proved on SQLite.
ONCE = ("no_database", "appearance", "office")


def run(name: str, *more: str, **environment: str) -> int:
    """Run pytest with ``more`` arguments and ``environment`` on top of ours; its exit code."""
    left = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
    inherited = {key: value for key, value in os.environ.items() if key not in left}
    print(f"\n=== tests on {name} ===", flush=True)
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", *sys.argv[1:], *more]
    code = subprocess.run(command, env={**inherited, **environment}, check=False).returncode
    print(f"=== {name}: exit {code} after {time.monotonic() - started:.0f} s ===", flush=True)
    return code


def main() -> int:
    """Run both halves, the second even when the first fails; 0 when both pass."""
    signal.signal(signal.SIGTERM, cluster.leave)
    signal.signal(signal.SIGHUP, cluster.leave)
    browser = str(chromium.find_or_install())
    soffice = str(office.find_or_install())
    if not os.environ.get("XIESHOU_TEST_DATABASE_URL"):
        postgres.find_or_install()
    # Compiled once for both halves, all workers and every command that they start.
    with tempfile.TemporaryDirectory(prefix="xieshou-compiled-") as compiled:
        shared = {"XIESHOU_CHROMIUM": browser, "PYTHONPYCACHEPREFIX": compiled}
        codes = [run("SQLite", XIESHOU_SOFFICE=soffice, **shared)]
        with cluster.database_url() as url:
            left_out = " and ".join(f"not {mark}" for mark in ONCE)
            codes.append(run("PostgreSQL", "-m", left_out, DATABASE_URL=url, **shared))
    return max(codes)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (MissingPartError, cluster.ServerError) as error:
        sys.exit(str(error))
