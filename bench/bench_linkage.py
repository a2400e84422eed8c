"""How well and how fast duplicates are found.

python -m bench.bench_linkage                    # the labelled 示例 register and FEBRL 1–4
python -m bench.bench_linkage people 50000 3300 1     # the labelled register: people, copies, seed
python -m bench.bench_linkage febrl var/febrl    # FEBRL; its files are fetched into the folder
nice python -m bench.bench_linkage speed 1000000 # time and memory, in a process of its own
python -m bench.bench_linkage variants           # other thresholds, shipped weights, each rule left out
"""

from __future__ import annotations

import dataclasses
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

import polars as pl

from bench import febrl
from bench.linkage_people import Labelled, make
from xieshou.linkage import Found, Settings, Weights, blocking, find_duplicates

THRESHOLDS = (0.5, 0.8, 0.9, 0.95, 0.99)


def figures(true: int, found: int, right: int) -> str:
    """Precision, recall, F1."""
    precision, recall = right / max(found, 1), right / max(true, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}  ({found:,} found, {right:,} right of {true:,})"


def held(found: Found, labelled: Labelled, threshold: float) -> str:
    """The pairs from a threshold on against the labels."""
    pairs = found.pairs.filter(pl.col("score") >= threshold)
    right = pairs.join(labelled.pairs, on=["first", "second"]).height
    return figures(labelled.pairs.height, pairs.height, right)


def people(count: int = 50_000, copies: int = 3_300, seed: int = 1) -> None:
    """The labelled register, by kind of slip and by what looks like a duplicate."""
    labelled = make(count, copies, seed)
    start = time.perf_counter()
    found = find_duplicates(labelled.people)
    threshold = Settings().threshold
    print(f"{labelled.people.height:,} people, {copies:,} of them twice; {time.perf_counter() - start:.1f} s")
    print(f"at {threshold}: {held(found, labelled, threshold)}")
    hit = labelled.pairs.join(found.pairs, on=["first", "second"], how="left")
    kinds = hit.group_by("kind").agg(pl.col("score").is_not_null().mean().alias("recall"), pl.len())
    for kind, recall, number in kinds.sort("kind").rows():
        print(f"  {kind:<28} {recall:.3f} of {number}")
    wrong = labelled.unlike.join(found.pairs, on=["first", "second"], how="left")
    kinds = wrong.group_by("kind").agg(pl.col("score").is_not_null().sum(), pl.len())
    for kind, taken, number in kinds.sort("kind").rows():
        print(f"  taken for one: {kind:<13} {taken} of {number}")


def variants() -> None:
    """What other choices cost, on the labelled register."""
    labelled = make(50_000, 3_300, 1)
    learnt = find_duplicates(labelled.people).weights
    cases: Mapping[str, Settings] = {
        "learnt": Settings(threshold=0.5, weights=learnt),
        "shipped": Settings(threshold=0.5, weights=Weights()),
    }
    for name, settings in cases.items():
        found = find_duplicates(labelled.people, settings)
        for threshold in THRESHOLDS:
            print(f"{name:<22} {threshold:<5} {held(found, labelled, threshold)}")
    settings = Settings(weights=learnt)
    for largest in (20, 50, 500):
        start = time.perf_counter()
        found = find_duplicates(labelled.people, dataclasses.replace(settings, largest_block=largest))
        print(f"blocks of {largest:<12} {held(found, labelled, 0.8)}  {time.perf_counter() - start:.1f} s")
    for rule in blocking.RULES:
        rest = {name: keys for name, keys in blocking.RULES.items() if name != rule}
        with mock.patch.object(blocking, "RULES", rest), mock.patch("xieshou.linkage.comparing.RULES", rest):
            found = find_duplicates(labelled.people, settings)
        print(f"without {rule:<14} {held(found, labelled, 0.8)}")


def febrls(folder: Path) -> None:
    """FEBRL 1–4 through the adapter."""
    files = febrl.fetch(folder)
    for name in febrl.SETS:
        result = febrl.measure(files, name, Settings())
        print(
            f"{name}: {figures(result.true, result.found, result.right)}  {result.seconds:.1f} s", flush=True
        )


def speed(count: int) -> None:
    """Time and the most memory of a search; the register is made in another process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.parquet"
        subprocess.run(
            [sys.executable, "-m", "bench.bench_linkage", "write", str(count), str(path)], check=True
        )
        frame = pl.read_parquet(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start, busy = time.perf_counter(), time.process_time()
    found = find_duplicates(frame)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{frame.height:,} people: {found.pairs.height:,} pairs in {time.perf_counter() - start:.1f} s, "
        f"processor {time.process_time() - busy:.1f} s, at most {peak:,.0f} MiB ({before:,.0f} before)"
    )
    print(
        found.bounded_blocks.group_by("rule", "outcome")
        .agg(pl.len(), pl.col("people").max())
        .sort("rule")
        .rows()
    )


def main(words: list[str]) -> None:
    """What the words say; see the module."""
    match words:
        case ["people", *numbers]:
            people(*map(int, numbers))
        case ["febrl", folder]:
            febrls(Path(folder))
        case ["speed", count]:
            speed(int(count))
        case ["write", count, path]:
            make(int(count) * 99 // 100, int(count) // 100, 7).people.write_parquet(path)
        case ["variants"]:
            variants()
        case _:
            people()
            with tempfile.TemporaryDirectory() as folder:
                febrls(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
