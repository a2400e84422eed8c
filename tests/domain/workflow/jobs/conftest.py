"""Kinds of jobs that only tests know, and a worker in the test's own thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xieshou.domain.workflow.jobs.models import Job

BEAT = timedelta(milliseconds=20)


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Register handlers that are forgotten after the test."""
    from xieshou.domain.workflow.jobs import registry

    monkeypatch.setattr(registry, "_handlers", dict(registry._handlers))

    def register(function=lambda params, progress: None, name="test.job", **options):
        registry.register_handler(name, "试验", function, **{"idempotent": True, **options})

    return register


@pytest.fixture
def work() -> Callable[..., Job | None]:
    """Take the next job and do it, as a worker does; the job as it then is."""
    from xieshou.domain.workflow.jobs.queue import take_next
    from xieshou.domain.workflow.jobs.running import run_job

    def do(stopping: threading.Event | None = None) -> Job | None:
        job = take_next("here:1")
        if job is not None:
            run_job(job, stopping=stopping or threading.Event(), beat=BEAT)
            job.refresh_from_db()
        return job

    return do
