"""The example county: a made-up register of households (示例) in made-up villages of a real county.

The county is the cast's own, 台江县, so that they find work there. The register is as large as the average
of the eight counties of 恩施州 at the start of its pairing: 52.5万 poor people (S31) ÷ 8. Its villages are
none of the county's: they are called 示例…村, and their codes begin at 800 in a town.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from xieshou.demo.registers import Asked, parts
from xieshou.domain.certainty import Certainty
from xieshou.domain.households.models import Household
from xieshou.domain.places.history.lower import Village
from xieshou.domain.places.loading import prepared_village, store_villages
from xieshou.domain.places.models import Division, Level
from xieshou.domain.workflow.ledgers.importing import apply_examined, examine
from xieshou.kernel.actor import Actor
from xieshou.workbooks.registering import register_named

COUNTY = "522630"
PEOPLE = 66_000
REGISTER = "households-form"
SOURCE = "示例,并无此村"
_SEED = 2026
_FIRST = 800
"""Real lists do not reach this number in a town of the county."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in of one year: rows taken, and rows refused for a fault that was planted in them."""

    year: int
    rows: int
    wrong: int


def is_due() -> bool:
    """Is there no household on record yet? What somebody removed does not come back."""
    return not Household.objects.unscoped("only whether there is any").exists()


def bring_in(*, actor: Actor, people: int, on: date) -> list[Brought]:
    """Make the register of the two years before ``on`` and import it, the earlier year first.

    Rows with planted faults that no register takes are left out; the others stay for the page of quality to
    show.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    (made,) = parts(Asked(people, _SEED, on.year - 1, (COUNTY,)))
    years = sorted(made.years)
    # The form has no column for a death: who died in the year is not on it.
    living = {year: made.years[year].filter(pl.col("died").is_null()) for year in years}
    villages = _villages(pl.concat(made.years.values()))
    store_villages(
        [prepared_village(each) for each in villages["made"]],
        actor=actor,
        source=SOURCE,
        certainty=Certainty.SAMPLE,
    )
    places = villages.select("village_code", "town_name", "village_name")
    with tempfile.TemporaryDirectory(prefix="xieshou-county-") as folder:
        return [
            _import(actor, year, _placed(living[year], places), Path(folder) / f"{year}.parquet")
            for year in years
        ]


def _villages(frame: pl.DataFrame) -> pl.DataFrame:
    """The made-up villages, each moved into a real town of the county: ``made`` is what is stored of it."""
    towns = [
        (each.code, each.name)
        for each in Division.objects.filter(level=Level.TOWN, code__startswith=COUNTY).order_by("code")
    ]
    found = frame.select("village_code", "village").unique().sort("village_code")
    rows = []
    for place, (code, name) in enumerate(found.iter_rows()):
        town_code, town = towns[place % len(towns)]
        number = _FIRST + place // len(towns)
        rows.append((code, town, name, Village(f"{town_code}{number}", name, town_code)))
    return pl.DataFrame(
        rows,
        schema={
            "village_code": pl.String,
            "town_name": pl.String,
            "village_name": pl.String,
            "made": pl.Object,
        },
        orient="row",
    )


def _placed(frame: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """The people of a year where their villages now lie."""
    moved = frame.join(places, on="village_code", how="left", maintain_order="left")
    return moved.with_columns(town=pl.col("town_name"), village=pl.col("village_name")).select(
        column for column in frame.columns if column != "village_code"
    )


def _import(actor: Actor, year: int, frame: pl.DataFrame, file: Path) -> Brought:
    frame.write_parquet(file)
    register = register_named(REGISTER)
    found = examine(actor=actor, register=register, source=file, name=file.name)
    done = apply_examined(actor=actor, register=register, examination=found, right_rows_only=True)
    return Brought(year, done.new + done.changed + done.unchanged, done.wrong)
