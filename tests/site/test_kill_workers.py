"""A worker killed at any moment leaves all rows or none, and its job is brought to its end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable

import pytest

from tests.support.killing import IMPORTING, KILLING, wrong
from tests.support.running import Home

pytestmark = pytest.mark.slow
KILLS = 5


def test_rows_are_all_or_none_after_every_kill(make_migrated_home: Callable[[str], Home]) -> None:
    """`python -m bench.kill_worker 20` does it more often."""
    home = make_migrated_home("killed")
    said, _ = home.python(KILLING, str(KILLS), "8").communicate(timeout=200)
    rounds = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert len(rounds) == KILLS, said
    assert [problem for problem in map(wrong, rounds) if problem] == []
    assert Counter(one["killed"]["state"] for one in rounds)["running"] >= 2, (
        "the kills came at no bad moment"
    )


def test_an_import_is_all_or_none_after_every_kill(make_migrated_home: Callable[[str], Home]) -> None:
    """`python -m bench.kill_worker 20 import` does it more often."""
    home = make_migrated_home("killed_import")
    said, _ = home.python(IMPORTING, "3", "5").communicate(timeout=200)
    rounds = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert len(rounds) == 3, said
    assert [problem for problem in map(wrong, rounds) if problem] == []
    assert any(one["killed"]["state"] == "running" for one in rounds), "the kills came at no bad moment"
