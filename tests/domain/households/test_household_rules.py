"""What does not agree in one household: pure rules, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.domain.households.rules.consistency import findings
from xieshou.domain.households.rules.faults import Code, Severity
from xieshou.domain.households.rules.income import Income
from xieshou.domain.households.rules.relations import HEAD, Kin, kin, sex_of
from xieshou.domain.households.rules.sheet import Sheet, Someone
from xieshou.domain.households.rules.status import overlapping
from xieshou.kernel.period import Period

ON = date(2020, 6, 30)
HUSBAND = Someone("1", "示例夫", HEAD, "male", date(1975, 1, 1), skill="ordinary")
WIFE = Someone("2", "示例妻", "配偶", "female", date(1977, 1, 1), skill="ordinary")
SON = Someone("3", "示例子", "之子", "male", date(2008, 1, 1), schooling="小学六年级")
SOUND = Sheet(ON, (HUSBAND, WIFE, SON))


def codes(sheet: Sheet) -> set[Code]:
    return {fault.code for fault in findings(sheet)}


def with_son(**said: Any) -> Sheet:
    return replace(SOUND, people=(HUSBAND, WIFE, replace(SON, **said)))


def test_a_sound_household_has_nothing_to_say() -> None:
    assert findings(SOUND) == []


def with_income(income: Income) -> Sheet:
    return replace(SOUND, incomes=(income,))


@pytest.mark.parametrize(
    ("sheet", "code", "severity"),
    [
        (replace(SOUND, people=(WIFE, SON)), Code.NO_HEAD, Severity.DOUBT),
        (with_son(relation=HEAD), Code.TWO_HEADS, Severity.ERROR),
        (with_son(born_agrees=False), Code.BORN_AGAINST_ID, Severity.ERROR),
        (with_son(born=date(2021, 1, 1)), Code.BORN_IN_FUTURE, Severity.ERROR),
        (with_son(relation="之女"), Code.SEX_AGAINST_RELATION, Severity.DOUBT),
        (with_son(born=date(1970, 1, 1), schooling=""), Code.CHILD_OLDER_THAN_HEAD, Severity.DOUBT),
        (with_son(relation="之父"), Code.PARENT_YOUNGER_THAN_HEAD, Severity.DOUBT),
        (with_son(schooling="大学本科"), Code.SCHOOL_AGAINST_AGE, Severity.DOUBT),
        (with_son(schooling="非在校生"), Code.NOT_AT_SCHOOL, Severity.DOUBT),
        (with_son(months_away=Decimal(3)), Code.AWAY_TOO_YOUNG, Severity.DOUBT),
        (with_son(months_away=Decimal(3), skill="none"), Code.AWAY_WITHOUT_SKILL, Severity.DOUBT),
        (with_son(health="disabled"), Code.DISABLED_WITHOUT_NUMBER, Severity.DOUBT),
        (with_son(health="healthy", disability_number="x"), Code.NUMBER_WITHOUT_DISABLED, Severity.DOUBT),
        (with_son(left_behind="elder"), Code.ELDER_LEFT_BEHIND_YOUNG, Severity.DOUBT),
        (with_son(left_behind="woman"), Code.WOMAN_LEFT_BEHIND_MALE, Severity.ERROR),
        (with_son(empty_nest=True), Code.EMPTY_NEST_YOUNG, Severity.DOUBT),
        (replace(SOUND, house_grade="A", unsafe_house=True), Code.HOUSE_AGAINST_FLAG, Severity.ERROR),
        (
            replace(SOUND, safe_water=True, water_checks=(True, None, False, None)),
            Code.WATER_AGAINST_FLAG,
            Severity.ERROR,
        ),
        (replace(SOUND, house_year=2030), Code.HOUSE_FROM_FUTURE, Severity.ERROR),
        (replace(SOUND, main_cause="disability"), Code.CAUSE_WITHOUT_DISABLED, Severity.DOUBT),
        (replace(SOUND, main_cause="illness", second_cause="illness"), Code.CAUSE_TWICE, Severity.ERROR),
        (replace(SOUND, second_cause="illness"), Code.SECOND_WITHOUT_MAIN, Severity.DOUBT),
        (replace(SOUND, attribute="five_guarantees"), Code.FIVE_GUARANTEES_ABLE, Severity.DOUBT),
        (
            with_income(Income(2019, None, Decimal(1))),
            Code.INCOME_WITHOUT_PEOPLE,
            Severity.ERROR,
        ),
        (with_income(Income(2019, 3, Decimal(-1))), Code.INCOME_NEGATIVE, Severity.ERROR),
        (with_income(Income(2021, 3, Decimal(1))), Code.INCOME_OF_FUTURE, Severity.ERROR),
        (
            with_income(Income(2019, 3, Decimal(9000), stated_per_head=Decimal(4000))),
            Code.STATED_FAR_FROM_COMPUTED,
            Severity.DOUBT,
        ),
    ],
)
def test_what_does_not_agree_is_found(sheet: Sheet, code: Code, severity: Severity) -> None:
    assert [fault.severity for fault in findings(sheet) if fault.code is code][:1] == [severity]


def test_a_spouse_of_the_same_sex_is_only_a_hint() -> None:
    sheet = replace(SOUND, people=(HUSBAND, replace(WIFE, sex="male"), SON))
    found = {fault.code: fault.severity for fault in findings(sheet)}
    assert found == {Code.SPOUSE_OF_SAME_SEX: Severity.HINT}


def test_five_guarantees_go_to_the_old_without_a_word() -> None:
    old = Someone("1", "示例翁", HEAD, "male", date(1940, 1, 1), skill="none", destitute=True)
    assert codes(Sheet(ON, (old,), attribute="five_guarantees")) == set()


def test_relations_are_read_as_they_are_written() -> None:
    assert [kin(word) for word in ("之子", "长女", "妻", "之岳母", "孙子", "保姆")] == [
        Kin.CHILD, Kin.CHILD, Kin.SPOUSE, Kin.OTHER, Kin.GRANDCHILD, Kin.OTHER,
    ]  # fmt: skip
    assert [sex_of(word) for word in ("之儿媳", "之外孙子", "配偶", "子女")] == ["female", "male", "", ""]


def test_an_income_without_parts_is_what_was_stated() -> None:
    stated = Income(2019, 3, stated_per_head=Decimal("4100.50"))
    assert (stated.per_head, stated.computed, stated.formula) == (Decimal("4100.50"), False, "")
    assert Income(2019, 3).per_head is None


MONEY = st.one_of(st.none(), st.decimals(0, 100000, places=2))


@given(people=st.integers(1, 12), parts=st.tuples(*[MONEY] * 5))
def test_the_income_per_head_times_the_people_is_the_net_income(people: int, parts: Any) -> None:
    income = Income(2019, people, *parts)
    if income.net is None:
        assert income.per_head is None
    else:
        assert income.per_head is not None
        assert abs(income.per_head * people - income.net) <= Decimal("0.005") * people


def test_periods_that_share_a_day_are_found() -> None:
    one, other, third = (Period.parse(*each) for each in (("2014", "2016"), ("2016", None), ("2015", "2017")))
    assert overlapping([one, other]) == []
    assert overlapping([one, other, third]) == [(one, third), (third, other)]
