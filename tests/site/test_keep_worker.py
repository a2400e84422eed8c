"""A server keeps a worker beside it, and takes it along when it ends, however that happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

from tests.support.running import Home, Site, interrupt, serving

pytestmark = pytest.mark.slow
T = TypeVar("T")

START = """
from xieshou.domain.workflow.jobs.services import start_job
from xieshou.kernel.actor import SYSTEM
print(start_job(actor=SYSTEM, kind="places.geometry").pk)
"""
STATE = """
import sys
from xieshou.domain.workflow.jobs.models import Job
job = Job.objects.get(pk=sys.argv[1])
print(job.state, job.failure)
"""

GREEDY = """
import threading
from xieshou.cli.working import limit_memory
from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.registry import Result, register_handler
from xieshou.domain.workflow.jobs.services import start_job
from xieshou.domain.workflow.jobs.worker import run_worker
from xieshou.kernel.actor import SYSTEM
def take(params, progress):
    return Result(str(len(bytearray(params["mebibytes"] * 1024 * 1024))))
register_handler("test.take", "", take, idempotent=True)
jobs = [start_job(actor=SYSTEM, kind="test.take", params={"mebibytes": size}) for size in (900, 5)]
limit_memory(500)
run_worker(stopping=threading.Event(), until_idle=True)
for job in jobs:
    job.refresh_from_db()
    print(job.state, "XIESHOU_WORKER_MEMORY" in job.failure)
"""


BEYOND = """
import sys
from datetime import timedelta
from django.utils import timezone
from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.services import start_job
from xieshou.domain.workflow.jobs.worker import worker_name
from xieshou.kernel.actor import SYSTEM
job = start_job(actor=SYSTEM, kind="places.geometry")
now = timezone.now()
held = {"state": "running", "worker": worker_name(int(sys.argv[1])), "lease_key": "k"}
Job.objects.filter(pk=job.pk).update(**held, lease_until=now + timedelta(hours=1), started_at=now)
print(job.pk)
"""


def eventually(fact: Callable[[], T], patience: float = 30) -> T:
    """The first true answer."""
    deadline = time.monotonic() + patience
    while not (answer := fact()):
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.1)
    return answer


def below(parent: int, command: str) -> list[int]:
    """The processes that ``parent`` started for ``xieshou command`` and that still run."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,stat=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(maxsplit=3) for line in listed.splitlines()]
    return [
        int(pid)
        for pid, ppid, state, *args in rows
        if int(ppid) == parent and not state.startswith("Z") and f"xieshou {command} " in " ".join(args)
    ]


def runs(process: int) -> bool:
    """Is the process there, and no corpse that nobody has collected?"""
    done = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return bool(done.stdout.strip()) and not done.stdout.startswith("Z")


def worker_of(site: Site) -> tuple[int, int]:
    """The keeper and its worker."""
    (keeper,) = eventually(lambda: below(site.process.pid, "keep-worker"))
    (worker,) = eventually(lambda: below(keeper, "worker"))
    return keeper, worker


def answer(home: Home, code: str, *words: str) -> str:
    """What a piece of Python says on the home."""
    return home.python(code, *words).communicate(timeout=60)[0].strip()


def test_a_job_is_done_beside_the_server(make_migrated_home: Callable[[str], Home]) -> None:
    home = make_migrated_home("busy")
    job = answer(home, START)
    with serving(home):
        assert eventually(lambda: answer(home, STATE, job) == "done", patience=120)
    assert (home.folder / "geometry" / "national.json").is_file()


def test_a_worker_that_dies_is_replaced_and_ctrl_c_ends_it(loaded_home: Home) -> None:
    with serving(loaded_home) as running:
        keeper, worker = worker_of(running)
        os.kill(worker, signal.SIGKILL)
        again = eventually(lambda: [pid for pid in below(keeper, "worker") if pid != worker])
        assert interrupt(running.process) == 0
        assert not any(map(runs, [keeper, worker, *again]))


def test_a_worker_that_falls_for_its_memory_ends_its_job_with_the_reason(
    make_migrated_home: Callable[[str], Home],
) -> None:
    """What Polars and fastexcel do when they may not have what they ask for: abort."""
    home = make_migrated_home("fallen")
    with serving(home) as running:
        _, worker = worker_of(running)
        job = answer(home, BEYOND, str(worker))
        os.kill(worker, signal.SIGABRT)
        said = eventually(lambda: "failed" in (told := answer(home, STATE, job)) and told)
    assert "XIESHOU_WORKER_MEMORY" in said
    assert "未写入任何数据" in said


def test_a_server_that_is_killed_leaves_no_worker(loaded_home: Home) -> None:
    with serving(loaded_home) as running:
        keeper, worker = worker_of(running)
        os.killpg(running.process.pid, signal.SIGKILL)
        running.process.wait(20)
        assert eventually(lambda: not any(map(runs, [keeper, worker])))


def test_a_worker_of_its_own_stops_when_told(loaded_home: Home) -> None:
    process = loaded_home.start("worker", output=loaded_home.folder.parent / "worker.log")
    eventually(lambda: "Waiting for jobs" in (loaded_home.folder.parent / "worker.log").read_text("utf-8"))
    assert interrupt(process) == 0
    said = (loaded_home.folder.parent / "worker.log").read_text("utf-8").splitlines()
    assert said == ["正在等待任务 / Waiting for jobs  (Ctrl+C 停止 / to stop)"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take the limit and do not heed it")
def test_a_job_that_takes_too_much_memory_fails_and_the_next_is_done(
    make_migrated_home: Callable[[str], Home],
) -> None:
    home = make_migrated_home("greedy")
    assert answer(home, GREEDY).splitlines()[-2:] == ["failed True", "done False"]
