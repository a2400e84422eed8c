"""Importing people of thirty columns end to end: read, check, compare, apply; beside pandas and the ORM.

.venv/bin/python -m bench.bench_imports [ROWS] [PEER_ROWS]

In a home of its own that is thrown away; with DATABASE_URL in that (empty) database.
Each step runs in a process of its own, whose most memory is told; those of a worker under its limit
(XIESHOU_WORKER_MEMORY). The peer (`uv sync --group bench`) reads
with pandas and openpyxl and saves record by record in one transaction, after it looked each up by its key; it
checks next to nothing. It may be given fewer rows.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

DO = "import sys; from bench import bench_imports; bench_imports.step(*sys.argv[1:])"


def step(name: str, count: str, folder: str) -> None:
    """One step, in this process."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "xieshou.config.settings"
    django.setup()
    STEPS[name](int(count), Path(folder))


def timed(what: str, act: Callable[[], Any]) -> Any:
    """Do it and print the time, the processor's time and the most memory of this process so far."""
    start, busy = time.perf_counter(), time.process_time()
    result = act()
    took, busy = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<58} {took:8.1f} s   CPU {busy:7.1f} s   peak {peak:7.0f} MiB", flush=True)
    return result


def prepare(count: int, folder: Path) -> None:
    """The table, and two files: people, and the same with every tenth changed."""
    from bench.household_register import LAYOUT, make_table, people
    from xieshou.workbooks.writing import export_xlsx

    make_table()
    for name, changed in (("new", False), ("changed", True)):
        export_xlsx(LAYOUT, people(count, changed=changed), folder / f"{name}.xlsx")


def look(name: str, folder: Path) -> None:
    """Examine one of the files, in the memory that a worker has."""
    from django.conf import settings

    from bench.household_register import REGISTER
    from xieshou.cli.working import limit_memory
    from xieshou.domain.workflow.ledgers.importing import examine
    from xieshou.kernel.actor import SYSTEM

    limit_memory(settings.WORKER_MEMORY_MIB)
    path = folder / f"{name}.xlsx"
    found = timed(
        f"{name}: read, check, compare",
        lambda: examine(actor=SYSTEM, register=REGISTER, source=path, name=path.name),
    )
    found.require_reading()
    (folder / f"{name}.fingerprint").write_text(found.fingerprint)


def bring(name: str, count: int, folder: Path) -> None:
    """Read it again and apply it, as a worker does, in the memory that a worker has."""
    from django.conf import settings

    from bench.household_register import LAYOUT, REGISTER
    from xieshou.cli.working import limit_memory
    from xieshou.domain.workflow.ledgers.importing import Examination, apply_examined, limits
    from xieshou.kernel.actor import SYSTEM
    from xieshou.workbooks.reading import read

    limit_memory(settings.WORKER_MEMORY_MIB)
    path = folder / f"{name}.xlsx"
    reading = timed(f"{name}: read again, check", lambda: read(path, LAYOUT, limits=limits()))
    done = timed(
        f"{name}: compare again and apply",
        lambda: apply_examined(
            actor=SYSTEM,
            register=REGISTER,
            examination=Examination(REGISTER, path.name, reading=reading),
            fingerprint=(folder / f"{name}.fingerprint").read_text(),
        ),
    )
    print(f"{name}: {done}", flush=True)
    assert (done.new or done.changed) == (count if name == "new" else (count + 9) // 10)


def export(count: int, folder: Path) -> None:
    """Export what is on record."""
    from bench.household_register import REGISTER
    from xieshou.domain.workflow.ledgers.exporting import export as write
    from xieshou.kernel.actor import SYSTEM

    for suffix in ("csv", "xlsx"):
        path = folder / f"export.{suffix}"
        rows = timed(
            f"export .{suffix}", lambda path=path: write(actor=SYSTEM, register=REGISTER, target=path)
        )
        assert rows == count
        print(f"    {path.stat().st_size / 2**20:.0f} MiB", flush=True)
        path.unlink()


def peer(count: int, folder: Path) -> None:
    """The same file as scripts do it: pandas reads, each record is looked up and saved."""
    import pandas as pd
    from django.db import transaction

    from bench.household_register import LAYOUT, People, make_table, people
    from xieshou.workbooks.writing import export_xlsx

    make_table()
    path = folder / "peer.xlsx"
    export_xlsx(LAYOUT, people(count), path)
    start = time.perf_counter()
    table = timed("peer: pandas + openpyxl read", lambda: pd.read_excel(path, dtype=str, engine="openpyxl"))
    columns = dict(zip(table.columns[1:], LAYOUT.fields, strict=True))
    yes = {"是": True, "否": False}
    booleans = {"insured", "unsafe_house", "water", "risk_gone"}

    def save() -> None:
        with transaction.atomic():
            for row in table.rename(columns=columns)[list(LAYOUT.fields)].to_dict("records"):
                values = {name: None if pd.isna(value) else value for name, value in row.items()}
                values |= {name: yes.get(values[name]) for name in booleans}
                values["income"] = round(float(values["income"]) * 100)
                values["members"] = int(values["members"])
                person = values.pop("person")
                People._default_manager.update_or_create(person=person, defaults=values)

    timed("peer: update_or_create each", save)
    took = time.perf_counter() - start
    assert People._default_manager.count() == count
    print(f"peer: end to end {took:.1f} s for {count:,} rows: {took / count * 1e6:.0f} µs a row", flush=True)


STEPS: dict[str, Callable[[int, Path], None]] = {
    "prepare": prepare,
    "look-new": lambda count, folder: look("new", folder),
    "new": lambda count, folder: bring("new", count, folder),
    "look-changed": lambda count, folder: look("changed", folder),
    "changed": lambda count, folder: bring("changed", count, folder),
    "export": export,
    "peer": peer,
}


def run(folder: Path, home: str, name: str, count: int) -> None:
    """One step, in a process and, for SQLite, a home of its own."""
    environment = {**os.environ, "XIESHOU_HOME": str(folder / home), "XIESHOU_IMPORT_MB": "2000"}
    subprocess.run([sys.executable, "-c", DO, name, str(count), str(folder)], env=environment, check=True)


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    beside = int(sys.argv[2]) if len(sys.argv) > 2 else min(count, 20_000)
    print(f"{count:,} rows × 31 columns; peer {beside:,} rows; load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="xieshou-bench-") as name:
        folder = Path(name)
        for one in ("prepare", "look-new", "new", "look-changed", "changed", "export"):
            run(folder, "ours", one, count)
        run(folder, "peer", "peer", beside)


if __name__ == "__main__":
    main()
