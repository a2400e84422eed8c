"""Who stands where on a day: the fire of 龙田组, the sums of 碧江, and that children add up to the whole."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.evidence.building import a_claim
from tests.domain.households.building import TODAY, household, members, recorder, somebody, village
from xieshou.domain.households.models import Household, Monitored, PovertyStatus, Status
from xieshou.domain.households.queries import standing, standing_below, status_on, village_sheet
from xieshou.domain.households.queries.standing import Number
from xieshou.domain.households.rules.faults import Code
from xieshou.domain.households.services import (
    HouseholdFacts,
    IncomeFacts,
    RefusedError,
    end_monitoring,
    move_member,
    open_monitoring,
    record_death,
    record_income,
    set_status,
    split_household,
    take_back_status,
)
from xieshou.domain.places.models import Division
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.actor import SYSTEM, Role
from xieshou.kernel.period import PartialDate

pytestmark = pytest.mark.django_db
FIRE = date(2017, 11, 24)


def stand(home: Household, status: Status | None, since: str, note: str = "示例公示") -> None:
    set_status(
        actor=recorder(),
        household=home,
        status=status,
        since=PartialDate.parse(since),
        note=note,
        today=TODAY,
    )


def reviewed() -> None:
    Household.objects.update(review_state=ReviewState.REVIEWED)


def test_the_status_on_the_day_of_the_fire_not_of_today() -> None:
    """A23-4, A26-1: of 11 households with 39 people 2 with 7 were out of poverty, 2 with 5 were not."""
    sizes = {"out": (3, 4), "poor": (2, 3), "other": (3, 4, 4, 4, 4, 4, 4)}
    for status, each in sizes.items():
        for size in each:
            home = household(size=size)
            if status != "other":
                stand(home, Status.POOR, "2014")
            if status == "out":
                stand(home, Status.OUT, "2016-12")
            if status == "poor":
                stand(home, Status.OUT, "2019-12")
    reviewed()
    told = standing(SYSTEM, village(), FIRE)
    assert told.total == Number(11, 39)
    assert told.of(Status.OUT) == Number(2, 7)
    assert told.of(Status.POOR) == Number(2, 5)
    assert told.ordinary == Number(7, 27)
    assert standing(SYSTEM, village(), TODAY).of(Status.OUT) == Number(4, 12)


def test_who_was_in_the_household_on_that_day_counts_for_it() -> None:
    home, other = household(size=4), household(size=2)
    stand(home, Status.POOR, "2014")
    child = members(home)[3]
    move_member(actor=recorder(), member=child, to=other, on=date(2018, 1, 1), relation="侄子", today=TODAY)
    record_death(actor=recorder(), member=members(other)[1], on=date(2019, 1, 1), today=TODAY)
    reviewed()
    assert standing(SYSTEM, village(), FIRE).of(Status.POOR) == Number(1, 4)
    assert standing(SYSTEM, village(), TODAY).of(Status.POOR) == Number(1, 3)
    assert standing(SYSTEM, village(), FIRE).ordinary == Number(1, 2)
    assert standing(SYSTEM, village(), TODAY).ordinary == Number(1, 2)


def test_a_household_that_splits_off_later_is_not_there_before() -> None:
    home = household(size=4)
    stand(home, Status.POOR, "2014")
    son = members(home)[2]
    split_household(
        actor=recorder(), household=home, members=[son], head=son, facts=HouseholdFacts(village()),
        on=date(2018, 1, 1), today=TODAY,
    )  # fmt: skip
    reviewed()
    assert standing(SYSTEM, village(), FIRE).registered == Number(1, 4)
    assert standing(SYSTEM, village(), TODAY).registered == Number(2, 4)


def test_a_place_tells_the_people_a_household() -> None:
    """A23-1: 6278 households with 22896 people are 3.65 a household."""
    assert round(Number(6278, 22896).per_household or 0, 2) == 3.65
    assert Number().per_household is None


def test_registered_is_poor_returned_and_out_and_what_waits_is_told_apart() -> None:
    """A23-1: 累计脱贫 + 未脱贫 = 建档立卡."""
    homes = [household(size=size) for size in (1, 2, 3, 4)]
    for home in homes[:3]:
        stand(home, Status.POOR, "2014")
    for home in homes[1:3]:
        stand(home, Status.OUT, "2017")
    stand(homes[2], Status.RETURNED, "2019")
    reviewed()
    household(size=2)
    told = standing(SYSTEM, village(), TODAY)
    assert told.poor == told.of(Status.POOR) + told.of(Status.RETURNED) == Number(2, 4)
    assert told.registered == told.poor + told.of(Status.OUT) == Number(3, 6)
    assert (told.ordinary, told.waiting) == (Number(1, 4), Number(1, 2))


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([(Status.POOR, "2014"), (Status.RETURNED, "2016")], Code.STATUS_STEP),
        ([(Status.OUT, "2014"), (Status.POOR, "2016")], Code.STATUS_STEP),
        ([(Status.POOR, "2014"), (Status.POOR, "2016")], Code.STATUS_STEP),
        ([(Status.POOR, "2014"), (Status.OUT, "2013")], Code.STATUS_BEFORE_LAST),
        ([(Status.POOR, "2014"), (Status.OUT, "2014")], Code.STATUS_BEFORE_LAST),
        ([(Status.POOR, "2021")], Code.IN_FUTURE),
    ],
)
def test_a_status_moves_only_by_allowed_steps(steps: Any, code: Code) -> None:
    home = household()
    *before, last = steps
    for step in before:
        stand(home, *step)
    with pytest.raises(RefusedError) as error:
        stand(home, *last)
    assert {fault.code for fault in error.value.faults} == {code}
    assert PovertyStatus.objects.count() == len(before)


def test_a_status_without_a_ground_is_refused() -> None:
    home = household()
    with pytest.raises(RefusedError) as error:
        stand(home, Status.POOR, "2014", note=" ")
    assert {fault.code for fault in error.value.faults} == {Code.STATUS_WITHOUT_BASIS}


def test_a_wrong_step_is_taken_back_and_the_one_before_is_in_force_again() -> None:
    home = household()
    stand(home, Status.POOR, "2014")
    stand(home, Status.OUT, "2018-06")
    again = take_back_status(actor=recorder(), household=home)
    assert again is not None
    assert (again.status, again.end_on) == (Status.POOR, None)
    found = status_on(SYSTEM, home, TODAY)
    assert found is not None
    assert found.status == Status.POOR


def test_a_household_is_watched_in_the_class_that_goes_with_its_status() -> None:
    home = household()
    since = PartialDate.parse("2019-03")
    with pytest.raises(RefusedError) as error:
        open_monitoring(actor=recorder(), household=home, kind=Monitored.UNSTABLE, since=since, today=TODAY)
    assert {fault.code for fault in error.value.faults} == {Code.MONITORED_AGAINST_STATUS}
    watched = open_monitoring(
        actor=recorder(), household=home, kind=Monitored.MARGINAL, since=since, today=TODAY
    )
    with pytest.raises(RefusedError):
        open_monitoring(actor=recorder(), household=home, kind=Monitored.SUDDEN, since=since, today=TODAY)
    reviewed()
    assert standing(SYSTEM, village(), TODAY).watched == Number(1, 3)
    end_monitoring(actor=recorder(), monitoring=watched, end=PartialDate.parse("2020-01"), today=TODAY)
    reviewed()
    assert standing(SYSTEM, village(), TODAY).watched == Number()


def test_a_village_sheet_tells_the_village_of_its_day() -> None:
    home = household(size=4, house_grade="C", safe_water=True)
    stand(home, Status.POOR, "2014")
    record_income(
        actor=recorder(), household=home, today=TODAY,
        facts=IncomeFacts(2019, 4, Decimal(12000), Decimal(8000), Decimal(3000), None, Decimal(500)),
    )  # fmt: skip
    bare = household(size=1)
    record_income(
        actor=recorder(),
        household=bare,
        today=TODAY,
        facts=IncomeFacts(2019, 1, stated_per_head=Decimal(2500)),
    )
    sheet = village_sheet(SYSTEM, village(), year=2019, on=TODAY)
    assert (sheet.people["all"], sheet.people["able"], sheet.people["female"]) == (5, 3, 1)
    assert (sheet.homes["all"], sheet.homes["grade_C"], sheet.homes["unsafe_house"]) == (2, 1, 1)
    assert (sheet.incomes.households, sheet.incomes.people, sheet.incomes.net) == (2, 5, Decimal(20000))
    assert sheet.incomes.per_head == Decimal("4000.00")
    assert sheet.standing.waiting == Number(2, 5)


def test_a_claim_of_people_out_of_poverty_has_the_register_beside_it() -> None:
    from xieshou.domain.evidence.claims.computing import computed
    from xieshou.domain.evidence.models import Indicator

    county = Division.objects.create(code="520602", name="碧江区", level=3)
    home = household(size=3)
    stand(home, Status.OUT, "2018")
    reviewed()
    claim = a_claim("22896人", receivers=(county,), as_of="2019")
    Indicator.objects.filter(pk=claim.indicator_id).update(code="people_out_of_poverty", unit="人")
    claim.refresh_from_db()
    found = computed(SYSTEM, claim)
    assert found is not None
    assert (found.value.value, found.records.kind) == (3, "households")


def test_counts_stop_at_the_reach() -> None:
    household(size=3)
    household(recorder("520602101"), of=village("520602101208", "高坝田村村民委员会"), size=2)
    reviewed()
    assert standing(SYSTEM, None, TODAY).total == Number(2, 5)
    viewer = somebody("520602101", Role.VIEWER, name="viewer-of-one")
    assert standing(viewer, None, TODAY).total == Number(1, 2)


def test_the_number_of_queries_does_not_grow_with_the_village(django_assert_max_num_queries: Any) -> None:
    for _ in range(6):
        stand(household(), Status.POOR, "2014")
    place = village()
    with django_assert_max_num_queries(3):
        standing(SYSTEM, place, TODAY)
    with django_assert_max_num_queries(4):
        standing_below(SYSTEM, place, TODAY)
    with django_assert_max_num_queries(12):
        village_sheet(SYSTEM, place, year=2019, on=TODAY)


VILLAGES = ("520602204201", "520602204202", "520602101208", "520621100201", "522628100201")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    drawn=st.lists(
        st.tuples(
            st.sampled_from(VILLAGES),
            st.integers(1, 4),
            st.sampled_from([None, *Status]),
            st.booleans(),
            st.integers(0, 900),
        ),
        max_size=8,
    )
)
def test_what_lies_below_a_place_adds_up_to_it(drawn: list[Any]) -> None:
    """Property: the parts add up at every level, and there are never fewer people than households."""
    with transaction.atomic():
        county = Division.objects.create(code="520602", name="碧江区", level=3)
        for code, size, status, passed, ago in drawn:
            home = household(recorder("52"), of=village(code, code), size=size)
            if status:
                PovertyStatus.objects.create(household=home, status=status, start_on=TODAY - timedelta(ago))
            if passed:
                Household.objects.filter(pk=home.pk).update(review_state=ReviewState.REVIEWED)
        for day in (TODAY, TODAY - timedelta(450)):
            for place in (None, county):
                whole, parts = standing(SYSTEM, place, day), standing_below(SYSTEM, place, day)
                for ask in ("total", "registered", "ordinary", "poor", "waiting"):
                    added = sum((getattr(each.standing, ask) for each in parts), Number())
                    assert added == getattr(whole, ask)
                assert whole.registered + whole.ordinary == whole.total
                assert whole.total.people >= whole.total.households
        mine = [each for each in drawn if each[3]]
        assert standing(SYSTEM, None, TODAY).total == Number(len(mine), sum(each[1] for each in mine))
        transaction.set_rollback(True)
