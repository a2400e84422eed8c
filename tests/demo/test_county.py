"""The example county comes in through the ledger, marked as made up, and there is work in it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.places.conftest import Atlas
from xieshou.demo import county, county_work
from xieshou.demo.accounts import CAST
from xieshou.domain.households.models import Household, HouseholdIncome, Member, PovertyStatus, Visit
from xieshou.domain.places.models import DivisionVersion
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 30)


@pytest.fixture
def towns(db: None) -> None:
    atlas = Atlas()
    province = atlas.add("贵州省", 1, "520000")
    prefecture = atlas.add("黔东南苗族侗族自治州", 2, "522600", province)
    place = atlas.add("台江县", 3, "522630", prefecture)
    atlas.add("台拱街道", 4, "522630001", place)
    atlas.add("施洞镇", 4, "522630101", place)


def test_two_years_come_in_and_everything_says_that_it_is_made_up(towns: None) -> None:
    """A23-1: people and households by status, both years' incomes, villages that are no real ones."""
    assert county.is_due()
    earlier, later = county.bring_in(actor=SYSTEM, people=1_500, on=DAY)
    assert not county.is_due()
    assert (earlier.year, later.year) == (2024, 2025)
    assert min(earlier.rows, later.rows) > 1_300
    assert max(earlier.wrong, later.wrong) < 60
    assert Member.objects.count() >= earlier.rows
    assert not Household.objects.filter(sample=False).exists()
    assert set(HouseholdIncome.objects.values_list("year", flat=True)) == {2024, 2025}
    assert set(PovertyStatus.objects.values_list("status", flat=True)) >= {"poor", "out"}
    villages = DivisionVersion.objects.filter(division__level=5)
    assert villages.count() > 2
    assert {(each.source, each.certainty) for each in villages} == {("示例,并无此村", "sample")}
    assert all(each.name.startswith("示例") for each in villages)
    assert {each.code[:9] for each in villages} == {"522630001", "522630101"}


def test_the_recorder_of_the_cast_leaves_work_for_the_reviewer(towns: None, tmp_path) -> None:
    from xieshou.demo.accounts import demo_accounts

    for member in CAST:
        if member.place and not DivisionVersion.objects.filter(code=member.place).exists():
            Atlas().add("示例地区", 2, member.place)
    demo_accounts(tmp_path)
    county.bring_in(actor=SYSTEM, people=1_500, on=DAY)
    county_work.set_out(DAY)
    states = list(
        Household.objects.exclude(review_state=ReviewState.REVIEWED).values_list("review_state", flat=True)
    )
    assert sorted(states) == ["draft", "reported", "reported"]
    assert Visit.objects.count() == 2
