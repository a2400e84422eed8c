"""``xieshou audit``: who did what, for scripts."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Ask

pytestmark = pytest.mark.slow


def test_the_load_of_a_home_is_told_with_its_changes(ask: Ask) -> None:
    answer, code, _ = ask("audit", "--kind", "pairing", "--json")
    assert code == 0
    act = answer[0]
    assert (act["who"], act["user"], act["what"]) == ("system", None, "载入结对")
    assert {change["kind"] for change in act["changes"]} >= {"pairing"}
    assert all(change["how"] in {"created", "changed"} for change in act["changes"])


def test_nothing_in_that_time_is_an_empty_list(ask: Ask) -> None:
    answer, code, said = ask("audit", "--until", "2000-01-01", "--json")
    assert (answer, code) == ([], 0)
    assert "nothing of the kind" in said


@pytest.mark.parametrize("wrong", [("--since", "gestern"), ("--kind", "nothing")])
def test_what_cannot_be_read_exits_with_2(ask: Ask, wrong: tuple[str, str]) -> None:
    answer, code, said = ask("audit", *wrong)
    assert (answer, code) == (None, 2)
    assert wrong[0] in said
