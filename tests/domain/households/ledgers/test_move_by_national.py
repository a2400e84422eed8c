"""People who stand in another household than on record: a move, with the stay before kept (B5)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.households.building import somebody
from tests.domain.households.ledgers.conftest import Write
from tests.domain.households.ledgers.rows import households, person
from tests.support.exchanging import examined, imported
from xieshou.domain.access import OutsideScopeError
from xieshou.domain.households.models import FormerStay, Household, HouseholdIncome, Member
from xieshou.domain.reviewed import ReviewState
from xieshou.domain.workflow.ledgers.importing import StaleExaminationError, apply_examined
from xieshou.kernel.actor import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
NAME = "households-national"


def moved(**said: object) -> dict[str, object]:
    """The wife of the first household as one of the second."""
    second = person(2, members=3)
    own = ("person", "name", "identity", "health", "person_phone", "person_identified")
    return second | {field: person(1, 2)[field] for field in own} | {"relation": "之女"} | said


def test_a_move_keeps_the_stay_before_and_takes_the_date_of_the_table(write: Write) -> None:
    imported(NAME, write(households(2)))
    path = write([moved(dated="2022-09-15")])
    imported(NAME, path)
    kept = Member.objects.get(number="示例人0012")
    assert (kept.household.number, kept.relation) == ("示例户002", "之女")
    assert (kept.joined_on, kept.joined_by) == (date(2022, 9, 15), "moved_in")
    stay = FormerStay.objects.get()
    assert (stay.household.number, stay.relation, stay.end_on, stay.left_by) == (
        "示例户001", "配偶", date(2022, 9, 15), "moved_out",
    )  # fmt: skip
    assert FormerStay.history.count() == 1
    assert HouseholdIncome.objects.filter(household=kept.household).count() == 1
    assert examined(NAME, path).counts["unchanged"] == 1


def test_a_head_may_move_and_somebody_else_head_what_is_left(write: Write) -> None:
    imported(NAME, write(households(2)))
    own = ("person", "name", "identity", "health", "person_phone", "person_identified")
    head = person(2, members=3) | {field: person(1)[field] for field in own} | {"relation": "之父"}
    imported(NAME, write([head, person(1, 2, relation="户主", members=1)]))
    assert set(Member.objects.values_list("household__number", "relation")) == {
        ("示例户001", "户主"), ("示例户002", "户主"), ("示例户002", "配偶"), ("示例户002", "之父"),
    }  # fmt: skip


def test_a_move_without_a_date_is_named(write: Write) -> None:
    imported(NAME, write(households(2)))
    found = examined(NAME, write([moved(dated=None, income=None)]))
    assert [each.describe() for each in found.problems] == ["该人登记在户 示例户001:迁户须填写数据日期"]


def test_who_records_in_a_town_brings_its_villages_and_no_other(write: Write) -> None:
    recorder = somebody("520602204", Role.RECORDER)
    rows = [*households(1), person(2, members=1, county="万山区", town="示例镇")]
    found = examined(NAME, write(rows), recorder)
    assert [f"{each.row} {each.describe()}" for each in found.problems] == ["4 不在您的填报范围内"]
    imported(NAME, write(households(1)), recorder)
    home = Household.objects.get()
    assert (home.review_state, home.recorded_by_id) == (ReviewState.DRAFT, recorder.user_id)


def test_a_village_of_two_counties_is_the_one_where_the_actor_records(write: Write) -> None:
    recorder = somebody("520603", Role.RECORDER)
    imported(NAME, write([person(1, members=1, county=None, town=None)]), recorder)
    assert Household.objects.get().village.code == "520603001001"


def test_a_number_of_elsewhere_is_taken_and_tells_nothing(write: Write) -> None:
    imported(NAME, write([person(1, members=1, county="万山区", town="示例镇")]))
    recorder = somebody("520602204", Role.RECORDER)
    found = examined(NAME, write([person(1, members=1)]), recorder)
    assert found.counts["wrong"] == 1
    assert [each.describe() for each in found.problems] == ["此编号已登记在您看不到的村"]


def test_what_is_changed_is_a_draft_again_on_both_sides_of_a_move_and_nothing_else(write: Write) -> None:
    imported(NAME, write(households(3)))
    assert set(Household.objects.values_list("review_state", flat=True)) == {ReviewState.REVIEWED}
    recorder = somebody("520602", Role.RECORDER)
    imported(NAME, write([moved()]), recorder)
    states = dict(Household.objects.values_list("number", "review_state"))
    assert states == {"示例户001": "draft", "示例户002": "draft", "示例户003": "reviewed"}


def test_what_was_judged_is_judged_again_where_it_is_stored(write: Write) -> None:
    """A scope that shrank, past every check: the writes themselves refuse."""
    from xieshou.domain.households.storing.settling import prepare
    from xieshou.domain.households.storing.writing import store
    from xieshou.workbooks.reading import read
    from xieshou.workbooks.registering import register_named

    reading = read(write(households(1)), register_named(NAME).workbook)
    recorder = somebody("520603", Role.RECORDER)
    with pytest.raises(OutsideScopeError):
        store(recorder, prepare(recorder, reading.table))
    assert not Household.objects.exists()


def test_two_who_import_at_once_do_not_overwrite_each_other(write: Write) -> None:
    imported(NAME, write(households(2)))
    first = examined(NAME, write(households(2, education="初中")))
    imported(NAME, write(households(2, education="高中")))
    with pytest.raises(StaleExaminationError):
        apply_examined(actor=somebody("52", Role.RECORDER), register=first.register, examination=first)
    assert set(Member.objects.values_list("education", flat=True)) == {"高中"}


def test_a_household_that_moves_to_another_village_goes_whole(write: Write) -> None:
    imported(NAME, write(households(1)))
    imported(NAME, write(households(1, village="邻村")))
    assert Household.objects.get().village.name == "邻村"


def test_parts_of_a_large_file_keep_households_and_moves_together(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is done with a million rows, part by part, tried with parts of three."""
    from xieshou.domain.households.storing import settling

    monkeypatch.setattr(settling, "_PART", 3)
    imported(NAME, write(households(6)))
    assert (Household.objects.count(), Member.objects.count()) == (6, 12)
    own = ("person", "name", "identity", "health", "person_phone", "person_identified")
    # The heads of two households change places, and everybody else is told again.
    first = person(2) | {field: person(1)[field] for field in own}
    second = person(1) | {field: person(2)[field] for field in own}
    rest = [row for row in households(6) if row["person"] not in ("示例人0011", "示例人0021")]
    path = write([first, *rest, second])
    done = imported(NAME, path)
    assert (done.changed, done.unchanged) == (2, 10)
    heads = Member.objects.filter(relation="户主").values_list("number", "household__number")
    assert ("示例人0011", "示例户002") in heads
    assert ("示例人0021", "示例户001") in heads
    assert {(each.household.number, each.relation) for each in FormerStay.objects.all()} == {
        ("示例户001", "户主"), ("示例户002", "户主"),
    }  # fmt: skip
    assert examined(NAME, path).counts["unchanged"] == 12
