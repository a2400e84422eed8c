"""Doing one job, from the handler's first line to the state in which it ends."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from xieshou.domain.parties.reaching import actor_of_account
from xieshou.domain.workflow.jobs.models import Job, JobState
from xieshou.domain.workflow.jobs.progress import (
    MOST_LINES,
    JobStoppedError,
    Progress,
    StopReason,
    store_done,
)
from xieshou.domain.workflow.jobs.pulse import BEAT, Pulse
from xieshou.domain.workflow.jobs.queue import give_up
from xieshou.domain.workflow.jobs.registry import JobFailedError, Result, UnknownJobKindError, handler
from xieshou.domain.workflow.jobs.rules import LEASE
from xieshou.kernel.actor import SYSTEM, Actor, NotAllowedError

_log = logging.getLogger(__name__)
# A locked or restarting database is asked again; after that the job is found by its silent heart.
TRIES = 3


@dataclass(slots=True)
class _Ended:
    result: Result | None = None
    failure: str = ""
    stopped: StopReason | None = None
    lines: list[str] = field(default_factory=list)


def run_job(job: Job, *, stopping: threading.Event, lease: timedelta = LEASE, beat: timedelta = BEAT) -> None:
    """Run the handler of a job that this worker has taken, and store how it ended.

    Whatever the handler raises ends the job and not the worker. ``stopping`` makes the handler stop at its
    next look.
    """
    progress = Progress(job, _asker(job), lines_left=MOST_LINES - job.lines.count())
    pulse = Pulse(progress, stopping, lease, beat)
    pulse.start()
    try:
        with translation.override(job.language or None):
            ended = _do(job, progress)
    finally:
        pulse.end()
    _store(job, progress, ended)


def _asker(job: Job) -> Actor:
    return actor_of_account(job.asked_by) if job.asked_by is not None else SYSTEM


def _do(job: Job, progress: Progress) -> _Ended:
    try:
        kind = handler(job.kind)
        if not kind.allowed(progress.actor):
            raise NotAllowedError(_("发起人已无权办理此项任务"))
        return _Ended(result=kind.function(job.params, progress) or Result())
    except JobStoppedError as stopped:
        return _Ended(stopped=stopped.reason)
    except UnknownJobKindError:
        return _Ended(failure=_("本版本不认识这种任务"))
    except (JobFailedError, NotAllowedError) as problem:
        return _Ended(failure=str(problem))
    except MemoryError:
        return _Ended(failure=_("内存不足:把任务分小,或请管理员调高 XIESHOU_WORKER_MEMORY"))
    except Exception as problem:
        # Where, but not the message: it may quote a record.
        where = "".join(traceback.format_tb(problem.__traceback__))
        _log.error("job %s (%s): %s\n%s", job.pk, job.kind, type(problem).__name__, where)
        return _Ended(failure=_("程序出错(%(name)s),详情见服务器日志") % {"name": type(problem).__name__})


def _store(job: Job, progress: Progress, ended: _Ended) -> None:
    for trial in range(1, TRIES + 1):
        try:
            # The counts first: a job that has ended is no longer held.
            progress.store()
            with transaction.atomic():
                _end(progress, ended)
        except DatabaseError as problem:
            _log.warning("job %s: cannot store its end: %s", job.pk, type(problem).__name__)
            connection.close()
            time.sleep(trial)
        else:
            return


def _end(progress: Progress, ended: _Ended) -> None:
    """Store the state, unless ``apply`` did or the job is no longer ours."""
    held = progress.held()
    if progress.applied or (mine := held.select_for_update().first()) is None:
        return
    if ended.result is not None:
        store_done(ended.result, progress)
        return
    if ended.stopped is StopReason.WORKER_STOPPING:
        # Told to stop, not broken: this try does not count.
        mine.attempts -= 1
        mine.save(update_fields=["attempts"])
        give_up(mine, timezone.now())
        return
    failed = ended.stopped is None
    changes: dict[str, Any] = {
        "state": JobState.FAILED if failed else JobState.CANCELLED,
        "failure": ended.failure[:1000],
        "finished_at": timezone.now(),
        "lease_until": None,
        "applying_since": None,
        "cancel_requested": False,
    }
    held.update(**changes)
