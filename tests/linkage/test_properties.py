"""What holds for any register."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.linkage_people import make
from tests.linkage.building import FIXED, frame, grounds, person
from xieshou.linkage import Ground, Settings, find_duplicates

ROWS = st.lists(
    st.builds(
        lambda name, day, home, id_index, village: {
            "name": name,
            "born": f"1980-{day:02d}-{day % 3 + 1:02d}",
            "household": home,
            "id_index": id_index,
            "village": village,
        },
        st.sampled_from(["向明", "向鸣", "向敏", "單雄信", "单雄信", "杨长喜", "阿依古丽·买买提", ""]),
        st.integers(1, 12),
        st.integers(1, 4) | st.none(),
        st.sampled_from(["a", "b", "", None]),
        st.sampled_from(["520602101201", "520602101202", None]),
    ),
    max_size=12,
)
LOW = Settings(threshold=0.05, weights=FIXED)


def people(rows: list[dict[str, object]]) -> pl.DataFrame:
    made = []
    for key, row in enumerate(rows, start=1):
        row = dict(row)
        made.append(person(key, str(row.pop("name")), str(row.pop("born")), **row))
    return frame(*made)


@settings(max_examples=15, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_pairs_are_of_the_input_once_and_in_any_order_of_rows(
    rows: list[dict[str, object]], random: object
) -> None:
    given_people = people(rows)
    found = find_duplicates(given_people, LOW)
    keys = set(given_people["person"])
    for first, second, score, why in found.pairs.rows():
        assert first < second
        assert {first, second} <= keys
        assert 0 <= score <= 1
        assert why
        assert set(why) <= set(Ground)
        assert set(why) != {Ground.TWO_HOUSEHOLDS}
    assert found.pairs.select("first", "second").is_duplicated().sum() == 0
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert find_duplicates(given_people[order], LOW).pairs.equals(found.pairs)


@settings(max_examples=10, deadline=None)
@given(ROWS)
def test_an_unrelated_person_changes_no_grounds(rows: list[dict[str, object]]) -> None:
    before = grounds(find_duplicates(people(rows), LOW))
    stranger = person(999, "欧阳震", "1931-10-30", village="110101001001", sex="2")
    after = grounds(find_duplicates(pl.concat([people(rows), frame(stranger)]), LOW))
    # Where all were of one village, its name now says something: scores move across the threshold.
    both = before.keys() & after.keys()
    assert {pair: after[pair] for pair in both} == {pair: before[pair] for pair in both}
    assert all(999 not in pair for pair in after)
    assert {pair for pair, why in before.items() if "same_id" in why} <= after.keys()


@settings(max_examples=10, deadline=None)
@given(ROWS)
def test_the_same_id_is_always_found_with_certainty(rows: list[dict[str, object]]) -> None:
    found = find_duplicates(people(rows), Settings(threshold=1.0, weights=FIXED))
    ids = [row["id_index"] for row in rows]
    expected = {
        (one + 1, other + 1)
        for one in range(len(ids))
        for other in range(one + 1, len(ids))
        if ids[one] and ids[one] == ids[other]
    }
    certain = {
        (first, second) for first, second, score, why in found.pairs.rows() if "same_id" in why and score == 1
    }
    assert certain == expected


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_change_nothing(threads: int) -> None:
    rows = make(1_500, 150, 5).people
    one = find_duplicates(rows, Settings(weights=FIXED, threads=2))
    assert find_duplicates(rows, Settings(weights=FIXED, threads=threads)).pairs.equals(one.pairs)
