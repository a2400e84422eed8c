"""``xieshou resolve`` on everything that ships: A2-1, A31-7."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Ask
from tests.support.running import Home

pytestmark = pytest.mark.slow


def test_one_place_is_answered_in_the_promised_shape(ask: Ask) -> None:
    answer, code, said = ask("resolve", "黔东南", "--on", "2013-12-31", "--json")
    assert answer == {
        "matches": [
            {
                "code": "522600",
                "name": "黔东南苗族侗族自治州",
                "level": "prefecture",
                "valid_from": None,
                "valid_to": None,
            }
        ]
    }
    assert (code, said) == (0, "")


@pytest.mark.parametrize(
    ("words", "code", "name"),
    [
        (["銅仁地區", "--on", "2005-01-01"], "522200", "铜仁地区"),
        (["铜仁地区", "--on", "2013-12-31"], "520600", "铜仁市"),
        (["遵义县", "--on", "2010"], "520321", "遵义县"),
        (["江干区", "--on", "2019-06-30"], "330104", "江干区"),
        (["520602", "--on", "2013-12-31"], "520602", "碧江区"),
    ],
)
def test_old_names_either_script_and_codes_are_understood(
    ask: Ask, words: list[str], code: str, name: str
) -> None:
    answer, exit_code, _ = ask("resolve", *words)
    assert [(match["code"], match["name"]) for match in answer["matches"]] == [(code, name)]
    assert exit_code == 0


def test_several_places_of_one_name_are_all_answered(ask: Ask) -> None:
    answer, code, _ = ask("resolve", "吉林", "--json")
    assert [(m["code"], m["level"]) for m in answer["matches"]] == [
        ("220000", "province"),
        ("220200", "prefecture"),
    ]
    assert code == 0


@pytest.mark.parametrize("within", ["520000", "贵州", "黔东南"])
def test_within_narrows_by_code_and_by_name(ask: Ask, within: str) -> None:
    answer, code, _ = ask("resolve", "台江", "--within", within)
    assert [match["name"] for match in answer["matches"]] == ["台江县"]
    assert code == 0


def test_a_name_below_another_place_finds_nothing(ask: Ask) -> None:
    answer, code, said = ask("resolve", "黔东南", "--within", "350000", "--json")
    assert (answer, code) == ({"matches": []}, 1)
    assert "黔东南" in said


def test_nothing_found_is_an_empty_list_a_message_and_exit_code_1(ask: Ask) -> None:
    answer, code, said = ask("resolve", "乌有之乡县", "--on", "2013-12-31", "--json")
    assert (answer, code) == ({"matches": []}, 1)
    assert "没有找到" in said
    assert "乌有之乡县" in said


def test_an_ordinary_word_is_no_place(ask: Ask) -> None:
    """合作 in running text is not 合作市."""
    answer, code, _ = ask("resolve", "合作")
    assert (answer, code) == ({"matches": []}, 1)


@pytest.mark.parametrize("day", ["2013-13-01", "2013-02-30", "昨天", ">=2013", "20131231"])
def test_a_bad_day_is_refused_in_words(ask: Ask, day: str) -> None:
    answer, code, said = ask("resolve", "黔东南", "--on", day)
    assert (answer, code) == (None, 2)
    assert said.startswith("--on: ")


def test_a_month_or_year_means_its_last_day(ask: Ask) -> None:
    """碧江区 took the place of the city of 铜仁 in the course of 2011."""
    for on, code in (("2010", "522201"), ("2011-12", "520602"), ("2011", "520602")):
        assert [match["code"] for match in ask("resolve", "碧江区", "--on", on)[0]["matches"]] == [code]


@pytest.mark.parametrize(("within", "error"), [("999999", "unknown"), ("吉林", "ambiguous")])
def test_a_within_that_is_not_one_place_is_refused(ask: Ask, within: str, error: str) -> None:
    answer, code, said = ask("resolve", "黔东南", "--within", within, "--json")
    assert (answer["error"], answer["place"], code) == (error, within, 2)
    assert said.startswith("--within: ")


def test_a_table_is_for_people(loaded_home: Home) -> None:
    done = loaded_home.run("resolve", "吉林", "--table")
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["code", "name", "level", "valid_from", "valid_to"],
        ["220000", "吉林省", "province"],
        ["220200", "吉林市", "prefecture"],
    ]
