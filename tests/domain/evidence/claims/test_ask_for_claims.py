"""Claims found by what they say, of whom, and where they stand."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.domain.evidence.building import a_claim, a_document, an_indicator
from tests.domain.pairings.building import a_division
from xieshou.domain.evidence.claims.queries import (
    ORDERS,
    ClaimFilter,
    claim,
    claims,
    headlines,
    in_order,
    series,
    years,
)
from xieshou.domain.evidence.models import Claim, IndicatorAlias
from xieshou.domain.parties.services import party_of
from xieshou.domain.places.models import Division, Level
from xieshou.kernel.actor import ANONYMOUS

pytestmark = pytest.mark.django_db

ON = date(2021, 1, 1)


@pytest.fixture
def guizhou() -> Division:
    return a_division("贵州省", "520000", Level.PROVINCE)


@pytest.fixture
def qiandongnan() -> Division:
    return a_division("黔东南州", "522600")


@pytest.fixture
def hangzhou() -> Division:
    return a_division("杭州市", "330100")


def _surfaces(**asked: object) -> set[str]:
    return {each.surface for each in claims(ANONYMOUS, ClaimFilter(**asked))}


def test_a_place_is_found_on_either_side_and_below_only_when_asked(
    guizhou: Division, qiandongnan: Division, hangzhou: Division
) -> None:
    a_claim("1个", receivers=(guizhou,))
    a_claim("2个", givers=(hangzhou,), receivers=(qiandongnan,))
    a_claim("3个", nationwide=True)
    assert _surfaces(place=guizhou) == {"1个"}
    assert _surfaces(place=guizhou, below=True) == {"1个", "2个"}
    assert _surfaces(place=hangzhou) == {"2个"}
    assert _surfaces(giver=party_of(hangzhou), receiver=party_of(qiandongnan)) == {"2个"}
    assert _surfaces(giver=party_of(qiandongnan)) == set()


def test_a_claim_with_two_parties_of_a_place_comes_once(guizhou: Division, qiandongnan: Division) -> None:
    a_claim("1个", receivers=(guizhou, qiandongnan))
    assert claims(ANONYMOUS, ClaimFilter(place=guizhou, below=True)).count() == 1


def test_an_indicator_brings_its_family() -> None:
    """A25-5"""
    family = an_indicator("people", "人")
    member = an_indicator("poor_people", "人", parent=family)
    a_claim("10人", indicator=family)
    a_claim("20人", indicator=member)
    assert _surfaces(indicator=family) == {"10人", "20人"}
    assert _surfaces(indicator=member) == {"20人"}


def test_each_filter_keeps_what_it_names(qiandongnan: Division) -> None:
    """A31-8"""
    a_claim("1个", programme="counterpart_cooperation", document="[转]")
    a_claim("2个", scope="annual", as_of="2015")
    a_claim("3个", is_forecast=True, start="2016")
    a_claim("4个", per="year", status="proposed")
    a_claim("5个", is_change=True, tier="context", label="累计实施项目")
    a_claim("6个", origin="counted", tier="noise")
    original = a_document("[原]")
    reprint = a_document("[转]")
    reprint.reprint_of = original
    reprint.save()
    assert _surfaces() == {"1个", "2个", "3个", "4个", "5个"}
    assert _surfaces(noise=True) == {"1个", "2个", "3个", "4个", "5个", "6个"}
    assert _surfaces(tier="noise") == {"6个"}
    assert _surfaces(programme="counterpart_cooperation") == {"1个"}
    assert _surfaces(document=original) == {"1个"}
    assert _surfaces(scope="annual") == _surfaces(year=2015) == {"2个"}
    assert _surfaces(flag="forecast") == _surfaces(year=2016) == {"3个"}
    assert _surfaces(flag="per") == _surfaces(status="proposed") == {"4个"}
    assert _surfaces(flag="change") == _surfaces(text="實施項目") == {"5个"}
    assert _surfaces(part="talent") == set()
    assert years(ANONYMOUS) == [2016, 2015]


def test_text_is_found_in_names_and_aliases_of_the_indicator() -> None:
    firms = an_indicator("firms", "家", name="引进企业")
    IndicatorAlias.objects.create(indicator=firms, text="落地企业", key="落地企业")
    a_claim("3家", indicator=firms)
    a_claim("4个")
    assert _surfaces(text="引进") == _surfaces(text="落地企业") == _surfaces(text="FIRMS") == {"3家"}


def test_rows_come_with_their_names_in_three_queries(
    django_assert_num_queries: DjangoAssertNumQueries, qiandongnan: Division, hangzhou: Division
) -> None:
    for number in range(1, 6):
        a_claim(f"{number}个", givers=(hangzhou,), receivers=(qiandongnan,))
    with django_assert_num_queries(3):
        for each in claims(ANONYMOUS):
            assert each.document.code
            assert each.indicator.name
            assert [p.name for p in (*each.givers.all(), *each.receivers.all())] == ["杭州市", "黔东南州"]


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_has_its_reverse(order: str) -> None:
    for number, status in enumerate(("proposed", "accepted", "rejected"), start=1):
        a_claim(
            f"{number}个",
            as_of=f"201{number}",
            document=f"[{number}]",
            indicator=f"i{number}",
            status=status,
            scope=("annual", "cumulative", "instant")[number - 1],
            tier=("context", "ledger", "noise")[number - 1],
            programme=("counterpart_help", "east_west", "mountain_sea")[number - 1],
        )
    asked = claims(ANONYMOUS, ClaimFilter(noise=True))
    there, back = list(in_order(asked, order)), list(in_order(asked, f"-{order}"))
    assert there == back[::-1]
    assert len(there) == 3


def test_one_claim_is_opened_by_its_id() -> None:
    made = a_claim("7个", tier="noise")
    assert claim(ANONYMOUS, made.pk) == made
    with pytest.raises(Claim.DoesNotExist):
        claim(ANONYMOUS, made.pk + 1)


def test_a_series_never_mixes_units_programmes_scopes_or_parties(
    guizhou: Division, qiandongnan: Division
) -> None:
    """A31-3, A31-8"""
    money = an_indicator("funds", "万元")
    facts = {"indicator": money, "receivers": (guizhou,)}
    a_claim("2亿元", as_of="2018", **facts)
    a_claim("3000万元", as_of="2016", **facts)
    a_claim("4亿元", as_of="2018", programme="counterpart_help", **facts)
    a_claim("5亿元", as_of="2018", scope="annual", **facts)
    a_claim("6亿元", as_of="2018", indicator=money, receivers=(qiandongnan,))
    a_claim("7亿元", as_of="2018", is_forecast=True, **facts)
    a_claim("8户", as_of="2018", indicator=an_indicator("families", ""), receivers=(guizhou,))
    a_claim("9人", as_of="2018", indicator=an_indicator("families", ""), receivers=(guizhou,))
    a_claim("1亿元", **facts)
    found = series(claims(ANONYMOUS))
    drawn = [[str(each.value_of(point)) for point in each.points] for each in found]
    assert sorted(drawn) == sorted(
        [["3000", "20000"], ["40000"], ["50000"], ["60000"], ["70000"], ["8"], ["9"]]
    )


def test_the_figure_that_reaches_furthest_leads(guizhou: Division, qiandongnan: Division) -> None:
    a_claim("16个", receivers=(qiandongnan,), as_of="2020")
    a_claim("60个", receivers=(guizhou,), as_of="2018")
    assert [each.claim.surface for each in headlines(ANONYMOUS, on=ON)] == ["60个"]
    a_claim("900个", nationwide=True, as_of="2016")
    assert [each.claim.surface for each in headlines(ANONYMOUS, on=ON)] == ["900个"]
    assert [each.claim.surface for each in headlines(ANONYMOUS, place=guizhou, on=ON)] == ["60个"]
    assert [each.claim.surface for each in headlines(ANONYMOUS, place=qiandongnan, on=ON)] == ["16个"]


def test_the_adopted_figure_leads_else_the_latest(guizhou: Division) -> None:
    """A31-5"""
    facts = {"receivers": (guizhou,)}
    early = a_claim("50个", as_of="2017", **facts)
    a_claim("60个", as_of="2018", **facts)
    a_claim("70个", as_of="2022", **facts)
    assert [each.claim.surface for each in headlines(ANONYMOUS, on=ON)] == ["60个"]
    early.status = "adopted"
    early.save()
    assert [each.claim.surface for each in headlines(ANONYMOUS, on=ON)] == ["50个"]


def test_programmes_have_headlines_of_their_own() -> None:
    """A31-8"""
    a_claim("50个")
    a_claim("60个", programme="counterpart_cooperation")
    found = headlines(ANONYMOUS, on=ON)
    assert {(each.programme, each.claim.surface) for each in found} == {
        ("east_west_poverty", "50个"),
        ("counterpart_cooperation", "60个"),
    }
    only = headlines(ANONYMOUS, programme="counterpart_cooperation", on=ON)
    assert [each.claim.surface for each in only] == ["60个"]


@pytest.mark.parametrize(
    "other",
    [
        {"status": "proposed"},
        {"status": "rejected"},
        {"tier": "context"},
        {"is_forecast": True},
        {"is_change": True},
        {"per": "year"},
    ],
)
def test_what_is_no_settled_level_never_leads(other: dict[str, object]) -> None:
    a_claim("50个", **other)
    assert headlines(ANONYMOUS, on=ON) == []


def test_a_headline_counts_those_who_deny_it() -> None:
    """A31-5"""
    a_claim("414个", document="[甲]", as_of="2017", status="adopted")
    a_claim("394个", document="[乙]", as_of="2017")
    a_claim("400余个", document="[丙]", as_of="2017")
    a_claim("1个", document="[丁]", as_of="2017", status="rejected")
    a_claim("390个", document="[戊]", as_of="2016")
    (headline,) = headlines(ANONYMOUS, on=ON)
    assert (headline.claim.surface, headline.rivals) == ("414个", 1)


def test_headlines_take_few_queries_however_many_there_are(
    django_assert_max_num_queries: DjangoAssertNumQueries, guizhou: Division
) -> None:
    for number in range(12):
        a_claim(f"{number + 1}个", indicator=f"i{number}", receivers=(guizhou,), as_of="2019")
    with django_assert_max_num_queries(5):
        assert len(headlines(ANONYMOUS, place=guizhou, on=ON)) == 12
