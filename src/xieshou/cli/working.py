"""``xieshou worker``, and the one that a server keeps beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Annotated

import typer

from xieshou.cli.django_setup import require_migrated, with_django

# A job that does not look up in this time is broken off; what it had not applied is not there.
GRACE = 5.0
LOOK = 0.5
# The server comes first: two that start at once keep people waiting.
HEAD_START = 2.0
# A worker that dies soon after its start is started again ever more slowly.
FIRST_PAUSE, LONGEST_PAUSE, STEADY = 1.0, 30.0, 60.0

Parent = Annotated[int, typer.Option("--parent", hidden=True, help="Stop when this process is gone.")]

Fell = Annotated[int, typer.Option("--fell", hidden=True, help="The worker before, if memory ended it.")]


@with_django
def worker(parent: Parent = 0, fell: Fell = 0) -> None:
    """Do the queued jobs (任务) one after the other, until Ctrl+C.

    `serve` and `demo` start one by themselves; start more where much is to be done at once.
    """
    from django.conf import settings
    from django.utils import timezone

    from xieshou.domain.workflow.jobs.queue import fail_for_memory
    from xieshou.domain.workflow.jobs.worker import run_worker, worker_name

    require_migrated()
    if fell:
        fail_for_memory(worker_name(fell), timezone.now())
    limit_memory(settings.WORKER_MEMORY_MIB)
    stopping = threading.Event()
    _on_stop(stopping.set)
    threading.Thread(target=_leave_in_time, args=(stopping, parent), daemon=True).start()
    if not parent:
        typer.echo("正在等待任务 / Waiting for jobs  (Ctrl+C 停止 / to stop)")
    run_worker(stopping=stopping)


def limit_memory(mebibytes: int) -> bool:
    """Let this process take at most so much memory of its own; False where the system knows no such limit.

    The limit is on writable memory (RLIMIT_DATA), so what libraries only reserve or map from files is free.
    """
    try:
        import resource
    except ImportError:  # Windows
        return False
    if mebibytes:
        limit = mebibytes * 1024 * 1024
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    return bool(mebibytes)


def _on_stop(act: Callable[[], None]) -> None:
    """Call ``act`` on Ctrl+C, and when told to terminate; a second time does no harm."""

    def heard(number: int, frame: FrameType | None) -> None:
        act()

    signal.signal(signal.SIGINT, heard)
    signal.signal(signal.SIGTERM, heard)


def _leave_in_time(stopping: threading.Event, parent: int) -> None:
    """Stop when the parent is gone, and end the process when the job at hand does not heed."""
    while not stopping.wait(LOOK):
        if is_orphan(parent):
            stopping.set()
    time.sleep(GRACE)
    os._exit(1)


def is_orphan(parent: int) -> bool:
    """Is the process that started us gone? Killed without a chance to tell us, it leaves us to another."""
    return bool(parent) and os.getppid() != parent


def keep_worker(parent: Parent = 0) -> None:
    """Keep one worker running: start it, start it again when it dies, end with the parent."""
    stopping = threading.Event()
    _on_stop(stopping.set)
    pause, fell = FIRST_PAUSE, 0
    stopping.wait(HEAD_START)
    while not stopping.is_set() and not is_orphan(parent):
        began = time.monotonic()
        child = _start("worker", "--fell", str(fell))
        while child.poll() is None and not is_orphan(parent) and not stopping.wait(LOOK):
            pass
        if child.poll() is None:
            end(child)
            return
        # Libraries that may not have the memory they ask for abort; nothing else in a worker does.
        fell = child.pid if child.returncode == -signal.SIGABRT else 0
        pause = FIRST_PAUSE if time.monotonic() - began > STEADY else min(pause * 2, LONGEST_PAUSE)
        stopping.wait(pause)


def _start(command: str, *words: str, apart: bool = False) -> subprocess.Popen[bytes]:
    """A process of ours that ends when this one does; ``apart`` from the terminal's Ctrl+C."""
    return subprocess.Popen(
        [sys.executable, "-m", "xieshou", command, "--parent", str(os.getpid()), *words],
        stdin=subprocess.DEVNULL,
        start_new_session=apart,
    )


def end(child: subprocess.Popen[bytes]) -> None:
    """Ask it to stop, and kill it when it does not."""
    child.terminate()
    try:
        child.wait(GRACE + 3)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


@contextmanager
def background_worker() -> Iterator[None]:
    """One worker beside a server, for as long as the block runs.

    A process of its own looks after it, because a server that forks its own workers should have no threads.
    """
    keeper = _start("keep-worker", apart=True)
    try:
        yield
    finally:
        end(keeper)
