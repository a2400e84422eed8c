"""A throw-away PostgreSQL server for one command, gone afterwards whatever happens.

``python -m tools.cluster COMMAND …`` runs COMMAND with DATABASE_URL set. A database named in
XIESHOU_TEST_DATABASE_URL is used instead of a server of our own.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from tools import postgres
from tools.attempts import MissingPartError, gist

# Durability is of no use to a server that lives for one test run.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "timezone": "UTC",
}
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class ServerError(RuntimeError):
    """The server's programs are there, but no server came up."""


def server_user() -> dict[str, Any]:
    """How to start the programs: as ourselves, or as an ordinary user when we are root (initdb refuses)."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise ServerError("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")


def reachable(programs: Path, folder: Path, user: dict[str, Any]) -> Path:
    """``programs``, or a copy in ``folder`` when the other user cannot read them (a checkout in /root)."""
    try:
        subprocess.run(
            [programs / "initdb", "--version"], cwd=folder, capture_output=True, check=True, **user
        )
    except (PermissionError, subprocess.CalledProcessError):
        # PyPI's programs find their libraries by a path beside them, so all of that folder comes along.
        top = postgres.OWN if postgres.OWN in programs.parents else programs.parent
        copy = folder / "programs"
        shutil.copytree(top, copy, symlinks=True)
        return copy / programs.relative_to(top)
    return programs


def free_port() -> int:
    """A loopback port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def die_with_parent() -> None:
    """Ask Linux to stop the server when we are killed without a chance to stop it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGQUIT)


def initialise(programs: Path, folder: Path, user: dict[str, Any], password: str) -> None:
    """Make the files of an empty server in ``folder/data``; other users of this machine lack the password."""
    secret = folder / "password"
    secret.touch(0o600)
    secret.write_text(password, "ascii")
    if user:
        os.chown(secret, user["user"], user["group"])
    options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"]
    done = subprocess.run(
        [programs / "initdb", "-D", folder / "data", "-U", "xieshou", f"--pwfile={secret}", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **user,
    )
    secret.unlink()
    if done.returncode:
        raise ServerError(f"initdb failed: {gist(done.stderr)}")


def ready(data: Path) -> bool:
    """Does the server's own status line say that it takes connections?"""
    try:
        lines = (data / "postmaster.pid").read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready"


def start(programs: Path, folder: Path, user: dict[str, Any]) -> tuple[subprocess.Popen[bytes], int]:
    """Start a server on ``folder/data`` and wait until it takes connections; the process and its port."""
    data, log = folder / "data", folder / "log"
    for _ in range(3):  # another process may take the port between looking and binding
        port = free_port()
        options = [f"--{name}={value}" for name, value in SETTINGS.items()]
        with log.open("wb") as sink:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, "-p", str(port), "-k", folder, *options],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,  # Ctrl-C is for the tests; the server stops after them
                preexec_fn=die_with_parent,
                **user,
            )
        deadline = time.monotonic() + 60
        while server.poll() is None and time.monotonic() < deadline:
            if ready(data):
                return server, port
            time.sleep(0.05)
        stop(server)
    raise ServerError(f"PostgreSQL did not start: {gist(log.read_text('utf-8', 'replace'))}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Disconnect everybody and stop; kill what does not stop in time."""
    for how, patience in ((signal.SIGINT, 20), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
        if server.poll() is not None:
            return
        server.send_signal(how)
        try:
            server.wait(patience)
        except subprocess.TimeoutExpired:
            continue


@contextmanager
def database_url() -> Iterator[str]:
    """The URL of an empty database, for as long as the block runs.

    Raises:
        MissingPartError: no PostgreSQL could be found or installed.
        ServerError: it is there but does not come up.
    """
    named = os.environ.get("XIESHOU_TEST_DATABASE_URL", "")
    if named:
        print("[PostgreSQL] the database of XIESHOU_TEST_DATABASE_URL", file=sys.stderr)
        yield named
        return
    programs = postgres.find_or_install()
    user = server_user()
    with tempfile.TemporaryDirectory(prefix="xieshou-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if user:
            os.chown(folder, user["user"], user["group"])
        programs = reachable(programs, folder, user)
        password = secrets.token_urlsafe(12)
        initialise(programs, folder, user, password)
        server, port = start(programs, folder, user)
        print(f"[PostgreSQL] throw-away server on 127.0.0.1:{port}", file=sys.stderr, flush=True)
        try:
            yield f"postgres://xieshou:{password}@127.0.0.1:{port}/postgres"
        finally:
            stop(server)


def leave(number: int, frame: FrameType | None) -> None:
    """Turn a signal into an ordinary exit, so that every ``finally`` runs."""
    raise SystemExit(128 + number)


def main() -> int:
    """Run the command of the arguments beside a server."""
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)
    with database_url() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (MissingPartError, ServerError) as error:
        sys.exit(str(error))
