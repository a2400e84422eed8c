"""A register as files: Parquet by year and part, its faults apart, and a manifest."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from xieshou.demo.registers.making import PART, VERSION, Asked, parts

NOTE = "示例:人物、户、村和数字均为虚构 / example: people, households, villages and figures are made up"
MANIFEST, FAULTS = "manifest.json", "faults.parquet"
_LEVEL = 1
_ROWS = 122_880


class NotEmptyError(ValueError):
    """The folder holds files that are not of such a register; nothing was written."""


def write_registers(asked: Asked, folder: Path) -> dict[str, Any]:
    """Write both years, the faults and the manifest, which comes last; the manifest.

    A register that stands in the folder is replaced. Above a million people a year has several files, each of
    neighbouring villages, sorted by village and household. The same ``asked`` gives the same bytes.

    Raises:
        NotEmptyError: when the folder holds anything else.
        TooManyPeopleError: when the counties have no numbers for so many.
        OSError: when it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    counted: list[pl.DataFrame] = []
    faults: list[pl.DataFrame] = []
    events: dict[str, int] = {}
    written: list[Path] = []
    rows: dict[Path, int] = {}
    alone = asked.people <= PART
    for place, part in enumerate(parts(asked), 1):
        ends = "" if alone else f"-{place:03d}"
        paths = {year: folder / f"register-{year}{ends}.parquet" for year in part.years}
        with ThreadPoolExecutor(2) as both:
            list(both.map(_write, part.years.values(), paths.values()))
        for year, frame in part.years.items():
            written.append(paths[year])
            rows[paths[year]] = frame.height
            counted.append(_counts(frame, year))
        faults.append(part.faults)
        events = {name: events.get(name, 0) + count for name, count in part.events.items()}
    every = pl.concat(faults).sort("year", "kind", "household", "person")
    path = folder / FAULTS
    _write(every, path)
    rows[path] = every.height
    manifest = {
        "note": NOTE,
        "version": VERSION,
        "asked": asdict(asked),
        "years": _by_year(pl.concat(counted)),
        "events": events,
        "faults": _by_kind(every),
        "files": {
            each.name: {"rows": rows[each], "bytes": each.stat().st_size, "sha256": _hash(each)}
            for each in [*written, path]
        },
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", "utf-8")
    return manifest


def _clear(folder: Path) -> None:
    """Take an earlier register away, which its manifest names, file by file; the manifest goes first."""
    here = {each.name for each in folder.iterdir()}
    if not here:
        return
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        ours = set(manifest["files"]) if manifest["note"] == NOTE else set()
    except (OSError, ValueError, KeyError, TypeError):
        ours = set()
    if not ours or here - ours - {MANIFEST}:
        raise NotEmptyError(str(folder))
    for name in (MANIFEST, *sorted(ours & here)):
        (folder / name).unlink()


def _write(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path, compression="zstd", compression_level=_LEVEL, row_group_size=_ROWS)


def _counts(frame: pl.DataFrame, year: int) -> pl.DataFrame:
    """Households and living people by village and status."""
    living = pl.col("died").is_null()
    first = pl.col("household") != pl.col("household").shift(1, fill_value="")
    return (
        frame.group_by("village_code", "status")
        .agg(living.sum().alias("people"), first.sum().alias("households"))
        .select(pl.lit(year).alias("year"), pl.all())
    )


def _by_year(counts: pl.DataFrame) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for (year,), mine in sorted(counts.group_by("year"), key=lambda each: each[0]):
        status = pl.col("status").fill_null("ordinary")
        by_status = mine.group_by(status).agg(pl.col("people", "households").sum()).sort("status")
        villages = (
            mine.group_by("village_code")
            .agg(
                pl.col("people", "households").sum(),
                pl.col("people").filter(pl.col("status").is_in(["poor", "returned"])).sum().alias("poor"),
            )
            .sort("village_code")
        )
        found[str(year)] = {
            "people": int(mine["people"].sum()),
            "households": int(mine["households"].sum()),
            "by_status": {row["status"]: [row["households"], row["people"]] for row in by_status.to_dicts()},
            "by_village": {code: [h, p, poor] for code, p, h, poor in villages.iter_rows()},
        }
    return found


def _by_kind(faults: pl.DataFrame) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for year, kind, count in faults.group_by("year", "kind").len().sort("year", "kind").iter_rows():
        found.setdefault(str(year), {})[kind] = count
    return found


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
