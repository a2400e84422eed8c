"""Every fault that is recorded is there, and looking for it finds those that are recorded and no others."""

from __future__ import annotations

import polars as pl
import pytest

from tests.demo.registers.conftest import Made
from xieshou.demo.registers.doubles import RATES
from xieshou.demo.registers.faults import KINDS
from xieshou.kernel.codes import IdentityProblem, check_identity_number

YEARS = pytest.mark.parametrize("year", [2019, 2020])


def _found(frame: pl.DataFrame, condition: pl.Expr, column: str = "person") -> set[str]:
    return set(frame.filter(condition)[column])


def test_there_are_many_kinds_and_each_is_planted(made: Made) -> None:
    kinds = {fault.kind for fault in KINDS} | set(RATES)
    assert len(kinds) >= 15
    assert set(made.faults["kind"]) == kinds
    first = {fault.kind for fault in KINDS if not fault.later} | set(RATES)
    assert set(made.faults.filter(pl.col("year") == 2019)["kind"]) == first


def test_no_household_has_two_faults(made: Made) -> None:
    alone = made.faults.filter(~pl.col("kind").is_in(list(RATES)))
    assert alone.select("year", "household").is_duplicated().sum() == 0


@YEARS
def test_looking_for_simple_faults_finds_just_those(made: Made, year: int) -> None:
    frame = made.years[year]
    age = year - pl.col("born").dt.year()
    living = pl.col("died").is_null()
    school = pl.col("schooling")
    looked_for = {
        "more_than_twelve_months": pl.col("months") > 12,
        "child_at_work": (age < 16) & (pl.col("months") > 0),
        "drop_out": age.is_between(6, 15) & (school == "非在校生") & living,
        "grown_in_primary_school": (age >= 30) & (school == "小学"),
        "child_in_senior_school": (age < 10) & (school == "普通高中"),
        "child_with_degree": (age < 16) & (pl.col("education") == "本科及以上"),
        "dead_still_working": ~living & (pl.col("months") > 0),
        "dead_still_paid": ~living & pl.col("pension"),
        "identified_before_birth": pl.col("person_identified") < pl.col("born"),
        "unable_at_work": (pl.col("skill") == "lost") & (pl.col("months") > 0),
        "healthy_with_certificate": (pl.col("health") != "disabled") & pl.col("disability").is_not_null(),
    }
    wrong = {kind: _found(frame, each) ^ made.planted(year, kind) for kind, each in looked_for.items()}
    assert wrong == {kind: set() for kind in looked_for}


@YEARS
def test_looking_for_faults_of_households_finds_just_those(made: Made, year: int) -> None:
    frame = made.years[year]
    heads = ((pl.col("relation") == "户主") & pl.col("died").is_null()).sum().over("household")
    living = pl.col("died").is_null().sum().over("household")
    checks = pl.all_horizontal(f"water_{each}" for each in ("quantity", "quality", "distance", "reliability"))
    looked_for = {
        "two_heads": heads > 1,
        "safe_flag_on_unsafe_house": ~pl.col("unsafe_house") & pl.col("house_grade").is_in(["C", "D"]),
        "unsafe_flag_on_safe_house": pl.col("unsafe_house") & pl.col("house_grade").is_in(["A", "B"]),
        "water_against_checks": pl.col("water") & ~checks,
        "risk_gone_before_found": pl.col("risk_ended") < pl.col("risk_found"),
        "cause_twice": pl.col("cause") == pl.col("cause2"),
    }
    for kind, each in looked_for.items():
        assert _found(frame, each, "household") == made.planted(year, kind, "household"), kind
    miscounted = _found(frame, pl.col("members") > living, "household")
    # Who is dead by a fault was counted when alive.
    dead = made.planted(year, "dead_still_paid", "household") | made.planted(
        year, "dead_still_working", "household"
    )
    assert miscounted - dead == made.planted(year, "members_miscounted", "household") - dead


@YEARS
def test_wrong_check_digits_and_numbers_that_two_have_are_those_recorded(made: Made, year: int) -> None:
    frame = made.years[year].filter(pl.col("identity").is_not_null())
    wrong = {
        person
        for person, number in frame.select("person", "identity").iter_rows()
        if check_identity_number(number) is IdentityProblem.CHECK_DIGIT
    }
    assert wrong == made.planted(year, "wrong_check_digit")
    twice = _found(frame, pl.col("identity").is_duplicated())
    recorded = set[str]()
    for kind in ("duplicate_identity", "two_households"):
        recorded |= made.planted(year, kind) | made.planted(year, kind, "other")
    assert twice == recorded


@YEARS
def test_who_is_entered_twice_has_the_same_birth_and_village_and_another_spelling(
    made: Made, year: int
) -> None:
    pairs = made.faults.filter((pl.col("year") == year) & (pl.col("kind") == "entered_twice"))
    assert pairs.height > 5
    people = made.years[year].select("person", "name", "born", "village_code", "sex", "identity", "household")
    both = pairs.select("person", "other").join(people, on="person").join(
        people, left_on="other", right_on="person", suffix="_other"
    )  # fmt: skip
    assert both.height == pairs.height
    for same in ("born", "village_code", "sex"):
        assert both.filter(pl.col(same) != pl.col(f"{same}_other")).height == 0
    assert both.filter(pl.col("name") == pl.col("name_other")).height == 0
    assert both.filter(pl.col("name").str.len_chars() != pl.col("name_other").str.len_chars()).height == 0
    assert both["identity"].null_count() == both.height


def test_jumps_of_income_are_those_recorded(made: Made) -> None:
    before, after = (
        made.years[year].unique("household").select("household", "income", "status") for year in (2019, 2020)
    )
    both = after.join(before, on="household", suffix="_before").filter(pl.col("income_before") > 0)
    jumped = _found(both, pl.col("income") > 4 * pl.col("income_before"), "household")
    doubled = made.planted(2020, "income_does_not_add_up", "household")
    assert jumped - doubled == made.planted(2020, "income_jump", "household")
