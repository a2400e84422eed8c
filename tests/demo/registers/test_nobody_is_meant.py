"""Nobody has the numbers, and everything that could be taken for real says that it is not."""

from __future__ import annotations

import re
from importlib.resources import files

import polars as pl
import pytest

from tests.demo.registers.conftest import Made
from xieshou.demo.registers.villages import COUNTIES
from xieshou.domain.places.history.lower import read_villages
from xieshou.domain.places.history.revisions import read_table
from xieshou.kernel.codes import IdentityDoubt, parse_identity_number

REGIONS = {f"{county[:4]}{last}" for county in COUNTIES for last in range(91, 100)}


@pytest.mark.parametrize("year", [2019, 2020])
def test_numbers_pass_the_check_and_come_from_counties_that_never_were(made: Made, year: int) -> None:
    wrong = made.planted(year, "wrong_check_digit")
    sound = made.years[year].filter(~pl.col("person").is_in(list(wrong)) & pl.col("identity").is_not_null())
    for text in sound["identity"].sample(2_000, seed=1):
        assert parse_identity_number(text).doubt is IdentityDoubt.UNKNOWN_COUNTY
        assert text[:6] in REGIONS


def test_no_list_of_any_year_has_these_counties() -> None:
    listed = files("stdnum.cn").joinpath("loc.dat").read_text("utf-8")
    provinces: dict[str, set[str]] = {}
    province = ""
    for line in listed.splitlines():
        if found := re.match(r"(\d\d) ", line):
            province = found[1]
        elif found := re.match(r" +(\d{4}) ", line):
            provinces.setdefault(province, set()).add(province + found[1])
    known = set.union(*provinces.values()) | {row["code"] for row in read_table("areas.csv")}
    assert "422801" in known
    assert not REGIONS & known


def test_made_up_villages_have_codes_that_real_ones_in_their_counties_have_not(made: Made) -> None:
    real = {village.code for village in read_villages(frozenset(COUNTIES))}
    assert len(real) > 5_000
    assert not real & set(made.years[2020]["village_code"])


@pytest.mark.parametrize("year", [2019, 2020])
def test_households_people_and_villages_are_called_examples_and_no_telephone_rings(
    made: Made, year: int
) -> None:
    frame = made.years[year]
    for column in ("household", "person", "village", "town"):
        assert frame[column].str.starts_with("示例").all()
    for column in ("household_phone", "person_phone"):
        assert frame[column].drop_nulls().str.contains(r"^100[0-9]{8}$").all()
