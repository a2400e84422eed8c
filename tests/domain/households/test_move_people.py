"""Moves, births, deaths: somebody is in one household at a time, whatever happens."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.households.building import TODAY, household, members, recorder, somebody, village
from xieshou.domain.access import OutsideScopeError
from xieshou.domain.households.models import HEAD, FormerStay, Household, Joined, Left, Member
from xieshou.domain.households.queries import members_on
from xieshou.domain.households.rules.faults import Code
from xieshou.domain.households.services import (
    MemberFacts,
    RefusedError,
    end_household,
    member_leaves,
    merge_households,
    move_member,
    record_birth,
    record_death,
    split_household,
    take_back_leaving,
    take_back_move,
)
from xieshou.domain.households.services.facts import HouseholdFacts
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.actor import SYSTEM, Actor, Role

pytestmark = pytest.mark.django_db
MARCH = date(2020, 3, 1)


def codes(error: Any) -> set[Code]:
    return {fault.code for fault in error.value.faults}


def names_on(home: Household, day: date) -> list[str]:
    return [stay.member.name for stay in members_on(SYSTEM, home, day)]


def test_who_moves_leaves_a_stay_behind_and_is_asked_for_by_day() -> None:
    actor, origin, goal = recorder(), household(), household()
    child = members(origin)[2]
    move_member(actor=actor, member=child, to=goal, on=MARCH, relation="侄子", today=TODAY)
    stay = FormerStay.objects.get()
    assert (stay.household, stay.end_on, stay.relation, stay.left_by) == (origin, MARCH, "之子", "moved_out")
    assert names_on(origin, MARCH - timedelta(1)) == ["示例户主", "示例妻", "示例孩0"]
    assert names_on(origin, MARCH) == ["示例户主", "示例妻"]
    assert names_on(goal, MARCH) == ["示例孩0", "示例户主", "示例妻", "示例孩0"]


def test_both_households_of_a_move_are_drafts_again() -> None:
    actor, origin, goal = recorder(), household(), household()
    Household.objects.update(review_state=ReviewState.REVIEWED)
    move_member(actor=actor, member=members(origin)[2], to=goal, on=MARCH, relation="侄子", today=TODAY)
    assert set(Household.objects.values_list("review_state", flat=True)) == {ReviewState.DRAFT}


def test_nobody_moves_somebody_into_a_village_beyond_their_scope() -> None:
    other = village("520602101208", "高坝田村村民委员会")
    goal = household(recorder("520602101"), of=other)
    origin = household()
    with pytest.raises(OutsideScopeError):
        move_member(
            actor=recorder(), member=members(origin)[2], to=goal, on=MARCH, relation="侄子", today=TODAY
        )
    assert not FormerStay.objects.exists()


def test_a_second_head_is_not_let_in() -> None:
    origin, goal = household(), household()
    with pytest.raises(RefusedError) as error:
        move_member(
            actor=recorder(), member=members(origin)[1], to=goal, on=MARCH, relation=HEAD, today=TODAY
        )
    assert codes(error) == {Code.TWO_HEADS}


def test_a_birth_joins_on_its_day() -> None:
    home = household()
    child = record_birth(
        actor=recorder(), household=home, facts=MemberFacts("示例新", "之女", born_on=MARCH), today=TODAY
    )
    assert (child.joined_on, child.joined_by) == (MARCH, Joined.BORN)
    assert len(names_on(home, MARCH - timedelta(1))) == 3
    assert len(names_on(home, MARCH)) == 4


def test_a_birth_without_a_day_is_refused() -> None:
    home = household()
    with pytest.raises(RefusedError):
        record_birth(actor=recorder(), household=home, facts=MemberFacts("示例新", "之女"), today=TODAY)
    assert len(members(home)) == 3


def test_a_dead_head_is_followed_and_the_others_stand_to_the_new_one() -> None:
    home = household()
    head, wife, son = members(home)
    record_death(
        actor=recorder(), member=head, on=MARCH, today=TODAY, new_head=wife, relations={son.pk: "之子"}
    )
    assert [each.relation for each in members(home)] == [HEAD, "之子"]
    head.refresh_from_db()
    assert (head.relation, head.left_by, head.left_on) == (HEAD, Left.DIED, MARCH)


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (TODAY + timedelta(1), Code.IN_FUTURE),
        (date(1970, 1, 1), Code.BEFORE_BIRTH),
    ],
)
def test_nobody_dies_in_the_future_or_before_their_birth(on: date, code: Code) -> None:
    home = household()
    with pytest.raises(RefusedError) as error:
        record_death(actor=recorder(), member=members(home)[0], on=on, today=TODAY)
    assert codes(error) == {code}


def test_the_dead_do_nothing_more_and_one_dies_once() -> None:
    home, other = household(), household()
    head = members(home)[0]
    record_death(actor=recorder(), member=head, on=MARCH, today=TODAY)
    with pytest.raises(RefusedError) as error:
        record_death(actor=recorder(), member=head, on=MARCH, today=TODAY)
    assert codes(error) == {Code.HAS_LEFT}
    with pytest.raises(RefusedError):
        move_member(actor=recorder(), member=head, to=other, on=TODAY, relation="", today=TODAY)


def test_who_left_and_comes_back_was_nowhere_between() -> None:
    home = household()
    wife = members(home)[1]
    member_leaves(actor=recorder(), member=wife, on=MARCH, by=Left.MOVED_OUT, today=TODAY)
    back = date(2020, 5, 1)
    move_member(
        actor=recorder(),
        member=wife,
        to=home,
        on=back,
        relation="配偶",
        today=TODAY,
        joined_by=Joined.RETURNED,
    )
    assert "示例妻" in names_on(home, MARCH - timedelta(1))
    assert "示例妻" not in names_on(home, date(2020, 4, 1))
    assert "示例妻" in names_on(home, back)


def test_a_household_splits_and_its_status_goes_with_both() -> None:
    home = household(size=5)
    _head, _wife, son, *_others = members(home)
    new = split_household(
        actor=recorder(),
        household=home,
        members=[son],
        head=son,
        facts=HouseholdFacts(village()),
        on=MARCH,
        today=TODAY,
    )
    assert (new.split_from, new.review_state) == (home, ReviewState.DRAFT)
    assert [each.relation for each in members(new)] == [HEAD]
    assert len(members(home)) == 4
    assert names_on(new, MARCH - timedelta(1)) == []


def test_a_head_who_goes_needs_one_who_stays() -> None:
    home = household(size=4)
    head, wife, *_children = members(home)
    with pytest.raises(RefusedError) as error:
        split_household(
            actor=recorder(), household=home, members=[head], head=head,
            facts=HouseholdFacts(village()), on=MARCH, today=TODAY,
        )  # fmt: skip
    assert codes(error) == {Code.NO_HEAD}
    split_household(
        actor=recorder(), household=home, members=[head], head=head, remaining_head=wife,
        facts=HouseholdFacts(village()), on=MARCH, today=TODAY,
    )  # fmt: skip
    assert members(home)[0].relation == HEAD


def test_merged_households_are_one_and_the_other_has_ended() -> None:
    kept, other = household(), household(size=1)
    widower = members(other)[0]
    merge_households(
        actor=recorder(), kept=kept, other=other, on=MARCH, today=TODAY, relations={widower.pk: "之父"}
    )
    other.refresh_from_db()
    assert (other.ended_on, other.merged_into) == (MARCH, kept)
    assert [each.relation for each in members(kept)].count(HEAD) == 1
    with pytest.raises(RefusedError) as error:
        record_birth(
            actor=recorder(), household=other, facts=MemberFacts("示例新", born_on=MARCH), today=TODAY
        )
    assert codes(error) == {Code.HAS_ENDED}


def test_a_household_that_moves_away_takes_its_people_along() -> None:
    home = household()
    end_household(actor=recorder(), household=home, on=MARCH, reason="moved", today=TODAY)  # type: ignore[arg-type]
    assert members(home) == []
    assert names_on(home, MARCH - timedelta(1)) != []


def test_a_wrong_death_is_taken_back() -> None:
    home = household()
    head, wife, _son = members(home)
    record_death(actor=recorder(), member=head, on=MARCH, today=TODAY, new_head=wife)
    take_back_leaving(actor=recorder(), member=head)
    assert [each.relation for each in members(home)].count(HEAD) == 1
    assert len(members(home)) == 3


def test_a_wrong_move_is_taken_back() -> None:
    origin, goal = household(), household()
    child = members(origin)[2]
    move_member(actor=recorder(), member=child, to=goal, on=MARCH, relation="侄子", today=TODAY)
    take_back_move(actor=recorder(), member=child)
    assert len(members(origin)) == 3
    assert members(origin)[2].relation == "之子"
    assert not FormerStay.objects.exists()
    assert names_on(goal, TODAY) == ["示例户主", "示例妻", "示例孩0"]


def test_a_reviewer_alone_records_nothing() -> None:
    home = household()
    with pytest.raises(PermissionError):
        record_death(
            actor=somebody("520602204", Role.REVIEWER, name="reviewer"), member=members(home)[0], on=MARCH,
            today=TODAY,
        )  # fmt: skip


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["move", "leave", "die", "split", "merge", "birth", "back", "unmove", "end"]),
        st.integers(0, 30),
        st.integers(0, 5),
        st.integers(0, 120),
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(events=EVENTS)
def test_somebody_is_in_one_household_at_a_time_whatever_happens(events: list[Any]) -> None:
    """Property: on no day does a person live in two households, and no household has two heads."""
    with transaction.atomic():
        actor = recorder()
        for size in (3, 2, 1):
            household(actor, size=size)
        for event in events:
            try:
                happen(actor, *event)
            except (RefusedError, Household.DoesNotExist):
                continue
        homes = list(Household.objects.all())
        for day in (TODAY - timedelta(n) for n in range(0, 125, 4)):
            living = [stay.member.pk for home in homes for stay in members_on(SYSTEM, home, day)]
            assert len(living) == len(set(living)), day
        for home in homes:
            assert [each.relation for each in members(home)].count(HEAD) <= 1
            assert home.ended_on is None or members(home) == []
        transaction.set_rollback(True)


def happen(actor: Actor, what: str, who: int, where: int, ago: int) -> None:
    everybody, homes = list(Member.objects.order_by("pk")), list(Household.objects.order_by("pk"))
    person, home = everybody[who % len(everybody)], homes[where % len(homes)]
    on = TODAY - timedelta(ago)
    match what:
        case "move":
            move_member(actor=actor, member=person, to=home, on=on, relation="亲戚", today=TODAY)
        case "leave":
            member_leaves(actor=actor, member=person, on=on, by=Left.MARRIED_OUT, today=TODAY)
        case "die":
            record_death(actor=actor, member=person, on=on, today=TODAY)
        case "split":
            split_household(
                actor=actor, household=person.household, members=[person], head=person,
                facts=HouseholdFacts(village()), on=on, today=TODAY,
            )  # fmt: skip
        case "merge":
            merge_households(actor=actor, kept=home, other=person.household, on=on, today=TODAY)
        case "birth":
            record_birth(
                actor=actor, household=home, facts=MemberFacts("示例新", "之子", born_on=on), today=TODAY
            )
        case "back":
            take_back_leaving(actor=actor, member=person)
        case "unmove":
            take_back_move(actor=actor, member=person)
        case "end":
            end_household(actor=actor, household=home, on=on, reason="moved", today=TODAY)  # type: ignore[arg-type]
