"""The loop of a worker: take a job, do it, find the jobs of dead workers, clear old ones away."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from xieshou.domain.workflow.jobs.pulse import BEAT
from xieshou.domain.workflow.jobs.queue import reap, take_next
from xieshou.domain.workflow.jobs.registry import keep_up
from xieshou.domain.workflow.jobs.rules import LEASE
from xieshou.domain.workflow.jobs.running import run_job
from xieshou.domain.workflow.jobs.services import clean_up_jobs
from xieshou.kernel.actor import SYSTEM

POLL = timedelta(seconds=1)
CLEAN_EVERY = timedelta(hours=1)
_log = logging.getLogger(__name__)


def worker_name(process: int | None = None) -> str:
    """The machine and the process (else this one), for who looks after several."""
    return f"{socket.gethostname()}:{os.getpid() if process is None else process}"


def run_worker(
    *,
    stopping: threading.Event,
    lease: timedelta = LEASE,
    beat: timedelta = BEAT,
    poll: timedelta = POLL,
    until_idle: bool = False,
) -> None:
    """Work until ``stopping`` is set (or, with ``until_idle``, until nothing waits).

    A database that does not answer is asked again; only the process's end ends the worker.
    """
    name = worker_name()
    clean_at = time.monotonic()
    while not stopping.is_set():
        try:
            reap(timezone.now())
            if time.monotonic() >= clean_at:
                clean_up_jobs(actor=SYSTEM)
                keep_up()
                clean_at = time.monotonic() + CLEAN_EVERY.total_seconds()
            job = take_next(name, lease=lease)
            if job is not None:
                run_job(job, stopping=stopping, lease=lease, beat=beat)
                continue
        except DatabaseError as problem:
            _log.warning("the database does not answer: %s", type(problem).__name__)
            connection.close()
        if until_idle:
            return
        close_old_connections()
        stopping.wait(poll.total_seconds())
