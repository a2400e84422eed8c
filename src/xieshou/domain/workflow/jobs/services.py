"""Starting, cancelling, retrying and clearing away jobs."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xieshou.domain.workflow.jobs.files import remove_files
from xieshou.domain.workflow.jobs.models import Job, JobLine, JobState
from xieshou.domain.workflow.jobs.queries import job as visible_job
from xieshou.domain.workflow.jobs.registry import Handler, handler
from xieshou.domain.workflow.jobs.rules import (
    FINISHED,
    State,
    is_lost,
    may_be_removed,
    may_cancel,
    may_retry,
)
from xieshou.kernel.actor import Actor, NotAllowedError

MOST_PARAMS = 8000
TRIES, PAUSE = 10, 0.05


class BadParamsError(ValueError):
    """Parameters are no JSON object, or too large: put data into a file or a table and name that."""


class JobAlreadyOpenError(ValueError):
    """The same job waits or runs; ``job_id`` says which."""

    def __init__(self, job_id: int | None) -> None:
        super().__init__(str(job_id))
        self.job_id = job_id


class JobStateError(ValueError):
    """The job's state does not allow it: it has ended, or is already writing."""


def start_job(*, actor: Actor, kind: str, params: Mapping[str, Any] | None = None, title: str = "") -> Job:
    """Put a job into the queue.

    ``params`` are small JSON without personal data; ``title`` says of what (a file's name, a county).

    Raises:
        UnknownJobKindError: when no handler of the kind is registered.
        NotAllowedError: when the actor may not start this kind.
        BadParamsError: when the parameters cannot be kept.
        JobAlreadyOpenError: when the handler is single and the same job is open.
    """
    wanted = handler(kind)
    _require(actor, wanted)
    kept = _checked(params or {})
    key = _single_key(wanted, kept)
    try:
        with transaction.atomic():
            return Job.objects.create(
                kind=kind,
                title=title[:200],
                params=kept,
                single_key=key,
                asked_by_id=actor.user_id,
                language=get_language() or "",
            )
    except IntegrityError:
        raise JobAlreadyOpenError(_open_job(key)) from None


def _require(actor: Actor, wanted: Handler) -> None:
    if not wanted.allowed(actor):
        raise NotAllowedError(_("没有办理“%(title)s”的权限") % {"title": wanted.title})


def _checked(params: Mapping[str, Any]) -> dict[str, Any]:
    try:
        text = json.dumps(dict(params), ensure_ascii=False, sort_keys=True, allow_nan=False)
    except (TypeError, ValueError) as problem:
        raise BadParamsError(str(problem)) from None
    if len(text) > MOST_PARAMS:
        raise BadParamsError(f"{len(text)} > {MOST_PARAMS}")
    kept: dict[str, Any] = json.loads(text)
    return kept


def _single_key(wanted: Handler, params: Mapping[str, Any]) -> str:
    if not wanted.single:
        return ""
    digest = hashlib.sha256(json.dumps(params, sort_keys=True).encode()).hexdigest()[:16]
    return f"{wanted.name}:{digest}"


def _open_job(key: str) -> int | None:
    open_states = [JobState.QUEUED, JobState.RUNNING]
    return Job.objects.filter(single_key=key, state__in=open_states).values_list("pk", flat=True).first()


def cancel_job(*, actor: Actor, job_id: int) -> Job:
    """Stop a job: at once when it waits or its worker is lost, else at its handler's next look.

    Raises:
        Job.DoesNotExist: when there is none that the actor may see.
        JobStateError: when it has ended, or is being applied; then it ends by itself in a moment.
    """
    job = visible_job(actor, job_id)
    if not may_cancel(State(job.state), applying=job.applying_since is not None):
        raise JobStateError(job.state)
    for _trial in range(TRIES):
        with transaction.atomic():
            # Never waits: the row may be held by a beat, which is over in a moment, or by the writing.
            kept = Job.objects.select_for_update(skip_locked=True).filter(pk=job.pk).first()
            if kept is not None:
                return _cancelled(actor, kept)
        time.sleep(PAUSE)
    raise JobStateError(JobState.RUNNING)


def _cancelled(actor: Actor, job: Job) -> Job:
    if not may_cancel(State(job.state), applying=job.applying_since is not None):
        raise JobStateError(job.state)
    now = timezone.now()
    at_once = job.state == JobState.QUEUED or is_lost(job.lease_until, now)
    if at_once:
        job.state, job.finished_at, job.lease_key = JobState.CANCELLED, now, ""
    job.cancel_requested = not at_once
    job.save(update_fields=["state", "finished_at", "lease_key", "cancel_requested"])
    JobLine.objects.create(job=job, at=now, text=_("%(who)s 请求取消。") % {"who": actor.name or "—"})
    return job


def retry_job(*, actor: Actor, job_id: int) -> Job:
    """Queue a job again that failed, was cancelled or interrupted, with a fresh number of tries.

    Raises:
        Job.DoesNotExist: when there is none that the actor may see.
        UnknownJobKindError, NotAllowedError: as for starting it.
        JobStateError: when it has not ended, or ended well.
        JobAlreadyOpenError: when the same was started since.
    """
    seen = visible_job(actor, job_id)
    _require(actor, handler(seen.kind))
    try:
        with transaction.atomic():
            job = Job.objects.select_for_update().get(pk=seen.pk)
            if not may_retry(State(job.state)):
                raise JobStateError(job.state)
            job.state, job.attempts, job.finished_at = JobState.QUEUED, 0, None
            job.cancel_requested, job.failure, job.summary = False, "", ""
            job.done, job.total = 0, None
            job.save(
                update_fields=[
                    "state",
                    "attempts",
                    "finished_at",
                    "cancel_requested",
                    "failure",
                    "summary",
                    "done",
                    "total",
                ]
            )
            who = actor.name or "—"
            JobLine.objects.create(job=job, at=timezone.now(), text=_("%(who)s 重试。") % {"who": who})
    except IntegrityError:
        raise JobAlreadyOpenError(_open_job(seen.single_key)) from None
    return job


def clean_up_jobs(*, actor: Actor, keep: timedelta | None = None) -> int:
    """Remove the jobs that ended longer ago than ``keep`` (else XIESHOU_JOB_DAYS), with log and files.

    Returns how many.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("清理任务"))
    now, kept = timezone.now(), keep if keep is not None else timedelta(days=settings.JOB_DAYS)
    ended = Job.objects.filter(state__in=sorted(FINISHED)).values_list("pk", "finished_at")
    old = [pk for pk, finished_at in ended if may_be_removed(finished_at, now, kept)]
    for pk in old:
        Job.objects.filter(pk=pk).delete()
        remove_files(pk)
    return len(old)
