"""The heartbeat of a running job, from a thread of its own."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from django.db import DatabaseError, connection
from django.utils import timezone

from xieshou.domain.workflow.jobs.progress import Progress, StopReason

BEAT = timedelta(seconds=1)
_log = logging.getLogger(__name__)


class Pulse(threading.Thread):
    """Renews the lease, stores counts and log lines, and hears that somebody cancelled.

    A beat that fails (SQLite is locked by a long write, PostgreSQL restarts) is made up by the next; what was
    to be stored stays for it.
    """

    def __init__(
        self, progress: Progress, stopping: threading.Event, lease: timedelta, beat: timedelta
    ) -> None:
        super().__init__(name=f"pulse-{progress.job_id}", daemon=True)
        self._progress = progress
        self._stopping = stopping
        self._lease = lease
        self._beat = beat
        self._ended = threading.Event()

    def run(self) -> None:
        """Beat until ``end``."""
        try:
            while not self._ended.wait(self._beat.total_seconds()):
                if self._stopping.is_set():
                    self._progress.stop(StopReason.WORKER_STOPPING)
                try:
                    self.beat()
                except DatabaseError as problem:
                    _log.info("job %s: a beat failed: %s", self._progress.job_id, type(problem).__name__)
                    connection.close()
        finally:
            connection.close()

    def end(self) -> None:
        """Stop beating and wait for the last beat."""
        self._ended.set()
        self.join()

    def beat(self) -> None:
        """One beat."""
        progress, now = self._progress, timezone.now()
        if not progress.store(heartbeat_at=now, lease_until=now + self._lease):
            progress.stop(StopReason.LEASE_LOST)
        elif progress.held().filter(cancel_requested=True).exists():
            progress.stop(StopReason.CANCELLED)
