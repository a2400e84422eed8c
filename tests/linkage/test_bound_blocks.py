"""Blocks that are too common are bounded, and said so."""

from __future__ import annotations

from tests.linkage.building import frame, person
from xieshou.linkage import Settings, find_duplicates

SMALL = Settings(largest_block=10)


def test_a_telephone_of_a_whole_village_is_narrowed_to_names() -> None:
    names = [f"王{first}{second}" for first in "金木水火土" for second in "东南西北春"]
    rows = [
        person(at + 1, name, f"19{40 + at}-01-{at + 1:02d}", phone_index="cadre")
        for at, name in enumerate(names)
    ]
    # 25 others and 王金东 again: the telephone still brings the two together.
    rows.append(person(90, "王金东", "1940-07-07", phone_index="cadre", village="520602101209"))
    found = find_duplicates(frame(*rows), SMALL)
    assert ("phone", "narrowed", 26, 1) in found.bounded_blocks.rows()
    assert "left_out" not in found.bounded_blocks.filter(rule="phone")["outcome"].to_list()


def test_a_birthday_that_hundreds_were_given_is_left_out_and_told() -> None:
    """Where births were unknown, whole villages were entered with the first of January."""
    rows = [person(at, f"王{chr(0x4E00 + at * 7)}", "1950-01-01") for at in range(1, 301)]
    found = find_duplicates(frame(*rows), SMALL)
    told = found.bounded_blocks.filter(rule="birth_village")
    assert told["outcome"].to_list() == ["left_out", "narrowed"]
    assert told["people"].to_list() == [300, 300]
    assert told["first"].to_list() == [1, 1]


def test_what_one_rule_leaves_out_another_still_finds() -> None:
    rows = [person(at, f"王{chr(0x4E00 + at * 7)}", "1950-01-01", id_index=f"i{at}") for at in range(1, 301)]
    rows += [person(900, "冉启华", "1950-01-01"), person(901, "冉起华", "1950-01-01")]
    found = find_duplicates(frame(*rows), SMALL)
    assert (900, 901) in found.pairs.select("first", "second").rows()


def test_hundreds_with_one_id_are_chained_so_that_none_is_lost() -> None:
    rows = [
        person(at, f"王{chr(0x4E00 + at * 7)}", f"19{at:02d}-01-01", id_index="same") for at in range(10, 60)
    ]
    found = find_duplicates(frame(*rows), SMALL)
    pairs = found.pairs.filter(score=1.0).select("first", "second").rows()
    assert sorted(pairs) == [(at, at + 1) for at in range(10, 59)]
    assert ("same_id", "chained", 50, 10) in found.bounded_blocks.rows()


def test_an_ordinary_register_has_no_bounded_block() -> None:
    assert find_duplicates(frame(person(1, "向明"), person(2, "向鸣"))).bounded_blocks.is_empty()
