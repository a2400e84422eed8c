"""``xieshou demo register`` writes what it says, and ``xieshou demo`` is still there beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl

from tests.support.running import Home

Homes = Callable[[str], Home]


def test_it_writes_both_years_faults_and_manifest_and_needs_no_home(make_home: Homes, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = make_home("none").run(
        "demo", "register", "--people", "1500", "--seed", "3", "--year", "2021", "--county", "520602",
        "--out", str(out), "--json", XIESHOU_HOME="/nowhere",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said == json.loads((out / "manifest.json").read_text("utf-8"))
    assert sorted(said["years"]) == ["2020", "2021"]
    frame = pl.read_parquet(out / "register-2021.parquet")
    assert frame["village_code"].str.slice(0, 6).unique().to_list() == ["520602"]


def test_a_wrong_county_and_a_folder_in_use_are_refused_in_words(make_home: Homes, tmp_path: Path) -> None:
    home = make_home("none")
    wrong = home.run("demo", "register", "--people", "500", "--county", "5206", "--out", str(tmp_path / "a"))
    assert (wrong.returncode, "5206" in wrong.stderr) == (2, True)
    (tmp_path / "mine.txt").write_text("keep", "utf-8")
    used = home.run("demo", "register", "--people", "500", "--out", str(tmp_path))
    assert (used.returncode, "Traceback" in used.stderr) == (2, False)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_the_demonstration_itself_keeps_its_options(make_home: Homes) -> None:
    done = make_home("none").run("demo", "--port", "0")
    assert done.returncode == 2
    assert "--port" in done.stderr
