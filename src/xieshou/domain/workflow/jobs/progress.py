"""What a handler sees of its job: tell how far it is, write a log, hear that it should stop, apply."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from xieshou.domain.workflow.jobs.files import job_file
from xieshou.domain.workflow.jobs.models import Job, JobLine, JobState
from xieshou.domain.workflow.jobs.registry import Result
from xieshou.kernel.actor import Actor

LINE_LENGTH = 500
MOST_LINES = 500


class StopReason(StrEnum):
    """Why a handler should stop."""

    CANCELLED = "cancelled"
    WORKER_STOPPING = "worker_stopping"
    LEASE_LOST = "lease_lost"


class JobStoppedError(Exception):
    """Raised inside a handler that should stop; let it pass."""

    def __init__(self, reason: StopReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(slots=True)
class Applying:
    """Inside ``Progress.apply``: set ``result`` to what the job brings back."""

    result: Result


class Progress:
    """A running job as its handler sees it.

    Counts and log lines are kept in memory and stored by the pulse (``pulse.Pulse``), so that telling every
    row costs nothing. ``actor`` is who asked for the job, with the rights of now.
    """

    def __init__(self, job: Job, actor: Actor, *, lines_left: int = MOST_LINES) -> None:
        self.job_id = job.pk
        self.lease_key = job.lease_key
        self.actor = actor
        self.done = 0
        self.total: int | None = None
        self.unit = ""
        self.applied = False
        self.pending: deque[tuple[datetime, str]] = deque()
        self._storing = threading.Lock()
        self._lines_left = lines_left
        self._reason: StopReason | None = None

    def advance(self, steps: int = 1) -> None:
        """So much more is done.

        Raises:
            JobStoppedError: when the job should stop.
        """
        self.raise_if_cancelled()
        self.done += steps

    def log(self, text: str) -> None:
        """Add a line for who watches; no personal data. Lines beyond ``MOST_LINES`` are left out."""
        if self._lines_left > 0:
            self._lines_left -= 1
            self.pending.append((timezone.now(), text[:LINE_LENGTH] if self._lines_left else "…"))

    def raise_if_cancelled(self) -> None:
        """Call it every second or so of work.

        Raises:
            JobStoppedError: when somebody cancelled the job, the worker is told to stop, or lost its lease.
        """
        if self._reason is not None:
            raise JobStoppedError(self._reason)

    def stop(self, reason: StopReason) -> None:
        """Make the handler stop at its next look. The first reason stays."""
        if self._reason is None:
            self._reason = reason

    def held(self) -> QuerySet[Job]:
        """The job's row, as long as it is this worker's."""
        return Job.objects.filter(pk=self.job_id, lease_key=self.lease_key, state=JobState.RUNNING)

    def store(self, **more: Any) -> bool:
        """Store counts and waiting log lines; False when the job is no longer this worker's."""
        with self._storing:
            waiting = list(self.pending)
            with transaction.atomic():
                mine = self.held().update(done=self.done, total=self.total, unit=self.unit, **more)
                JobLine.objects.bulk_create(
                    [JobLine(job_id=self.job_id, at=at, text=text) for at, text in waiting]
                )
            for _ in waiting:
                self.pending.popleft()
        return bool(mine)

    def file(self, name: str) -> Path:
        """Where to write a result file of that name; name it in ``Result.file`` too.

        Raises:
            BadFileNameError: when it is no plain file name.
        """
        path = job_file(self.job_id, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    @contextmanager
    def apply(self) -> Iterator[Applying]:
        """One transaction that holds every write of the job, and that the job is done with its result.

        Either both are stored or neither, whenever the worker dies; so nothing is applied twice either. While
        it runs the job's row is locked, which keeps others from taking it, and it cannot be cancelled. The
        block ends the job: a handler returns after it.

        Raises:
            JobStoppedError: when the job should stop, or is no longer this worker's; nothing is written.
        """
        self.raise_if_cancelled()
        held = self.held()
        # Seen by those who watch, while what follows is not.
        self.store(applying_since=timezone.now())
        with transaction.atomic(durable=True):
            job = held.select_for_update().first()
            if job is None:
                raise JobStoppedError(StopReason.LEASE_LOST)
            if job.cancel_requested:
                raise JobStoppedError(StopReason.CANCELLED)
            applying = Applying(Result())
            yield applying
            self.raise_if_cancelled()
            store_done(applying.result, self)
        self.applied = True


def store_done(result: Result, progress: Progress) -> bool:
    """Mark the job done, where it is still this worker's."""
    return bool(
        progress.held().update(
            state=JobState.DONE,
            summary=result.summary[:500],
            result=dict(result.data),
            result_file=result.file,
            done=progress.done,
            total=progress.total,
            unit=progress.unit,
            finished_at=timezone.now(),
            lease_until=None,
            applying_since=None,
            cancel_requested=False,
        )
    )
