"""Record and change households: who may, what is kept, what cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.domain.households.building import TODAY, changed, household, members, people, recorder, village
from tests.domain.personal.numbers import identity, phone
from xieshou.domain.access import OutsideScopeError
from xieshou.domain.households import queries
from xieshou.domain.households.models import HEAD, Household, HouseholdIncome, Member
from xieshou.domain.households.queries import HouseholdFilter
from xieshou.domain.households.rules.faults import Code, Severity
from xieshou.domain.households.services import (
    HouseholdFacts,
    IncomeFacts,
    MemberFacts,
    RefusedError,
    facts_of_household,
    facts_of_member,
    findings_for,
    record_household,
    record_income,
    update_household,
    update_member,
)
from xieshou.domain.households.wording import words
from xieshou.domain.recorded.versions import StaleRecordError, version_of
from xieshou.domain.reviewed import ReviewState
from xieshou.domain.workflow.audit import kinds as audited
from xieshou.domain.workflow.audit.queries import history
from xieshou.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def codes(error: Any) -> set[Code]:
    return {fault.code for fault in error.value.faults}


def test_a_household_is_kept_with_its_people_as_a_draft_under_numbers_of_the_village() -> None:
    actor = recorder()
    first, second = household(actor), household(actor)
    assert (first.number, second.number) == ("520602204201-0001", "520602204201-0002")
    assert [each.number for each in members(first)] == [f"520602204201-0001-0{n}" for n in (1, 2, 3)]
    assert (first.review_state, first.recorded_by_id) == (ReviewState.DRAFT, actor.user_id)


def test_of_people_with_a_fault_nothing_is_kept() -> None:
    with pytest.raises(RefusedError) as error:
        record_household(
            actor=recorder(),
            facts=HouseholdFacts(village()),
            members=changed(people(), 1, relation=HEAD),
            today=TODAY,
        )
    assert codes(error) == {Code.TWO_HEADS}
    assert error.value.faults[0].member == "1"
    assert not Household.objects.exists()
    assert not Member.objects.exists()


def test_nobody_records_in_a_village_beyond_their_scope() -> None:
    other = village("520602101208", "高坝田村村民委员会")
    with pytest.raises(OutsideScopeError):
        household(recorder(), of=other)
    assert not Household.objects.exists()
    assert not Member.objects.exists()


def test_a_place_that_is_no_village_takes_no_household() -> None:
    town = village("520602204", "六龙山侗族土家族乡")
    town.level = 4
    town.save()
    with pytest.raises(RefusedError) as error:
        household(of=town)
    assert codes(error) == {Code.NO_VILLAGE}


def test_birth_and_sex_come_from_the_number_and_must_agree_with_it() -> None:
    number = identity(1)
    told = [MemberFacts("示例甲", HEAD, id_number=number)]
    record_household(actor=recorder(), facts=HouseholdFacts(village()), members=told, today=TODAY)
    kept = Member.objects.get()
    assert (kept.born_on, kept.sex, str(kept.id_number)) == (date(1900, 1, 1), "male", "522628********001X")
    wrong = [MemberFacts("示例乙", HEAD, id_number=identity(3), born_on=date(1901, 1, 1), sex="female")]
    with pytest.raises(RefusedError) as error:
        record_household(actor=recorder(), facts=HouseholdFacts(village()), members=wrong, today=TODAY)
    assert codes(error) == {Code.BORN_AGAINST_ID, Code.SEX_AGAINST_ID}


def test_a_later_change_of_birth_is_held_against_the_sealed_number() -> None:
    told = [MemberFacts("示例甲", HEAD, id_number=identity(1))]
    record_household(actor=recorder(), facts=HouseholdFacts(village()), members=told, today=TODAY)
    kept = Member.objects.get()
    masked = MemberFacts("示例甲", HEAD, id_number=str(kept.id_number), sex="male", born_on=date(1950, 1, 1))
    with pytest.raises(RefusedError) as error:
        update_member(actor=recorder(), member=kept, facts=masked, today=TODAY)
    assert codes(error) == {Code.BORN_AGAINST_ID}


def test_what_was_refused_never_shows_a_number() -> None:
    bad = identity(1)[:-1] + "Y"
    with pytest.raises(RefusedError) as error:
        household_with(id_number=bad, phone="12", disability_number=bad)
    assert {fault.field for fault in error.value.faults} == {"id_number", "phone", "disability_number"}
    shown = str(error.value) + repr(error.value.faults) + "".join(map(words, error.value.faults))
    assert bad not in shown
    assert "12" not in shown.replace("520602", "")


def household_with(**said: Any) -> Household:
    told = [MemberFacts("示例甲", HEAD, **said)]
    return record_household(actor=recorder(), facts=HouseholdFacts(village()), members=told, today=TODAY)


def test_a_mask_that_is_not_on_record_is_refused_and_one_that_is_leaves_the_number() -> None:
    with pytest.raises(RefusedError):
        household_with(id_number="522628********001X")
    household_with(id_number=identity(1), phone=phone(1))
    kept = Member.objects.get()
    told = MemberFacts(
        "示例甲", HEAD, sex="male", born_on=kept.born_on, id_number=str(kept.id_number),
        phone=str(kept.phone), number=kept.number, education="小学",
    )  # fmt: skip
    update_member(actor=recorder(), member=kept, facts=told, today=TODAY)
    kept.refresh_from_db()
    assert (kept.id_number, kept.education) == (identity(1), "小学")


def test_a_change_of_a_part_leaves_the_rest_as_it_is_on_record() -> None:
    home = household_with(id_number=identity(1), phone=phone(1), health="chronic", joined_on=date(2015, 1, 1))
    kept = Member.objects.get()
    before = Member.history.count()
    update_member(actor=recorder(), member=kept, facts=facts_of_member(kept), today=TODAY)
    update_household(actor=recorder(), household=home, facts=facts_of_household(home), today=TODAY)
    assert Member.history.count() == before
    said = replace(facts_of_member(kept), education="小学")
    update_member(actor=recorder(), member=kept, facts=said, today=TODAY)
    kept.refresh_from_db()
    assert (kept.education, kept.health, kept.joined_on) == ("小学", "chronic", date(2015, 1, 1))
    assert (kept.id_number, kept.phone) == (identity(1), phone(1))


def test_who_looked_at_an_earlier_version_changes_nothing() -> None:
    home = household()
    seen = version_of(home)
    said = HouseholdFacts(home.village, number=home.number)
    update_household(
        actor=recorder(), household=home, facts=replace(said, hamlet="龙田组"), today=TODAY, seen=seen
    )
    with pytest.raises(StaleRecordError):
        update_household(
            actor=recorder(), household=home, facts=replace(said, hamlet="别处"), today=TODAY, seen=seen
        )
    home.refresh_from_db()
    assert home.hamlet == "龙田组"


def test_what_is_as_it_was_stays_reviewed_and_a_change_makes_a_draft() -> None:
    home = household()
    Household.objects.update(review_state=ReviewState.REVIEWED)
    said = HouseholdFacts(home.village, number=home.number)
    assert (
        update_household(actor=recorder(), household=home, facts=said, today=TODAY).review_state == "reviewed"
    )
    again = update_household(
        actor=recorder(), household=home, facts=replace(said, hamlet="龙田组"), today=TODAY
    )
    assert again.review_state == ReviewState.DRAFT


def test_the_income_of_a_year_is_computed_with_its_formula_and_stands_once() -> None:
    home = household(size=4)
    Household.objects.update(review_state=ReviewState.REVIEWED)
    facts = IncomeFacts(2019, 4, Decimal(12000), Decimal(8000), Decimal(3000), None, Decimal(500))
    record_income(actor=recorder(), household=home, facts=facts, today=TODAY)
    home.refresh_from_db()
    assert home.review_state == ReviewState.DRAFT
    line = queries.lines_of(recorder(), [home], TODAY)[0]
    assert line.income is not None
    assert line.income.per_head == Decimal("4375.00")
    assert line.income.formula == "(12000 + 8000 − 3000 + 0 + 500) ÷ 4"
    record_income(actor=recorder(), household=home, facts=replace(facts, wage=Decimal(13000)), today=TODAY)
    assert HouseholdIncome.objects.get().wage == 13000


def test_an_income_without_a_number_of_people_is_that_of_those_who_lived_there() -> None:
    home = household(size=4)
    stored = record_income(
        actor=recorder(), household=home, facts=IncomeFacts(2019, wage=Decimal(1)), today=TODAY
    )
    assert stored.people == 4


def test_findings_of_what_is_typed_write_nothing_and_take_masks_for_what_is_on_record() -> None:
    household_with(id_number=identity(1))
    kept = Member.objects.get()
    before = Member.history.count()
    told = [
        MemberFacts("示例甲", HEAD, id_number=str(kept.id_number), sex="female", born_on=kept.born_on),
        MemberFacts("示例乙", "配偶", id_number=identity(1), left_behind="child", health="disabled"),
    ]
    found = findings_for(
        HouseholdFacts(village(), house_grade="D", unsafe_house=False), told, on=TODAY,
        stored=kept.household, stored_members={0: kept},
    )  # fmt: skip
    assert {(each.code, each.member) for each in found if each.severity is Severity.ERROR} == {
        (Code.SEX_AGAINST_ID, "0"),
        (Code.ID_TWICE, "1"),
        (Code.CHILD_LEFT_BEHIND_GROWN, "1"),
        (Code.HOUSE_AGAINST_FLAG, ""),
    }
    assert (Code.DISABLED_WITHOUT_NUMBER, "1") in {(each.code, each.member) for each in found}
    assert Member.history.count() == before
    assert str(Member.objects.get().sex) == "male"
    assert all(words(each) for each in found)


def test_people_are_found_by_a_whole_number_and_never_beyond_the_reach() -> None:
    home = household_with(id_number=identity(1), phone=phone(7))
    for number in (identity(1), phone(7)):
        assert list(queries.households(recorder(), HouseholdFilter(TODAY, number=number))) == [home]
        assert not queries.households(recorder("520602101"), HouseholdFilter(TODAY, number=number)).exists()
    assert not queries.households(recorder(), HouseholdFilter(TODAY, number=identity(1)[:10])).exists()
    assert identity(1) not in repr(HouseholdFilter(TODAY, number=identity(1)))


def test_the_history_of_somebody_shows_nothing_sealed_in_clear() -> None:
    household_with(
        id_number=identity(1), phone=phone(7), health="disabled", disability_number=identity(1) + "41"
    )
    kept = Member.objects.get()
    told = MemberFacts(
        "示例甲", HEAD, number=kept.number, sex="male", born_on=kept.born_on, id_number=identity(1),
        phone=phone(8), health="serious", disability_number=identity(1) + "42",
    )  # fmt: skip
    update_member(actor=recorder(), member=kept, facts=told, today=TODAY)
    rows = history(SYSTEM, audited.kind_named("member"), kept.pk)
    shown = str([(each.title, each.before, each.after) for row in rows for each in row.differences])
    assert len(rows) == 2
    for secret in (identity(1), phone(7), phone(8), "disabled", "serious", "残疾'", "大病"):
        assert secret not in shown.replace("残疾证号", "")


def test_people_of_a_village_beyond_the_scope_are_not_there() -> None:
    home = household()
    stranger = recorder("520602101")
    with pytest.raises(Household.DoesNotExist):
        queries.household_by_id(stranger, home.pk)
    with pytest.raises(Member.DoesNotExist):
        queries.member_by_id(stranger, members(home)[0].pk)
    assert queries.members_on(stranger, home, TODAY) == []
    assert queries.search(stranger, "示例", TODAY) == []
    assert queries.search(recorder(), "示例户", TODAY) == [home]
    assert queries.search(recorder(), home.number[:13], TODAY) == [home]
