"""The pure rules of pairings, by worked example and by property."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.domain.pairings.rules import (
    Capacity,
    Cardinality,
    Code,
    Link,
    cardinality,
    check_nesting,
    check_shape,
    check_successor,
    cover,
    over_capacity,
    participants,
    pick_successor,
)
from xieshou.kernel.period import Period

ROUND_2013 = Period.parse("2013-02", "2016-12")
ROUND_2016 = Period.parse("2016-12", "2021")


def link(giver: str, receiver: str, period: Period = ROUND_2016) -> Link:
    return Link(giver, receiver, period, f"{giver}→{receiver}")


GUIZHOU_2013 = [
    link(giver, receiver, ROUND_2013)
    for giver, receiver in zip(
        "上海 大连 苏州 杭州 宁波 青岛 广州 深圳".split(),
        "遵义 六盘水 铜仁 黔东南 黔西南 安顺 黔南 毕节".split(),
        strict=True,
    )
]
GUIZHOU_2016 = [
    link(giver, receiver)
    for giver, receiver in zip(
        "上海 大连 苏州 杭州 宁波 青岛 广州 广州".split(),
        "遵义 六盘水 铜仁 黔东南 黔西南 安顺 黔南 毕节".split(),
        strict=True,
    )
]
ONE_TO_ONE = Capacity(max_receivers=1, max_givers=1)


def test_eight_cities_and_eight_prefectures_were_one_to_one_in_2013():
    """A3-2."""
    assert over_capacity(GUIZHOU_2013, ONE_TO_ONE) == []
    assert participants(GUIZHOU_2013) == (8, 8)


def test_guangzhou_with_two_prefectures_breaks_one_to_one_but_not_one_lead_city():
    """A3-3: one-to-one is a rule of a round, not of the system."""
    (finding,) = over_capacity(GUIZHOU_2016, ONE_TO_ONE)
    assert finding.code is Code.GIVER_CAPACITY
    assert finding.subject == "广州"
    assert dict(finding.facts) == {"limit": "1", "on": "2016-12-01", "pairings": "广州→黔南、广州→毕节"}
    assert over_capacity(GUIZHOU_2016, Capacity(max_givers=1)) == []
    assert participants(GUIZHOU_2016) == (7, 8)


def test_two_programmes_with_the_same_partner_are_one_partner():
    """B2: programme types are kept apart, but a partner is counted once."""
    assert over_capacity([link("杭州", "黔东南"), link("杭州", "黔东南")], ONE_TO_ONE) == []


def test_partners_one_after_the_other_are_no_breach():
    before = link("宁波", "黔东南", Period.parse("1996-08", "2013-02"))
    after = link("杭州", "黔东南", Period.parse("2013-02", "2016-12"))
    assert over_capacity([before, after], ONE_TO_ONE) == []


def test_an_eastern_county_may_take_two_of_the_sixteen_but_not_three():
    """A3-6: 13 to 16 with a capacity of two."""
    two = Capacity(max_receivers=2, max_givers=1)
    pairs = [link("西湖区", "镇远县"), link("西湖区", "台江县")]
    assert over_capacity(pairs, two) == []
    assert [f.code for f in over_capacity([*pairs, link("西湖区", "雷山县")], two)] == [Code.GIVER_CAPACITY]


def test_a_western_unit_with_two_helpers_is_named_when_the_round_allows_one():
    pairs = [link("中山市", "昭通市"), link("东莞市", "昭通市")]
    assert [(f.code, f.subject) for f in over_capacity(pairs, Capacity(max_givers=1))] == [
        (Code.RECEIVER_CAPACITY, "昭通市")
    ]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "x")], Cardinality.ONE_ONE),
        ([("a", "x"), ("a", "y")], Cardinality.ONE_MANY),
        ([("a", "x"), ("b", "x")], Cardinality.MANY_ONE),
        ([("a", "x"), ("a", "y"), ("b", "x")], Cardinality.MANY_MANY),
    ],
)
def test_cardinality_counts_partners_on_both_sides(pairs, expected):
    links = [link(*pair) for pair in pairs]
    assert cardinality(links[0], links) is expected


def test_a_stated_shape_must_agree_with_the_real_cardinality():
    """A3-8."""
    assert check_shape("point_point", Cardinality.ONE_ONE, "x") == []
    (finding,) = check_shape("point_point", Cardinality.ONE_MANY, "张浦→坝黄")
    assert finding.code is Code.SHAPE
    assert check_shape("one_many", Cardinality.ONE_ONE, "x")
    assert check_shape("", Cardinality.MANY_MANY, "x") == []


def test_a_child_stays_inside_its_parents_dates():
    """C3, invariant 12."""
    parent = link("苏州", "铜仁")
    inside = link("昆山", "碧江", Period.parse("2017-10", "2021"))
    longer = link("昆山", "碧江", Period.parse("2017-10", "2022"))
    assert check_nesting(inside, parent, ROUND_2016) == []
    assert [f.code for f in check_nesting(longer, parent, ROUND_2016)] == [Code.OUTSIDE_PARENT]
    assert [f.code for f in check_nesting(longer, None, ROUND_2016)] == [Code.OUTSIDE_ROUND]


def test_guangzhou_takes_over_bijie_on_the_day_shenzhen_leaves():
    """A3-12."""
    shenzhen = GUIZHOU_2013[7]
    heir = pick_successor(shenzhen, [(item.label, item) for item in GUIZHOU_2016])
    assert heir == "广州→毕节"
    assert check_successor(shenzhen, GUIZHOU_2016[7]) == []
    assert [f.code for f in check_successor(shenzhen, GUIZHOU_2016[6])] == [Code.SUCCESSOR]


def test_the_same_giver_is_its_own_successor_before_anyone_else():
    old = link("杭州", "黔东南", ROUND_2013)
    choices = [("宁波", link("宁波", "黔东南")), ("杭州", link("杭州", "黔东南"))]
    assert pick_successor(old, choices) == "杭州"


def test_two_possible_heirs_are_left_to_a_person():
    old = link("x", "昭通", ROUND_2013)
    assert pick_successor(old, [("中山", link("中山", "昭通")), ("东莞", link("东莞", "昭通"))]) is None


def test_full_coverage_needs_both_lists_empty():
    """A3-9."""
    pairs = [link("张浦镇", "坝黄镇"), link("周市镇", "瓦屋乡")]
    full = cover(["张浦镇", "周市镇"], ["坝黄镇", "瓦屋乡"], pairs)
    assert full.complete
    part = cover(["张浦镇", "周市镇"], ["坝黄镇", "瓦屋乡", "六龙山乡"], pairs)
    assert not part.complete
    assert part.unpaired_receivers == ("六龙山乡",)
    assert not cover([], [], []).complete


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcd"), st.sampled_from("wxyz"), st.integers(1996, 2020), st.integers(1, 9)
        ),
        max_size=12,
    )
)
def test_capacity_is_broken_exactly_when_some_day_has_too_many(raw):
    """Held against counting every new year's day by hand (periods run from year to year)."""
    links = [Link(g, r, Period.parse(str(y), str(y + n)), f"{g}{r}{y}") for g, r, y, n in raw]
    found = {
        f.subject for f in over_capacity(links, Capacity(max_receivers=1)) if f.code is Code.GIVER_CAPACITY
    }
    by_hand = {
        giver
        for giver in "abcd"
        for year in range(1996, 2030)
        if len({i.receiver for i in links if i.giver == giver and i.period.covers(date(year, 1, 1))}) > 1
    }
    assert found == by_hand


@given(
    st.sets(st.sampled_from("abcdef")),
    st.sets(st.sampled_from("uvwxyz")),
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz"))),
)
def test_coverage_splits_each_side_without_loss(givers, receivers, pairs):
    done = cover(sorted(givers), sorted(receivers), [link(*pair) for pair in pairs])
    assert set(done.paired_givers) | set(done.unpaired_givers) == givers
    assert set(done.paired_receivers) | set(done.unpaired_receivers) == receivers
    assert not set(done.paired_receivers) & set(done.unpaired_receivers)
