"""The same seed gives the same bytes; another seed, another register."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.demo.registers.conftest import Made
from xieshou.demo.registers import Asked, NotEmptyError, making, write_registers


def _hashes(folder: Path, asked: Asked) -> dict[str, str]:
    manifest = write_registers(asked, folder)
    return {name: facts["sha256"] for name, facts in manifest["files"].items()}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    asked = Asked(3_000, 5)
    first = _hashes(tmp_path / "a", asked)
    assert _hashes(tmp_path / "b", asked) == first
    assert set(_hashes(tmp_path / "c", Asked(3_000, 6)).values()).isdisjoint(first.values())


def test_the_manifest_says_what_was_asked_and_that_all_is_made_up(made: Made) -> None:
    kept = json.loads((made.folder / "manifest.json").read_text("utf-8"))
    assert "示例" in kept["note"]
    assert kept["asked"] == {"people": 20_000, "seed": 11, "year": 2020, "counties": []}
    assert {name: facts["rows"] for name, facts in kept["files"].items()} == {
        "register-2019.parquet": made.years[2019].height,
        "register-2020.parquet": made.years[2020].height,
        "faults.parquet": made.faults.height,
    }


def test_a_register_is_replaced_and_a_folder_with_anything_else_is_left_alone(tmp_path: Path) -> None:
    first = _hashes(tmp_path, Asked(1_000, 1))
    assert _hashes(tmp_path, Asked(1_000, 2)) != first
    (tmp_path / "mine.txt").write_text("keep", "utf-8")
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    with pytest.raises(NotEmptyError):
        write_registers(Asked(1_000, 3), tmp_path)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_a_register_in_parts_repeats_no_number_and_no_household(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import polars as pl

    monkeypatch.setattr(making, "PART", 1_000)
    asked = Asked(4_000, 8, counties=("422801",))
    years: dict[int, list[pl.DataFrame]] = {}
    faults = []
    for part in making.parts(asked):
        faults.append(part.faults)
        for year, frame in part.years.items():
            years.setdefault(year, []).append(frame)
    wrong = pl.concat(faults)
    for year, frames in years.items():
        assert len(frames) == 4
        whole = pl.concat(frames)
        assert whole["person"].is_duplicated().sum() == 0
        at = [set(frame["household"]) for frame in frames]
        assert len(set.union(*at)) == sum(map(len, at))
        mine = wrong.filter(pl.col("year") == year)
        planted = mine.filter(pl.col("kind").is_in(["duplicate_identity", "two_households"]))
        sound = whole.filter(~pl.col("person").is_in(planted["person"].implode()))
        assert sound["identity"].drop_nulls().is_duplicated().sum() == 0
        assert whole.filter(pl.col("died").is_null()).height > 3_800
