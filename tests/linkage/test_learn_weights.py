"""Weights are estimated from the register, with shipped ones where it is too small or teaches nonsense."""

from __future__ import annotations

import dataclasses

import pytest

from bench.linkage_people import make
from tests.linkage.building import frame, person
from xieshou.linkage import Settings, Weights, find_duplicates, train
from xieshou.linkage.weights import SHIPPED, accepted, falling


def test_a_small_register_gets_the_shipped_weights() -> None:
    assert find_duplicates(frame(person(1, "向明"))).weights == Weights()


@pytest.mark.slow
def test_a_larger_one_is_learnt_from_and_always_the_same() -> None:
    people = make(6_000, 400, 4).people
    learnt = train(people)
    assert learnt.people == 6_400
    assert learnt.levels["birth"] != SHIPPED["birth"]
    again = find_duplicates(people.reverse(), Settings(threads=1))
    assert again.weights == learnt
    assert find_duplicates(people, Settings(weights=learnt)).pairs.equals(again.pairs)


@pytest.mark.slow
def test_a_register_without_any_duplicate_teaches_none() -> None:
    """Of cousins and brothers it would learn that near is enough; the shipped m stay."""
    made = make(6_000, 0, 9)
    found = find_duplicates(made.people)
    assert [m for m, _ in found.weights.levels["name"]] == [m for m, _ in SHIPPED["name"]]
    assert found.pairs.height <= 6


def test_weights_are_kept_as_text() -> None:
    weights = Weights({name: tuple(levels) for name, levels in SHIPPED.items()}, 7, 0.02)
    assert Weights.from_json(weights.to_json()) == weights
    for text in ("{}", "[]", '{"levels": 1}'):
        with pytest.raises(ValueError, match="not weights"):
            Weights.from_json(text)
    with pytest.raises(ValueError, match="other comparisons"):
        dataclasses.replace(weights, levels={"name": SHIPPED["name"]})


def test_shipped_weights_are_probabilities() -> None:
    for levels in SHIPPED.values():
        assert sum(m for m, _ in levels) == pytest.approx(1, abs=0.01)
        assert sum(u for _, u in levels) == pytest.approx(1, abs=0.01)


def test_what_was_learnt_of_brothers_is_not_accepted() -> None:
    """More of a surname than of a whole name among "duplicates": those were no duplicates."""
    shipped = SHIPPED["name"]
    brothers = tuple((m, u) for m, (_, u) in zip((1e-6, 1e-6, 1e-6, 0.2, 0.8, 0.0), shipped, strict=True))
    mixed = accepted(shipped, brothers)
    assert mixed[0][0] > 0.1
    reverse = tuple((m, u) for m, (_, u) in zip((0, 0, 0, 0.9, 0.1, 0.0), shipped, strict=True))
    assert all(m > 0 for m, _ in accepted(shipped, reverse))
    inverted = tuple((0.16 * (at == 0) + 0.84 * (at == 5), 0.5 if at == 0 else 0.1) for at in range(6))
    assert [m for m, _ in accepted(shipped, inverted)] == [m for m, _ in shipped]


def test_a_weaker_level_never_says_more_than_a_stronger() -> None:
    levels = falling(((0.7, 0.1), (0.1, 0.001), (0.2, 0.899)))
    ratios = [m / u for m, u in levels]
    assert ratios == sorted(ratios, reverse=True)


def test_a_few_rows_count_as_a_village() -> None:
    assert Weights().prior(2) == Weights().prior(300) > Weights().prior(301)
