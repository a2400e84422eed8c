"""A home or a database that cannot be used is told in words, by every command alike."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.running import Home


def test_a_home_that_is_a_file_is_named(make_home: Callable[[str], Home], tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    done = make_home("file").run("migrate", XIESHOU_HOME=str(file))
    assert (done.returncode, done.stdout) == (1, "")
    assert str(file) in done.stderr
    assert "XIESHOU_HOME" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="/sys, which even root may not write, is Linux's")
def test_a_home_that_may_not_be_written_is_named(make_home: Callable[[str], Home]) -> None:
    done = make_home("closed").run("demo", "--port", "18999", XIESHOU_HOME="/sys/xieshou")
    assert done.returncode == 1
    assert "/sys/xieshou" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nosuch://here/x", "nosuch"),
        ("postgres://nobody:hidden-word@127.0.0.1:1/none", "127.0.0.1"),
    ],
)
def test_a_database_that_does_not_answer_is_named_and_its_password_is_not(
    make_home: Callable[[str], Home], url: str, said: str
) -> None:
    done = make_home("away").run("migrate", DATABASE_URL=url)
    assert done.returncode == 1
    assert said in done.stderr
    assert "hidden-word" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
