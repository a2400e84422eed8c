"""Everything a place's page says of who helps whom, asked of the small country of 铜仁."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.places.conftest import Atlas
from tests.support.tongren import Tongren, build
from xieshou.domain.pairings.books import Balance, balance_by_province, book, partners


@pytest.fixture
def tongren(db: None) -> Tongren:
    return build(Atlas())


def test_the_book_tells_the_helpers_of_the_day_under_their_names_of_the_day(anonymous, tongren):
    """A1-1: who helped 铜仁 in 2005, 2014, 2018?"""
    place = tongren.places["铜仁市"]
    told = [book(anonymous, place, date(year, 6, 30)).helpers for year in (2005, 2014, 2018)]
    assert [[h.giver.name for h in helpers] for helpers in told] == [["青岛市"], ["苏州市"], ["苏州市"]]
    assert told[0][0].receiver.name == "铜仁地区"


def test_the_whole_past_carries_the_names_of_the_first_days(anonymous, tongren):
    entries = book(anonymous, tongren.places["铜仁市"], date(2018, 1, 1)).entries
    assert [(e.giver.name, e.receiver.name, e.given) for e in entries] == [
        ("青岛市", "铜仁地区", False),
        ("苏州市", "铜仁市", False),
        ("苏州市", "铜仁市", False),
    ]


@pytest.mark.parametrize(
    ("on", "years", "hand_overs", "steps"),
    [
        (date(2013, 1, 31), 16, 0, 1),
        (date(2020, 11, 23), 24, 1, 3),
        (date(2025, 1, 1), 24, 1, 3),
    ],
)
def test_a_relation_runs_across_hand_overs_and_stops_where_help_ended(
    anonymous, tongren, on, years, hand_overs, steps
):
    """A1-7: 24 years from 1996 to 2020, the baton handed over once."""
    (relation,) = book(anonymous, tongren.places["铜仁市"], on).relations
    assert (relation.years, relation.hand_overs, len(relation.steps)) == (years, hand_overs, steps)


def test_no_relation_is_told_before_the_first_pairing(anonymous, tongren):
    assert book(anonymous, tongren.places["铜仁市"], date(1995, 1, 1)).relations == ()


def test_helpers_of_the_units_above_are_kept_apart(anonymous, tongren):
    above = [tongren.places["贵州省"].pk, tongren.places["铜仁市"].pk]
    told = book(anonymous, tongren.places["碧江区"], date(2018, 1, 1), above)
    assert [h.giver.name for h in told.helpers] == ["昆山市"]
    assert [(h.giver.name, h.inherited) for h in told.inherited] == [("苏州市", True)]
    assert len(told.entries) == 1


def test_partners_answer_for_both_sides_in_two_queries(anonymous, tongren, django_assert_num_queries):
    bijiang, kunshan, jiangkou = (tongren.places[name].pk for name in ("碧江区", "昆山市", "江口县"))
    with django_assert_num_queries(2):
        found = partners(anonymous, [bijiang, kunshan, jiangkou], date(2018, 1, 1))
    assert [party.name for party, _ in found[bijiang].helpers] == ["昆山市"]
    assert [party.name for party, _ in found[kunshan].receivers] == ["碧江区"]
    assert (found[jiangkou].helpers, found[jiangkou].receivers) == ([], [])


def test_provinces_count_what_their_units_gave_and_received(anonymous, tongren):
    assert balance_by_province(anonymous, date(2018, 1, 1)) == {
        "32": Balance(given=2),
        "52": Balance(received=2),
    }
    assert balance_by_province(anonymous, date(1990, 1, 1)) == {}
