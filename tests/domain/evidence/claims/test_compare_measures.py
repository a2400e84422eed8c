"""One definition of "the same measure", and of what cannot both be true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.evidence.building import a_claim
from tests.domain.pairings.building import a_division
from xieshou.domain.evidence.claims.measures import Stated, contradict
from xieshou.domain.evidence.claims.queries import disagreeing, on_same_measure
from xieshou.kernel.actor import ANONYMOUS
from xieshou.kernel.quantity import Quantity, parse_quantity


@pytest.mark.parametrize(
    ("one", "other", "cannot"),
    [
        ("872个", "305个", True),
        ("872个", "872个", False),
        ("16万户", "15万人", True),
        ("30.6%", "30.61%", False),
        ("30.6%", "30.66%", True),
        ("近2.28亿元", "2.4亿元", True),
        ("近2.28亿元", "2.279亿元", False),
        ("40余个", "41个", False),
        ("40余个", "39个", True),
        ("超过15万人", "超过20万人", False),
        ("超过20万人", "不超过15万人", True),
        ("约100亩", "106亩", True),
        ("约100亩", "105亩", False),
        ("1.2亿元", "12000万元", False),
    ],
)
def test_two_figures_contradict_where_no_value_satisfies_both(one: str, other: str, cannot: bool) -> None:
    """A31-1, A31-4, A31-5"""
    assert contradict(_stated(one), _stated(other)) is cannot


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.sampled_from("=≈≥≤"), st.sampled_from("=≈≥≤"))
def test_contradiction_looks_the_same_from_both_sides(a: int, b: int, first: str, second: str) -> None:
    one, other = Stated(Quantity.of(a, "人", first)), Stated(Quantity.of(b, "人", second))
    assert contradict(one, other) == contradict(other, one)
    assert not contradict(one, one)


def test_a_range_reaches_from_its_lower_to_its_upper_end() -> None:
    between = Stated(Quantity.of(10, "人"), Quantity.of(20, "人"))
    assert not contradict(between, _stated("15人"))
    assert contradict(between, _stated("21人"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "differs",
    [
        {"scope": "annual"},
        {"programme": "counterpart_cooperation"},
        {"as_of": "2019"},
        {"start": "2013"},
        {"indicator": "firms"},
        {"is_forecast": True},
        {"is_change": True},
        {"per": "year"},
        {"receivers": ()},
        {"nationwide": True},
    ],
)
def test_whatever_differs_in_one_thing_is_another_measure(differs: dict[str, object]) -> None:
    """A9-6, A31-8"""
    enshi = a_division("恩施州", "422800")
    facts = {"receivers": (enshi,), "start": "2016", "as_of": "2020-10", **differs}
    claim = a_claim("872个", document="[甲]", receivers=(enshi,), start="2016", as_of="2020-10")
    a_claim("305个", document="[乙]", **facts)
    assert on_same_measure(ANONYMOUS, claim) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"start": "2013", "as_of": "2017"}, {"as_of": "2017"}),
        ({"as_of": "2017"}, {"as_of": "2017-12-31"}),
        ({"as_of": "2017-12"}, {"as_of": "2017"}),
        ({}, {"start": "2013"}),
    ],
)
def test_one_time_that_two_texts_tell_differently_is_one(one: dict[str, str], other: dict[str, str]) -> None:
    """A31-5: 414个 from 2013 to 2017, 394个 by 2017."""
    claim = a_claim("414个", document="[甲]", **one)
    rival = a_claim("394个", document="[乙]", **other)
    assert on_same_measure(ANONYMOUS, claim) == [rival]
    assert on_same_measure(ANONYMOUS, rival) == [claim]


@pytest.mark.django_db
def test_documents_that_disagree_on_one_measure_are_found_together() -> None:
    """A31-5"""
    enshi = a_division("恩施州", "422800")
    facts = {"receivers": (enshi,), "as_of": "2020-10"}
    claim = a_claim("872个", document="[甲]", **facts)
    other = a_claim("305个", document="[乙]", **facts)
    same = a_claim("872个", document="[丙]", **facts)
    rejected = a_claim("9个", document="[丁]", status="rejected", **facts)
    found = on_same_measure(ANONYMOUS, claim)
    assert set(found) == {same, rejected, other}
    assert disagreeing(claim, found) == [other]


def _stated(text: str) -> Stated:
    return Stated(parse_quantity(text))
