"""Who has which job: taking the next one, and finding those whose worker is lost."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from xieshou.domain.workflow.jobs.models import Job, JobLine, JobState
from xieshou.domain.workflow.jobs.registry import UnknownJobKindError, handler
from xieshou.domain.workflow.jobs.rules import LEASE, State, after_loss, is_lost


def take_next(worker: str, *, lease: timedelta = LEASE) -> Job | None:
    """The job that has waited longest, now this worker's; None when nothing waits.

    Two workers never get the same one: SQLite lets one at a time into a transaction (IMMEDIATE), PostgreSQL
    gives each another row (SKIP LOCKED).
    """
    waiting = Job.objects.filter(state=JobState.QUEUED)
    # A look first: an idle worker takes no write lock.
    if not waiting.exists():
        return None
    with transaction.atomic():
        job = waiting.select_for_update(skip_locked=True).order_by("pk").first()
        if job is None:
            return None
        now = timezone.now()
        job.state = JobState.RUNNING
        job.lease_key, job.worker = secrets.token_hex(16), worker[:120]
        job.started_at = job.heartbeat_at = now
        job.lease_until = now + lease
        job.finished_at = job.applying_since = job.total = None
        job.attempts += 1
        job.done, job.unit, job.summary, job.failure = 0, "", "", ""
        job.save(
            update_fields=[
                "state",
                "lease_key",
                "worker",
                "started_at",
                "heartbeat_at",
                "lease_until",
                "finished_at",
                "applying_since",
                "total",
                "attempts",
                "done",
                "unit",
                "summary",
                "failure",
            ]
        )
    return job


def reap(now: datetime) -> list[Job]:
    """Queue again, or mark as interrupted, the running jobs whose worker has been silent for too long.

    A job that is being applied is left alone: on PostgreSQL its row is locked and skipped, on SQLite nobody
    gets here before the writing ends. A killed worker's lock ends with its connection.
    """
    lost = []
    silent = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    for pk in list(silent.values_list("pk", flat=True)):
        with transaction.atomic():
            job = silent.select_for_update(skip_locked=True).filter(pk=pk).first()
            if job is not None and is_lost(job.lease_until, now):
                give_up(job, now)
                lost.append(job)
    return lost


def fail_for_memory(worker: str, now: datetime) -> list[Job]:
    """Fail what a worker was doing that was broken off for its memory: tried again, it would fall again.

    Whoever kept that worker knows, and tells the next one; nothing of the job was stored.
    """
    failed = []
    with transaction.atomic():
        for job in Job.objects.filter(state=JobState.RUNNING, worker=worker[:120]).select_for_update():
            with translation.override(job.language or None):
                job.failure = _(
                    "内存超限,执行进程中止,未写入任何数据:请把文件分小,或由管理员调高 XIESHOU_WORKER_MEMORY"
                )
            job.state, job.finished_at = JobState.FAILED, now
            job.lease_until = job.applying_since = None
            job.lease_key, job.cancel_requested = "", False
            job.save(
                update_fields=[
                    "failure",
                    "state",
                    "finished_at",
                    "lease_until",
                    "applying_since",
                    "lease_key",
                    "cancel_requested",
                ]
            )
            failed.append(job)
    return failed


def give_up(job: Job, now: datetime) -> None:
    """Decide what becomes of a job whose worker is lost. The caller holds its row."""
    then = after_loss(
        idempotent=_may_run_twice(job.kind), attempts=job.attempts, cancel_requested=job.cancel_requested
    )
    with translation.override(job.language or None):
        words = {
            State.QUEUED: _("执行进程中断,任务重新排队。"),
            State.CANCELLED: _("执行进程中断,任务已按请求取消。"),
            State.INTERRUPTED: _("执行进程中断,任务未完成,未写入任何数据;请核对后重试。"),
        }[then]
    JobLine.objects.create(job=job, at=now, text=words)
    back = then is State.QUEUED
    job.state = JobState(then.value)
    job.finished_at = None if back else now
    job.failure = words if then is State.INTERRUPTED else ""
    job.lease_until = job.applying_since = None
    job.lease_key = ""
    job.cancel_requested = False
    job.save(
        update_fields=[
            "state",
            "finished_at",
            "failure",
            "lease_until",
            "applying_since",
            "lease_key",
            "cancel_requested",
        ]
    )


def _may_run_twice(kind: str) -> bool:
    try:
        return handler(kind).idempotent
    except UnknownJobKindError:
        return False
