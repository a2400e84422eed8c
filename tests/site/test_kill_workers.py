"""A worker killed at any moment leaves all rows or none, and its job is brought to its end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable

import pytest

from tests.support.killing import KILLING, wrong
from tests.support.running import Home

pytestmark = pytest.mark.slow
KILLS = 5


def test_rows_are_all_or_none_after_every_kill(make_home: Callable[[str], Home]) -> None:
    """`python -m bench.kill_worker 20` does it more often."""
    home = make_home("killed")
    home.do("migrate")
    said, _ = home.python(KILLING, str(KILLS), "8").communicate(timeout=200)
    rounds = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert len(rounds) == KILLS, said
    assert [problem for problem in map(wrong, rounds) if problem] == []
    assert Counter(one["killed"]["state"] for one in rounds)["running"] >= 2, (
        "the kills came at no bad moment"
    )
