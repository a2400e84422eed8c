"""The national household export into the register and out, sealed and with history; beside pandas and ORM.

.venv/bin/python -m bench.bench_households [ROWS] [PEER_ROWS]

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

DO = "import sys; from bench import bench_households; bench_households.step(*sys.argv[1:])"


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
    """The villages, and two files: people, and the same with every tenth changed."""
    from django.core.management import call_command

    from bench.household_rows import make_places, people
    from xieshou.workbooks.writing import export_xlsx

    call_command("migrate", verbosity=0)
    make_places()
    for name, changed in (("new", False), ("changed", True)):
        export_xlsx(_register().workbook, people(count, changed=changed), folder / f"{name}.xlsx")


def _register() -> Any:
    from xieshou.workbooks.registering import register_named

    return register_named("households-national")


def look(name: str, folder: Path) -> None:
    """Examine one of the files, in the memory that a worker has."""
    from django.conf import settings

    from xieshou.cli.working import limit_memory
    from xieshou.domain.workflow.ledgers.importing import examine
    from xieshou.kernel.actor import SYSTEM

    limit_memory(settings.WORKER_MEMORY_MIB)
    path = folder / f"{name}.xlsx"
    found = timed(
        f"{name}: read, check, compare",
        lambda: examine(actor=SYSTEM, register=_register(), source=path, name=path.name),
    )
    found.require_reading()
    (folder / f"{name}.fingerprint").write_text(found.fingerprint)


def bring(name: str, count: int, folder: Path) -> None:
    """Read it again and apply it, as a worker does, in the memory that a worker has."""
    from django.conf import settings

    from xieshou.cli.working import limit_memory
    from xieshou.domain.workflow.ledgers.importing import Examination, apply_examined, limits
    from xieshou.kernel.actor import SYSTEM
    from xieshou.workbooks.reading import read

    limit_memory(settings.WORKER_MEMORY_MIB)
    path = folder / f"{name}.xlsx"
    reading = timed(f"{name}: read again, check", lambda: read(path, _register().workbook, limits=limits()))
    done = timed(
        f"{name}: compare again and apply",
        lambda: apply_examined(
            actor=SYSTEM,
            register=_register(),
            examination=Examination(_register(), path.name, reading=reading),
            fingerprint=(folder / f"{name}.fingerprint").read_text(),
        ),
    )
    print(f"{name}: {done}", flush=True)
    assert (done.new or done.changed) == (count if name == "new" else (count + 9) // 10)


def export(count: int, folder: Path) -> None:
    """Export what is on record."""
    from xieshou.domain.workflow.ledgers.exporting import export as write
    from xieshou.kernel.actor import SYSTEM

    for suffix in ("csv", "xlsx"):
        path = folder / f"export.{suffix}"
        rows = timed(
            f"export .{suffix}", lambda path=path: write(actor=SYSTEM, register=_register(), target=path)
        )
        assert rows == count
        print(f"    {path.stat().st_size / 2**20:.0f} MiB", flush=True)
        path.unlink()


def peer(count: int, folder: Path) -> None:
    """The same file as scripts do it: pandas reads, each record is looked up and saved."""
    import pandas as pd
    from django.core.management import call_command
    from django.db import transaction

    from bench.household_rows import make_places, people
    from xieshou.domain.households.models import Household, Member
    from xieshou.domain.places.models import Division
    from xieshou.domain.recorded import acting
    from xieshou.kernel.actor import SYSTEM
    from xieshou.workbooks.writing import export_xlsx

    call_command("migrate", verbosity=0)
    make_places()
    path = folder / "peer.xlsx"
    export_xlsx(_register().workbook, people(count), path)
    start = time.perf_counter()
    table = timed("peer: pandas + openpyxl read", lambda: pd.read_excel(path, dtype=str, engine="openpyxl"))

    def save() -> None:
        villages = dict(Division.objects.filter(level=5).values_list("name", "pk"))
        with acting(SYSTEM, "peer"), transaction.atomic():
            for row in table.fillna("").to_dict("records"):
                home, _made = Household.objects.update_or_create(
                    number=row["*户编号"],
                    defaults={"village_id": villages[row["行政村"]], "phone": row["户联系电话"]},
                )
                Member.objects.update_or_create(
                    number=row["*人编号"],
                    defaults={
                        "household": home, "name": row["姓名"], "relation": row["与户主关系"],
                        "id_number": row["证件号码"], "phone": row["人联系电话"], "health": row["健康状况"],
                    },
                )  # fmt: skip

    timed("peer: update_or_create each", save)
    took = time.perf_counter() - start
    assert Member.objects.count() == count
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
        if beside:
            run(folder, "peer", "peer", beside)


if __name__ == "__main__":
    main()
