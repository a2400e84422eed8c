"""The second year follows from the first: the same people, a year on."""

from __future__ import annotations

import polars as pl

from tests.demo.registers.conftest import Made


def test_people_of_both_years_are_the_same_people(made: Made) -> None:
    before, after = made.sound(2019), made.sound(2020)
    both = before.join(after, on="person", suffix="_after")
    assert both.height > 0.9 * before.height
    for column in ("name", "identity", "born", "sex", "nationality"):
        assert both.filter(pl.col(column).ne_missing(pl.col(f"{column}_after"))).height == 0


def test_births_deaths_marriages_moves_and_splits_are_those_of_the_manifest(made: Made) -> None:
    events = made.manifest["events"]
    assert all(events[name] > 0 for name in ("births", "deaths", "married_in", "moved_out", "moved", "split"))
    after = made.years[2020]
    copies = made.planted(2020, "entered_twice") | made.planted(2020, "two_households")
    new = after.join(made.years[2019], on="person", how="anti").filter(~pl.col("person").is_in(list(copies)))
    assert new.filter(pl.col("born").dt.year() == 2020).height == events["births"]
    new = new.join(made.sound(2020), on="person", how="semi")
    assert set(new.filter(pl.col("born").dt.year() < 2020)["relation"]) == {"之儿媳"}
    left = made.years[2019].join(made.years[2020], on="person", how="anti")
    assert left.height >= events["moved_out"]
    households = set(made.years[2020]["household"]) - set(made.years[2019]["household"])
    assert len(households) == events["split"]


def test_most_of_the_poor_leave_poverty_and_a_few_return(made: Made) -> None:
    before, after = (
        made.years[year].unique("household").select("household", "status") for year in (2019, 2020)
    )
    both = before.join(after, on="household", suffix="_after")
    poor = both.filter(pl.col("status") == "poor")
    assert poor.filter(pl.col("status_after") == "out").height > 0.8 * poor.height
    assert both.filter((pl.col("status") == "out") & (pl.col("status_after") == "returned")).height > 0
    assert both.filter((pl.col("status") == "out") & (pl.col("status_after") == "poor")).height == 0


def test_who_died_within_the_year_stands_there_with_the_day(made: Made) -> None:
    died = made.sound(2020).filter(pl.col("died").is_not_null())
    assert died["died"].dt.year().unique().to_list() == [2020]
    assert set(died["person"]) <= set(made.years[2019]["person"])
