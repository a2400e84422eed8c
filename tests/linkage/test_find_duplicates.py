"""Who is proposed as one person, and why (A23, A31-7, C3-17)."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from bench.linkage_people import make
from tests.linkage.building import (
    FAR_VILLAGE,
    NEXT_VILLAGE,
    frame,
    grounds,
    neighbours,
    person,
    scores,
    search,
)
from xieshou.linkage import BadPeople, Settings, TooLittleMemory, Weights, find_duplicates


def test_nobody_among_the_neighbours_is_a_duplicate() -> None:
    assert search().pairs.is_empty()


def test_the_same_id_is_certain_whatever_else_differs() -> None:
    found = search(
        person(1, "向明", id_index="a"), person(2, "杨长喜", "1935-01-01", id_index="a", village=FAR_VILLAGE)
    )
    assert scores(found) == {(1, 2): 1.0}
    assert grounds(found) == {(1, 2): ["same_id", "two_households"]}


def test_three_rows_with_one_id_are_three_pairs() -> None:
    found = search(
        *(person(key, f"曾三{name}", id_index="a") for key, name in ((3, "妹"), (1, "梅"), (2, "美")))
    )
    assert set(scores(found)) == {(1, 2), (1, 3), (2, 3)}


def test_traditional_script_is_the_same_name() -> None:
    """A31-7: 遵義 is 遵义."""
    found = search(person(1, "單國慶"), person(2, "单国庆"))
    assert grounds(found) == {(1, 2): ["same_name_birth_village", "two_households"]}


@pytest.mark.parametrize(
    ("one", "other", "ground"),
    [
        ("曾三妹", "曾三梅", "homophone_birth"),
        ("刘翠兰", "牛翠南", "alike_name_birth"),  # l and n
        ("张思诚", "张诗臣", "alike_name_birth"),  # s and sh, eng and en
        ("向明海", "向海明", "alike_name_birth"),
        ("阿依古丽·买买提", "买买提·阿依古丽", "alike_name_birth"),
        ("杨长喜", "杨长善", "near_name_birth"),
        ("阿依古丽·买买提", "阿依古丽", "near_name_birth"),
    ],
)
def test_a_name_heard_or_typed_otherwise_is_found(one: str, other: str, ground: str) -> None:
    assert grounds(search(person(1, one), person(2, other))) == {(1, 2): [ground, "two_households"]}


def test_a_dot_more_or_less_is_the_same_name() -> None:
    found = search(person(1, "阿依古丽·买买提"), person(2, "阿依古丽•买买提"), person(3, "阿依古丽买买提"))
    why = ["same_name_birth_village", "two_households"]
    assert grounds(found) == {(1, 2): why, (1, 3): why, (2, 3): why}


def test_latin_letters_are_compared_too() -> None:
    found = search(person(1, "Tenzin Dorje"), person(2, "ＴＥＮＺＩＮ dorje"))
    assert grounds(found) == {(1, 2): ["same_name_birth_village", "two_households"]}


def test_day_and_month_exchanged_and_a_digit_off_are_found() -> None:
    exchanged = search(person(1, "冉启华", "1980-03-04"), person(2, "冉启华", "1980-04-03"))
    assert grounds(exchanged) == {(1, 2): ["name_birth_exchanged", "two_households"]}
    digit = search(person(1, "冉启华", "1980-03-14"), person(2, "冉启华", "1980-03-24"))
    assert grounds(digit) == {(1, 2): ["name_birth_near", "two_households"]}


def test_one_person_in_two_villages_is_found() -> None:
    found = search(person(1, "冉启华"), person(2, "冉启华", village=FAR_VILLAGE))
    assert grounds(found) == {(1, 2): ["same_name_birth", "two_households"]}


def test_the_same_telephone_stands_among_the_grounds() -> None:
    found = search(
        person(1, "冉启华", phone_index="p"), person(2, "冉起华", phone_index="p", village=NEXT_VILLAGE)
    )
    assert grounds(found) == {(1, 2): ["homophone_birth", "same_phone_name", "two_households"]}


def test_a_telephone_alone_makes_nobody_one() -> None:
    found = search(person(1, "冉启华", phone_index="p"), person(2, "田茂", "1955-06-07", phone_index="p"))
    assert found.pairs.is_empty()


def test_the_same_disability_certificate_is_told() -> None:
    found = search(person(1, "冉启华", disability_index="d"), person(2, "冉启花", None, disability_index="d"))
    assert grounds(found) == {(1, 2): ["same_disability", "name_village", "two_households"]}


def test_one_who_stands_twice_in_a_household_is_found_without_two_households() -> None:
    found = search(person(1, "冉启华", household=7), person(2, "冉启华", household=7))
    assert grounds(found) == {(1, 2): ["same_name_birth_village"]}


@pytest.mark.parametrize(
    ("one", "other"), [("向明", "向敏"), ("向小明", "向小敏"), ("向小明", "向小鸣"), ("向明", "向鸣")]
)
@pytest.mark.parametrize("ids", [("a", "b"), (None, None)])
def test_twins_of_one_household_are_not_proposed(
    one: str, other: str, ids: tuple[str | None, str | None]
) -> None:
    child = {"household": 7, "relation": "之子"}
    found = search(
        person(1, one, "2010-03-04", id_index=ids[0], **child),
        person(2, other, "2010-03-04", id_index=ids[1], **child),
    )
    assert found.pairs.is_empty()


def test_the_household_is_what_speaks_against_twins() -> None:
    """The same two rows in two households are proposed: there is no reason left for the likeness."""
    found = search(person(1, "向小明", "2010-03-04"), person(2, "向小鸣", "2010-03-04"))
    assert grounds(found) == {(1, 2): ["homophone_birth", "two_households"]}


def test_another_relation_speaks_against_and_the_same_for() -> None:
    def scored(relation: str) -> float:
        one = person(1, "冉启华", "2010-03-04", household=7, relation="之子")
        other = person(2, "冉启华", "2010-03-04", household=7, relation=relation)
        return scores(search(one, other, threshold=0.01))[1, 2]

    assert scored("之子") > scored("之女")


def test_two_id_numbers_that_differ_speak_against() -> None:
    plain = scores(search(person(1, "冉启华"), person(2, "冉起华"), threshold=0.01))[1, 2]
    differ = search(person(1, "冉启华", id_index="a"), person(2, "冉起华", id_index="b"), threshold=0.01)
    assert scores(differ)[1, 2] < plain


def test_cousins_of_one_year_are_not_proposed() -> None:
    found = search(
        person(1, "向明海", "1980-03-04", id_index="a"), person(2, "向明江", "1980-11-20", id_index="b")
    )
    assert found.pairs.is_empty()


def test_namesakes_of_other_days_and_places_are_not_proposed() -> None:
    found = search(
        person(1, "张伟", "1980-03-04", id_index="a"),
        person(2, "张伟", "1980-11-20", id_index="b", village=FAR_VILLAGE),
    )
    assert found.pairs.is_empty()


def test_missing_values_are_no_agreement() -> None:
    nothing = {"id_index": "", "phone_index": "", "disability_index": "", "village": None, "sex": None}
    found = search(person(1, "冉启华", None, **nothing), person(2, "田茂", None, **nothing))
    assert found.pairs.is_empty()


def test_no_people_and_one_person_are_no_pairs() -> None:
    assert find_duplicates(frame()).pairs.is_empty()
    assert find_duplicates(frame(person(1, "向明"))).pairs.is_empty()


def test_a_frame_that_cannot_be_searched_is_refused_without_its_values() -> None:
    with pytest.raises(BadPeople, match="columns are missing: birth"):
        find_duplicates(frame(person(1, "向明")).drop("birth"))
    with pytest.raises(BadPeople, match="twice"):
        find_duplicates(frame(person(1, "向明"), person(1, "向明")))
    wrong = frame(person(1, "向明")).with_columns(pl.lit("生于三月").alias("birth"))
    with pytest.raises(BadPeople, match="another type: birth") as refused:
        find_duplicates(wrong)
    assert "三月" not in str(refused.value)


@pytest.mark.parametrize(
    "wrong", [{"threshold": 0.0}, {"threshold": 1.1}, {"largest_block": 1}, {"memory": 1}]
)
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"threshold|largest_block"):
        Settings(**wrong)  # type: ignore[arg-type]


def test_too_little_memory_is_said_and_nothing_goes_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    people = make(300_000, 600, 3).people
    with pytest.raises(TooLittleMemory, match="128 MiB do not do for 300600 people"):
        find_duplicates(people, Settings(weights=Weights(), memory=128))
    assert not list(tmp_path.rglob("*"))


def test_the_most_probable_come_first() -> None:
    found = search(
        *(
            person(1, "冉启华"),
            person(2, "冉启花"),
            person(3, "田茂英", id_index="a"),
            person(4, "田茂", id_index="a"),
        )
    )
    assert found.pairs["score"].to_list() == sorted(found.pairs["score"], reverse=True)
    assert found.pairs.row(0)[:3] == (3, 4, 1.0)


def test_neighbours_are_as_many_as_a_village() -> None:
    assert len(neighbours()) == 296
