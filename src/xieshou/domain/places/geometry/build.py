"""Building the folder of map files, all or nothing."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xieshou.domain.places.geometry.atlas import draw_atlas
from xieshou.domain.places.geometry.recipe import stamp
from xieshou.domain.places.geometry.writing import write_atlas

STAMP = "stamp.json"
ABANDONED = 600  # seconds; a build takes some ten


@dataclass(frozen=True)
class Report:
    """What a build did: ``built`` is False when the folder was current; ``seconds`` is this call's time.

    ``gzipped``: compressed bytes by file; ``units``: areas by tier; ``mended``: shapes repaired after
    rounding.
    """

    built: bool
    seconds: float
    stamp: str
    gzipped: dict[str, int]
    units: dict[str, int]
    mended: int


def build_geometry(target: Path) -> Report:
    """Fill ``target`` (``XIESHOU_HOME/geometry``) with the map files, unless it is current.

    The files are made in a folder beside it and then renamed into place, so a reader never sees half a build
    and a crash leaves the former one; for the instant between two renames there may be none.
    """
    began = time.perf_counter()
    wanted = stamp()
    if (known := _read_stamp(target)) and known["stamp"] == wanted:
        return Report(built=False, seconds=time.perf_counter() - began, **known)
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        atlas = draw_atlas()
        facts: dict[str, Any] = {
            "stamp": wanted,
            "gzipped": write_atlas(atlas, work / "new"),
            "units": {tier: len(units) for tier, units in atlas.tiers.items()},
            "mended": atlas.mended,
        }
        (work / "new" / STAMP).write_text(json.dumps(facts), "utf-8")
        _swap(work, target, wanted)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return Report(built=True, seconds=time.perf_counter() - began, **facts)


def _sweep(target: Path) -> None:
    """Take away what builds left that were killed; one that may still be running is left alone."""
    for left in target.parent.glob(f".{target.name}-*"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > ABANDONED:
                shutil.rmtree(left, ignore_errors=True)


def _read_stamp(target: Path) -> dict[str, Any] | None:
    try:
        facts = json.loads((target / STAMP).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    # A stamp of an older shape counts as none.
    if not isinstance(facts, dict) or set(facts) != {"stamp", "gzipped", "units", "mended"}:
        return None
    return facts


def _swap(work: Path, target: Path, wanted: str) -> None:
    """Put ``work/new`` in the place of ``target``; the former folder goes away with ``work``."""
    old = work / "old"
    with contextlib.suppress(FileNotFoundError):
        os.rename(target, old)
    try:
        os.rename(work / "new", target)
    except OSError:
        # Another process may have put the same build there since.
        if (known := _read_stamp(target)) is None or known["stamp"] != wanted:
            if old.exists() and not target.exists():
                os.rename(old, target)
            raise
