"""``xieshou helpers`` on everything that ships: who helped 黔东南 in 2005, 2014 and 2018 (A3)."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Ask
from tests.support.running import Home

pytestmark = pytest.mark.slow
KEYS = ["code", "name", "round", "programme", "since", "until", "sources", "certainty"]


def test_a_helper_is_answered_in_the_promised_shape(ask: Ask) -> None:
    answer, code, said = ask("helpers", "黔东南", "--on", "2005-06-30", "--json")
    assert [list(row) for row in answer] == [KEYS]
    row = answer[0]
    assert (row["code"], row["name"], row["round"]) == ("330200", "宁波市", "1996")
    assert (row["since"], row["until"]) == ("1996-08", "2013-02")
    assert row["programme"]
    assert row["sources"]
    assert isinstance(row["certainty"], str)
    assert (code, said) == (0, "")


@pytest.mark.parametrize(
    ("on", "name"), [("2005-06-30", "宁波市"), ("2014-06-30", "杭州市"), ("2018", "杭州市")]
)
def test_who_helped_depends_on_the_day(ask: Ask, on: str, name: str) -> None:
    answer, code, _ = ask("helpers", "--place", "黔东南", "--on", on)
    assert [row["name"] for row in answer] == [name]
    assert code == 0


def test_helpers_of_the_units_above_come_only_on_request(ask: Ask) -> None:
    own, _, _ = ask("helpers", "台江县", "--on", "2018-06-30")
    more, _, _ = ask("helpers", "台江县", "--on", "2018-06-30", "--inherited")
    assert {row["name"] for row in more} > {row["name"] for row in own}
    assert all(list(row) == [*KEYS, "receiver"] for row in more)
    assert "黔东南苗族侗族自治州" in {row["receiver"] for row in more}


def test_nobody_is_an_empty_list(ask: Ask) -> None:
    answer, code, said = ask("helpers", "北京市", "--on", "2018-06-30", "--json")
    assert (answer, code) == ([], 0)
    assert "没有结对记录" in said


@pytest.mark.parametrize("words", [["吉林"], ["--place", "吉林"]])
def test_an_ambiguous_place_lists_the_candidates_and_exits_with_2(ask: Ask, words: list[str]) -> None:
    answer, code, said = ask("helpers", *words, "--on", "2018-06-30", "--json")
    assert (answer["error"], answer["place"], code) == ("ambiguous", "吉林", 2)
    assert [(row["code"], row["name"]) for row in answer["candidates"]] == [
        ("220000", "吉林省"),
        ("220200", "吉林市"),
    ]
    assert "220200 吉林省吉林市" in said


def test_within_tells_places_of_one_name_apart(ask: Ask) -> None:
    assert ask("helpers", "台江", "--on", "2018")[1] == 2
    answer, code, _ = ask("helpers", "台江", "--on", "2018", "--within", "522600", "--inherited")
    assert code == 0
    assert answer


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["乌有之乡县"], "没有找到地区"),
        ([], "请写明一处地区"),
        (["黔东南", "--place", "铜仁"], "请写明一处地区"),
        (["黔东南", "--on", "2005-06-31"], "--on"),
    ],
)
def test_what_cannot_be_answered_exits_with_2_and_says_why(ask: Ask, words: list[str], said: str) -> None:
    answer, code, error = ask("helpers", *words)
    assert code == 2
    assert said in error
    assert answer is None or answer["candidates"] == []


def test_a_table_is_for_people(loaded_home: Home) -> None:
    done = loaded_home.run("helpers", "黔东南", "--on", "2005-06-30", "--table")
    head, row = done.stdout.splitlines()
    assert head.split() == KEYS
    assert row.split()[:3] == ["330200", "宁波市", "1996"]
