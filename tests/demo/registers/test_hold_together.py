"""What was not planted is right: else a check that finds it would be said to be wrong."""

from __future__ import annotations

import polars as pl
import pytest

from tests.demo.registers.conftest import PEOPLE, Made
from xieshou.demo.registers.incomes import line_of

YEARS = pytest.mark.parametrize("year", [2019, 2020])
SCHOOL = ["小学", "七年级", "八年级", "九年级", "普通高中", "中职"]


def _age(year: int) -> pl.Expr:
    return year - pl.col("born").dt.year()


@YEARS
def test_a_household_has_one_head_at_most_one_spouse_and_the_people_it_counts(made: Made, year: int) -> None:
    living = pl.col("died").is_null()
    for_each = made.sound(year).group_by("household").agg(
        ((pl.col("relation") == "户主") & living).sum().alias("heads"),
        ((pl.col("relation") == "配偶") & living).sum().alias("spouses"),
        living.sum().alias("living"),
        pl.col("members").unique(),
    )  # fmt: skip
    assert for_each["heads"].unique().to_list() == [1]
    assert for_each["spouses"].max() == 1
    assert for_each.filter(pl.col("members").list.len() > 1).height == 0
    assert for_each.filter(pl.col("members").list.first() != pl.col("living")).height == 0


@YEARS
def test_relations_fit_ages_and_sexes(made: Made, year: int) -> None:
    frame = made.sound(year).filter(pl.col("died").is_null()).with_columns(_age(year).alias("age"))
    heads = frame.filter(pl.col("relation") == "户主").select(
        "household", pl.col("age").alias("head_age"), pl.col("sex").alias("head_sex")
    )
    both = frame.join(heads, on="household")
    older = pl.col("head_age") - pl.col("age")
    assert both.filter((pl.col("relation") == "配偶") & (pl.col("sex") == pl.col("head_sex"))).height == 0
    assert both.filter(pl.col("relation").is_in(["户主", "配偶"]) & (pl.col("age") < 20)).height == 0
    assert both.filter(pl.col("relation").is_in(["之子", "之女"]) & (older < 18)).height == 0
    assert both.filter(pl.col("relation").is_in(["之父", "之母"]) & (older > -18)).height == 0
    men = both.filter(pl.col("relation").is_in(["之子", "之孙子", "之父", "之公公", "之岳父"]))
    women = both.filter(pl.col("relation").is_in(["之女", "之孙女", "之母", "之婆婆", "之岳母", "之儿媳"]))
    assert (men["sex"].unique().to_list(), women["sex"].unique().to_list()) == (["male"], ["female"])


@YEARS
def test_the_number_tells_birth_and_sex(made: Made, year: int) -> None:
    frame = made.sound(year).filter(pl.col("identity").is_not_null())
    number = pl.col("identity")
    male = number.str.slice(16, 1).cast(pl.Int8) % 2 == 1
    born = number.str.slice(6, 8).str.to_date("%Y%m%d")
    assert frame.filter((male != (pl.col("sex") == "male")) | (born != pl.col("born"))).height == 0
    certificate = pl.col("disability").is_not_null()
    assert frame.filter(certificate != (pl.col("health") == "disabled")).height == 0
    assert frame.filter(certificate & (pl.col("disability").str.slice(0, 18) != number)).height == 0


@YEARS
def test_the_income_of_a_head_follows_from_its_parts_and_the_status_from_the_line(
    made: Made, year: int
) -> None:
    frame = made.sound(year)
    assert {frame[name].dtype for name in ("wage", "income")} == {pl.Decimal(12, 2)}
    cents = {
        name: (pl.col(name) * 100).cast(pl.Int64)
        for name in ("wage", "business", "business_cost", "property", "transfer", "income")
    }
    total = sum((cents[n] for n in ("wage", "business", "property", "transfer")), -cents["business_cost"])
    half_up = (2 * total + pl.col("members")) // (2 * pl.col("members"))
    assert frame.filter(half_up != cents["income"]).height == 0
    line = line_of(year)
    below = pl.col("income") < line
    assert frame.filter(below & (pl.col("status") == "out")).height == 0
    assert frame.filter(~below & pl.col("status").is_in(["poor", "returned"])).height == 0


@YEARS
def test_children_go_to_school_and_do_not_work(made: Made, year: int) -> None:
    frame = made.sound(year).with_columns(_age(year).alias("age")).filter(pl.col("died").is_null())
    assert frame.filter(pl.col("age").is_between(6, 15) & ~pl.col("schooling").is_in(SCHOOL)).height == 0
    assert frame.filter((pl.col("age") < 16) & (pl.col("months") > 0)).height == 0
    assert frame["months"].is_between(0, 12).all()
    assert frame.filter((pl.col("age") > 29) & (pl.col("schooling") != "非在校生")).height == 0


@YEARS
def test_houses_water_causes_and_dates_agree_with_themselves(made: Made, year: int) -> None:
    frame = made.sound(year)
    checks = pl.all_horizontal(f"water_{each}" for each in ("quantity", "quality", "distance", "reliability"))
    wrong = {
        "house": pl.col("unsafe_house") != pl.col("house_grade").is_in(["C", "D"]),
        "water": pl.col("water") != checks,
        "cause": (pl.col("cause") == pl.col("cause2")) | (pl.col("cause2") == pl.col("cause3")),
        "third": pl.col("cause") == pl.col("cause3"),
        "risk": pl.col("risk_ended") < pl.col("risk_found"),
        "later": pl.max_horizontal("identified", "person_identified", "risk_found", "died") > pl.col("dated"),
        "birth": pl.col("person_identified") < pl.col("born"),
        "paid": pl.col("died").is_not_null() & (pl.col("pension") | (pl.col("months") > 0)),
    }
    found = {name: frame.filter(condition).height for name, condition in wrong.items()}
    assert found == dict.fromkeys(wrong, 0)


def test_there_are_as_many_people_as_were_asked_for_beside_the_copies(made: Made) -> None:
    copies = made.planted(2019, "entered_twice") | made.planted(2019, "two_households")
    assert made.years[2019].height == PEOPLE + len(copies)
    sizes = made.sound(2019).unique("household")["members"]
    assert 3.4 < float(sizes.mean() or 0) < 3.9  # 22896 people in 6278 households: 3.65 (A23-1)


def test_a_few_villages_hold_much_of_the_poverty(made: Made) -> None:
    poor = (
        made.years[2019].filter(pl.col("status") == "poor").group_by("village_code").len().sort("len")["len"]
    )
    villages = made.years[2019]["village_code"].n_unique()
    assert poor.tail(villages // 5).sum() > 0.5 * poor.sum()


def test_ages_have_a_hollow_where_the_young_left(made: Made) -> None:
    age = made.sound(2019).select(_age(2019).alias("age"))["age"]
    young, old = age.is_between(22, 33).sum(), age.is_between(40, 51).sum()
    assert 0.2 * old < young < 0.7 * old
