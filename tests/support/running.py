"""Homes of their own in which the real ``xieshou`` runs, as a user types it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.support.standing_by import StandBy
from tools.cluster import free_port

XIESHOU = Path(sys.executable).with_name("xieshou")
PATIENCE = 300


@dataclass
class Home:
    """A folder (and on PostgreSQL a database) that only these commands use."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    _stand_by: StandBy | None = None

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run ``xieshou`` with these words to its end: a process that branches off a prepared one.

        The prepared one has set Django up on this home and done nothing else; that takes most of a second,
        once for a home and not for each command. With an ``environment`` of its own it starts from nothing.
        """
        if environment:
            return self.run_afresh(*words, **environment)
        if self._stand_by is None:
            self._stand_by = StandBy(self.environment, XIESHOU)
        return self._stand_by.run(words, PATIENCE)

    def run_afresh(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run ``xieshou`` as a shell does, from nothing, with ``environment`` on top of the home's."""
        return subprocess.run(
            [XIESHOU, *words],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def leave(self) -> None:
        """End the prepared process."""
        if self._stand_by is not None:
            self._stand_by.end()
            self._stand_by = None

    def do(self, *words: str) -> str:
        """Run ``xieshou``, which must succeed; what it printed."""
        done = self.run(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *words: str, output: Path) -> subprocess.Popen[bytes]:
        """Start ``xieshou`` in a session of its own, as a terminal does."""
        with output.open("wb") as sink:
            return subprocess.Popen(
                [XIESHOU, *words],
                env=self.environment,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
            )

    def python(self, code: str, *words: str) -> subprocess.Popen[str]:
        """Start Python with Django set up on this home."""
        return subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup()\n{code}", *words],
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "xieshou.config.settings"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


@dataclass(frozen=True)
class Site:
    """A server that runs on a home: its address, process, accounts (name → password) and what it printed."""

    home: Home
    address: str
    process: subprocess.Popen[bytes]
    output: Path

    @property
    def accounts(self) -> dict[str, str]:
        """The accounts that ``xieshou demo`` printed."""
        return dict(re.findall(r": (\w+) / (\w+)$", self.output.read_text("utf-8"), re.MULTILINE))


@contextmanager
def serving(home: Home, command: str = "serve") -> Iterator[Site]:
    """``xieshou serve`` (or ``demo``) on a free port until the block ends; Ctrl+C stops it."""
    port = free_port()
    output = home.folder.parent / f"{command}-{port}.log"
    # A small county: how many people it has is not what these tests are about.
    more = ("--people", "1500") if command == "demo" else ()
    process = home.start(command, "--port", str(port), *more, output=output)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, process, output)
        yield Site(home, address, process, output)
    finally:
        interrupt(process)


def wait_for(address: str, process: subprocess.Popen[bytes], output: Path, patience: float = 120) -> None:
    """Wait until the server answers, and fail with what it printed when it does not."""
    deadline = time.monotonic() + patience
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/terms/", timeout=30):
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail(f"no answer at {address}:\n{output.read_text('utf-8')}")


def interrupt(process: subprocess.Popen[bytes]) -> int:
    """Press Ctrl+C: every process of the terminal hears it. The exit code; a server that stays is killed."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    try:
        return process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise


@pytest.fixture(scope="session")
def site(loaded_home: Home) -> Iterator[Site]:
    """The loaded home as ``xieshou demo`` serves it."""
    with serving(loaded_home, "demo") as running:
        yield running
