"""Who helped whom on a day, on small programmes: boundaries, vague dates, ways up, and how many queries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.pairings.building import a_division, a_pairing, a_round
from xieshou.domain.dated import period_columns
from xieshou.domain.evidence.models import Document
from xieshou.domain.pairings import covering, queries, structure
from xieshou.domain.pairings.checks import findings_of
from xieshou.domain.pairings.models import Pairing, PairingSource, RoundRule, Tier
from xieshou.domain.parties.models import Party
from xieshou.domain.places.models import Division, DivisionVersion, Level
from xieshou.domain.reviewed import SHIPPED
from xieshou.kernel.actor import ANONYMOUS
from xieshou.kernel.period import Containment, PartialDate, Period, Precision

pytestmark = pytest.mark.django_db

WEST = ("黔东南苗族侗族自治州", "522600")
HANGZHOU, NINGBO = ("杭州市", "330100"), ("宁波市", "330200")


def place(code: str) -> Division:
    return Division.objects.get(code=code)


def helped(code: str, on: str, **more: Any) -> list[tuple[str, Containment]]:
    found = queries.helpers(ANONYMOUS, place(code), date.fromisoformat(on), **more)
    return [(helper.giver.name, helper.containment) for helper in found]


@pytest.fixture
def in_turn() -> None:
    """宁波 until February 2013, then 杭州: both dates are known to the month."""
    a_pairing(*NINGBO, *WEST, round_code="1996", start="1996-08", end="2013-02")
    a_pairing(*HANGZHOU, *WEST, round_code="2013", start="2013-02", end="2016-12-07")


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        ("1996-07-31", []),
        ("1996-08-01", [("宁波市", "unsure")]),
        ("1996-08-31", [("宁波市", "yes")]),
        ("2013-01-31", [("宁波市", "yes")]),
        ("2013-02-01", [("杭州市", "unsure")]),
        ("2013-02-27", [("杭州市", "unsure")]),
        ("2013-02-28", [("杭州市", "yes")]),
        ("2016-12-06", [("杭州市", "yes")]),
        ("2016-12-07", []),
    ],
)
def test_the_month_of_a_change_is_unsure_and_nobody_is_named_twice(
    in_turn: None, on: str, answer: list[tuple[str, str]]
) -> None:
    """A31-2: periods are half-open; a date known to the month leaves its days in doubt, never two helpers."""
    assert helped("522600", on) == answer


def test_helpers_of_units_above_come_on_request_and_after_ones_own() -> None:
    west = a_division(*WEST)
    a_division("台江县", "522630", Level.COUNTY, west)
    a_pairing(*HANGZHOU, *WEST, round_code="2016", start="2016-12", end=None)
    a_pairing(
        "余杭区", "330110", "台江县", "522630", round_code="2016", start="2017", end=None, tier=Tier.COUNTY
    )
    assert helped("522630", "2018-01-01") == [("余杭区", "yes")]
    assert helped("522630", "2018-01-01", inherited=True) == [("余杭区", "yes"), ("杭州市", "yes")]
    assert helped("522600", "2018-01-01", inherited=True) == [("杭州市", "yes")]


def test_two_helpers_at_a_time_are_both_named_by_code() -> None:
    for city in (("东莞市", "441900"), ("中山市", "442000")):
        a_pairing(*city, "昭通市", "530600", round_code="2016", start="2016", end=None)
    assert [name for name, _ in helped("530600", "2018-01-01")] == ["东莞市", "中山市"]


def test_both_sides_bear_the_names_of_the_day() -> None:
    """A2-1: 铜仁 was a 地区 with another code until 2011."""
    pairing = a_pairing(
        "青岛市", "370200", "铜仁地区", "522200", round_code="1996", start="1996-08", end="2013-02"
    )
    tongren = pairing.receiver.division
    assert tongren is not None
    tongren.versions.update(**period_columns(Period.parse(None, "2011-10-22")))
    DivisionVersion.objects.create(
        division=tongren, code="520600", name="铜仁市", name_key="铜仁市", stem="铜仁", source="test",
        **period_columns(Period.parse("2011-10-22", None)),
    )  # fmt: skip
    Division.objects.filter(pk=tongren.pk).update(code="520600", name="铜仁市")
    said = {
        on: (helper.receiver.code, helper.receiver.name)
        for on in ("2005-01-01", "2012-01-01")
        for helper in queries.helpers(ANONYMOUS, place("520600"), date.fromisoformat(on))
    }
    assert said == {"2005-01-01": ("522200", "铜仁地区"), "2012-01-01": ("520600", "铜仁市")}


PRECISIONS = st.sampled_from(list(Precision))
DAYS = st.dates(date(1996, 1, 1), date(2026, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    days = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    start = PartialDate(days[0], draw(PRECISIONS)) if draw(st.booleans()) else None
    end = PartialDate(days[1], draw(PRECISIONS)) if draw(st.booleans()) else None
    if start and end and end.day < start.day:
        end = start
    return Period(start, end)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_periods=st.lists(periods(), max_size=6), more=st.lists(DAYS, max_size=3))
def test_the_helpers_of_any_day_are_those_whose_period_covers_it(
    given_periods: list[Period], more: list[date]
) -> None:
    """Held against asking every pairing by hand, on the days where something changes and their neighbours."""
    PairingSource.objects.all().delete()
    Pairing.objects.all().delete()
    west = a_division(*WEST)
    receiver = Party.objects.get_or_create(division=west)[0]
    for number, period in enumerate(given_periods):
        giver = Party.objects.get_or_create(division=a_division(f"城{number}", f"33010{number}"))[0]
        Pairing.objects.create(
            round=a_round("any", "1996", None), programme="east_west", tier=Tier.PREFECTURE, giver=giver,
            receiver=receiver, certainty="sample", **SHIPPED, **period_columns(period),
        )  # fmt: skip
    points = [point.day for p in given_periods for point in (p.start, p.end) if point]
    days = {day + timedelta(days=step) for day in points for step in (-1, 0, 1)} | set(more)
    for on in days:
        by_hand = {f"城{n}": p.contains(on) for n, p in enumerate(given_periods) if p.covers(on)}
        found = queries.helpers(ANONYMOUS, west, on)
        assert {helper.giver.name: helper.containment for helper in found} == by_hand
        assert len(found) == len(by_hand)


@pytest.fixture
def crowd() -> Pairing:
    """A prefecture pair with three predecessors, thirty county pairs below it and as many beside it."""
    article = Document.objects.create(code="[000]", kind="press", title="示例文章")
    top = a_pairing(*HANGZHOU, *WEST, round_code="2016", start="2016", end="2021", shape="point_point")
    later = top
    for year in (2012, 2008, 2004):
        earlier = a_pairing(
            *NINGBO, *WEST, round_code="2016", start=str(year), end=str(year + 4), successor=later
        )
        later = earlier
    for number in range(30):
        a_division(f"东县{number}", f"3301{number:02}", Level.COUNTY, place("330100"))
        a_division(f"西县{number}", f"5226{number + 1:02}", Level.COUNTY, place("522600"))
        child = a_pairing(
            f"东县{number}", f"3301{number:02}" if number else "330100000", f"西县{number}",
            f"5226{number + 1:02}", round_code="2016", start="2017", end="2021", tier=Tier.COUNTY, parent=top,
        )  # fmt: skip
        PairingSource.objects.create(pairing=child, document=article, certainty="sample")
        a_pairing(f"甲市{number}", f"44{number:02}00", f"乙市{number}", f"53{number:02}00", round_code="2016",
                  start="2016", end="2021")  # fmt: skip
    RoundRule.objects.create(
        round=top.round, kind="capacity", tier="prefecture", area=place("522600"), max_givers=1,
        source="示例", certainty="sample",
    )  # fmt: skip
    return queries.pairing(ANONYMOUS, top.pk)


def test_questions_cost_a_handful_of_queries_however_many_pairings_there_are(
    crowd: Pairing, django_assert_max_num_queries: Any
) -> None:
    on = date(2018, 1, 1)
    county = Pairing.objects.filter(tier=Tier.COUNTY).last()
    assert county is not None
    with django_assert_max_num_queries(6):
        assert len(queries.helpers(ANONYMOUS, place("522605"), on, inherited=True)) == 2
    with django_assert_max_num_queries(3):
        told = structure.relation(ANONYMOUS, crowd, date(2018, 6, 1))
        assert (len(told.steps), told.years, told.hand_overs) == (4, 14, 1)
    with django_assert_max_num_queries(3):
        assert structure.chain(ANONYMOUS, county) == [crowd, county]
    with django_assert_max_num_queries(12):
        report = covering.coverage_below(ANONYMOUS, crowd, on)
    assert report is not None
    assert len(report.coverage.paired_receivers) == 30
    with django_assert_max_num_queries(12):
        findings_of(ANONYMOUS, crowd)
    with django_assert_max_num_queries(12):
        covering.coverage_below_all(ANONYMOUS, on)
        covering.coverage_of_provinces(ANONYMOUS, on)


def test_a_circle_of_parents_or_successors_is_walked_once() -> None:
    """Nothing stored should be so; a page must still open."""
    first = a_pairing(*HANGZHOU, *WEST, round_code="2016", start="2016", end="2021")
    second = a_pairing(
        *NINGBO, *WEST, round_code="2016", start="2016", end="2021", parent=first, successor=first
    )
    Pairing.objects.filter(pk=first.pk).update(parent=second, successor=second)
    first.refresh_from_db()
    assert len(structure.chain(ANONYMOUS, first)) == 2
    assert len(structure.relation(ANONYMOUS, first, date(2018, 1, 1)).steps) == 2
    assert len(structure.tree(ANONYMOUS, first).children) == 1
    assert [len(top.children) for top in structure.grow([first, second])] == [1]


@pytest.mark.parametrize(
    ("order", "tiers"),
    [
        ("tier", ["province", "prefecture", "county", "village"]),
        ("-tier", ["village", "county", "prefecture", "province"]),
    ],
)
def test_tiers_sort_from_the_province_down(order: str, tiers: list[str]) -> None:
    for number, tier in enumerate(("county", "village", "province", "prefecture")):
        a_pairing(f"东{number}", f"33010{number}", f"西{number}", f"52260{number}", round_code="2016",
                  start="2016", end=None, tier=tier)  # fmt: skip
    found = queries.in_order(queries.pairings(ANONYMOUS), order)
    assert [pairing.tier for pairing in found] == tiers


def test_the_surest_come_first_and_what_still_runs_ends_last() -> None:
    rows = (("memory", "2018", None), ("seed", None, "2021"), ("source", "2016", "2017"))
    for number, (certainty, start, end) in enumerate(rows):
        pairing = a_pairing(f"东{number}", f"33010{number}", *WEST, round_code="2016", start="2016", end=None)
        Pairing.objects.filter(pk=pairing.pk).update(
            certainty=certainty, **period_columns(Period.parse(start, end))
        )

    def order(by: str) -> list[str]:
        return [p.certainty for p in queries.in_order(queries.pairings(ANONYMOUS), by)]

    assert order("certainty") == ["seed", "source", "memory"]
    assert order("until") == ["source", "seed", "memory"]
    assert order("-until") == ["memory", "seed", "source"]
    assert order("since") == ["seed", "source", "memory"]
