"""The numbers of paired units counted from pairings, beside what documents claim."""

from __future__ import annotations

import pytest

from tests.domain.evidence.building import a_claim, an_indicator
from tests.domain.pairings.building import a_division, a_pairing
from xieshou.domain.evidence.claims.computing import computed
from xieshou.domain.evidence.models import Claim
from xieshou.domain.places.models import Level
from xieshou.kernel.actor import ANONYMOUS
from xieshou.kernel.quantity import Quantity

pytestmark = pytest.mark.django_db

PAIRS_2013 = (("苏州市", "320500", "铜仁市", "520600"), ("杭州市", "330100", "黔东南州", "522600"))


@pytest.fixture(autouse=True)
def _pairs() -> None:
    for giver, giver_code, receiver, receiver_code in PAIRS_2013:
        a_pairing(
            giver, giver_code, receiver, receiver_code, round_code="2013", start="2013-02", end="2016-12"
        )
    a_pairing("广州市", "440100", "黔东南州", "522600", round_code="2016", start="2016-12", end=None)


def claimed(number: str, **more: str) -> Claim:
    """So many cities are said to help Guizhou."""
    province = a_division("贵州省", "520000", Level.PROVINCE)
    return a_claim(
        number,
        indicator=an_indicator("giver_cities", "个"),
        receivers=(province,),
        programme="",
        **more,
    )


def test_the_count_stands_beside_the_claim_on_the_claims_day() -> None:
    """A3-2: what is computed is shown beside, never over."""
    claim = claimed("8个", as_of="2013-02")
    found = computed(ANONYMOUS, claim)
    assert found is not None
    assert found.value == Quantity.of(2, "个")
    assert found.records.asked["on"] == "2013-02-28"
    assert claim.quantity == Quantity.of(8, "个")


def test_a_later_day_counts_other_pairs() -> None:
    found = computed(ANONYMOUS, claimed("7个", as_of="2017"))
    assert found is not None
    assert found.value == Quantity.of(1, "个")


def test_a_change_or_an_open_date_is_not_counted() -> None:
    assert computed(ANONYMOUS, claimed("4个", as_of="2013-02", is_change=True)) is None
    assert computed(ANONYMOUS, claimed("8个")) is None


def test_only_the_parties_that_the_claim_names_count() -> None:
    giver = a_division("苏州市", "320500")
    claim = a_claim(
        "1个",
        indicator=an_indicator("receiver_prefectures", "个"),
        givers=(giver,),
        programme="",
        as_of="2014",
    )
    found = computed(ANONYMOUS, claim)
    assert found is not None
    assert found.value == Quantity.of(1, "个")


def test_an_indicator_that_nobody_counts_has_nothing_beside_it() -> None:
    assert computed(ANONYMOUS, a_claim("8个", as_of="2013")) is None
