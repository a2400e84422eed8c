"""One small register for all tests, and what was planted in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from xieshou.demo.registers import Asked, write_registers

YEAR = 2020
PEOPLE = 20_000


@dataclass(frozen=True)
class Made:
    """The folder that was written, and what stands in it."""

    folder: Path
    manifest: dict[str, Any]
    years: dict[int, pl.DataFrame]
    faults: pl.DataFrame

    def sound(self, year: int) -> pl.DataFrame:
        """The rows of households in which nothing was planted."""
        bad = self.faults.filter(pl.col("year") == year)
        frame = self.years[year]
        others = frame.filter(pl.col("person").is_in(bad["other"].drop_nulls().implode()))["household"]
        wrong = pl.concat([bad["household"], others]).implode()
        return frame.filter(~pl.col("household").is_in(wrong))

    def planted(self, year: int, kind: str, column: str = "person") -> set[str]:
        """Whom faults of a kind were planted on."""
        mine = self.faults.filter((pl.col("year") == year) & (pl.col("kind") == kind))
        return set(mine[column].drop_nulls())


def read(folder: Path, manifest: dict[str, Any]) -> Made:
    years = {int(year): pl.read_parquet(folder / f"register-{year}*.parquet") for year in manifest["years"]}
    return Made(folder, manifest, years, pl.read_parquet(folder / "faults.parquet"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("register")
    return read(folder, write_registers(Asked(PEOPLE, seed=11, year=YEAR), folder))
