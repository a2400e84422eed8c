"""Starting and stopping the real server."""

from __future__ import annotations

import re
import subprocess
import time

import pytest

from tests.support.running import Home, Site, interrupt, serving
from xieshou.demo.cast import CAST

pytestmark = pytest.mark.slow


def test_the_demonstration_prints_its_address_and_its_accounts(site: Site) -> None:
    said = site.output.read_text("utf-8")
    assert f"{site.address}/" in said
    assert set(site.accounts) == {member.username for member in CAST}
    assert not re.search(r"[wW]arning|Traceback", said)


def test_a_port_that_is_taken_is_told_before_anything_is_loaded(site: Site) -> None:
    port = site.address.rpartition(":")[2]
    for command in ("demo", "serve"):
        started = time.monotonic()
        done = site.home.run(command, "--port", port)
        assert (done.returncode, done.stdout) == (1, "")
        assert f"{port}" in done.stderr
        assert f"xieshou {command} --port {int(port) + 1}" in done.stderr
        assert time.monotonic() - started < 30


def test_interrupting_stops_all_workers_without_a_word(loaded_home: Home) -> None:
    """Whatever the moment, and although every process of the terminal hears Ctrl+C at once."""
    for _ in range(3):
        with serving(loaded_home) as running:
            group = running.process.pid
            assert interrupt(running.process) == 0
        said = running.output.read_text("utf-8")
        assert said.splitlines() == [f"携手 Xieshou: {running.address}/  (Ctrl+C 停止 / to stop)"]
        assert subprocess.run(["pgrep", "-g", str(group)], capture_output=True, check=False).stdout == b""
