"""``xieshou conflicts`` on everything that ships: how figures stand to one another (A31)."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Ask

pytestmark = pytest.mark.slow
KEYS = ["kind", "name", "reason", "facts", "state", "note", "claim", "other"]


def test_relations_are_answered_in_the_promised_shape(ask: Ask) -> None:
    answer, code, said = ask("conflicts", "--json")
    assert all(list(row) == KEYS for row in answer)
    assert len(answer) > 100
    kinds = [row["kind"] for row in answer]
    assert kinds[0] == "unit_mismatch", "the most telling first"
    assert {row["state"] for row in answer} == {"found"}
    assert (code, said) == (0, "")


def test_a_place_and_a_kind_narrow_the_list(ask: Ask) -> None:
    answer, code, _ = ask("conflicts", "--place", "恩施州", "--kind", "unit_mismatch", "--json")
    assert code == 0
    pairs = {(row["claim"]["surface"], row["other"]["surface"] or row["other"]["value"]) for row in answer}
    assert pairs == {("16万", "超过15万"), ("16万", "525000")}
    first = answer[0]
    assert first["name"] == "单位不符"
    assert first["facts"] == {"size": "3.65", "implied": "584000"}
    assert (first["claim"]["unit"], first["other"]["unit"]) == ("户", "人")


def test_a_doubt_about_one_figure_has_no_other(ask: Ask) -> None:
    answer, _, _ = ask("conflicts", "--document", "[002]", "--kind", "date_suspect", "--json")
    assert len(answer) > 15
    assert all(row["other"] is None and row["claim"]["document"] == "[002]" for row in answer)


def test_nothing_is_an_empty_list(ask: Ask) -> None:
    answer, code, said = ask("conflicts", "--place", "北京市", "--json")
    assert (answer, code) == ([], 0)
    assert "没有这样的关系" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--kind", "quarrels"], "--kind: quarrels?"),
        (["--document", "[999]"], "没有这一文献"),
        (["--place", "乌有之乡县"], "没有找到地区"),
    ],
)
def test_what_there_is_not_exits_with_2(ask: Ask, words: list[str], said: str) -> None:
    _, code, told = ask("conflicts", *words, "--json")
    assert code == 2
    assert said in told
    assert "Traceback" not in told
