"""Reads of jobs: one's own, or for administrators all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from xieshou.domain.workflow.jobs.models import Job, JobLine, JobState
from xieshou.domain.workflow.jobs.registry import Handler, UnknownJobKindError, handler, handlers
from xieshou.domain.workflow.jobs.rules import OPEN, Pace, State, is_lost, may_cancel, may_retry, pace
from xieshou.kernel.actor import Actor


def jobs(actor: Actor, state: JobState | None = None) -> QuerySet[Job]:
    """The jobs that the actor may see, the newest first."""
    seen = Job.objects.seen_by(actor).select_related("asked_by")
    return seen.filter(state=state) if state else seen


def own(actor: Actor) -> QuerySet[Job]:
    """The jobs that the actor started, the newest first."""
    if actor.user_id is None:
        return Job.objects.none()
    return jobs(actor).filter(asked_by=actor.user_id)


@dataclass(frozen=True, slots=True)
class Troubled:
    """How many of the actor's jobs ended badly of late."""

    failed: int
    interrupted: int


def own_troubled(actor: Actor, on: date) -> Troubled:
    """Those that ended so in the week before a day; what is older was let be. One query."""
    lately = own(actor).filter(finished_at__date__gt=on - timedelta(days=7))
    return Troubled(
        **lately.aggregate(
            failed=Count("pk", filter=Q(state=JobState.FAILED)),
            interrupted=Count("pk", filter=Q(state=JobState.INTERRUPTED)),
        )
    )


def job(actor: Actor, job_id: int) -> Job:
    """One job.

    Raises:
        Job.DoesNotExist: when there is none, or it is somebody else's.
    """
    return jobs(actor).get(pk=job_id)


def counts(actor: Actor) -> dict[str, int]:
    """How many jobs the actor may see in each state that occurs."""
    return dict(jobs(actor).order_by().values_list("state").annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class Health:
    """How the work stands: ``lost`` are running jobs whose worker has fallen silent.

    ``waiting_since`` is when the oldest job that waits was asked for, ``beaten_at`` the last sign of life of
    any worker; a worker gives one only while it has a job. ``failed`` counts the week before.
    """

    queued: int
    running: int
    lost: int
    failed: int
    waiting_since: datetime | None
    beaten_at: datetime | None

    def stands_still(self, now: datetime) -> bool:
        """Does work wait though no worker is at any? Then none is running."""
        idle = self.running == self.lost
        return self.waiting_since is not None and idle and now - self.waiting_since > IDLE_FOR


IDLE_FOR = timedelta(minutes=1)
"""A worker looks for work every second: what waits longer beside no running job has none to wait for."""


def health(actor: Actor, now: datetime) -> Health:
    """How the jobs that the actor may see go at a moment. One query."""
    running = Q(state=JobState.RUNNING)
    silent = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    return Health(
        **jobs(actor)
        .order_by()
        .aggregate(
            queued=Count("pk", filter=Q(state=JobState.QUEUED)),
            running=Count("pk", filter=running),
            lost=Count("pk", filter=running & Q(applying_since=None) & silent),
            failed=Count("pk", filter=Q(state=JobState.FAILED, finished_at__gt=now - timedelta(days=7))),
            waiting_since=Min("created_at", filter=Q(state=JobState.QUEUED)),
            beaten_at=Max("heartbeat_at"),
        )
    )


def lines(actor: Actor, of: Job) -> list[JobLine]:
    """The log of a job.

    Raises:
        Job.DoesNotExist: when the job is somebody else's.
    """
    return list(job(actor, of.pk).lines.all())


def offered(actor: Actor) -> list[Handler]:
    """What the actor may start from the page of jobs."""
    return [known for known in handlers() if known.offered and known.allowed(actor)]


@dataclass(frozen=True, slots=True)
class Watched:
    """A job with all that a bar shows.

    ``title`` is lazy; None stands for a kind that this version does not know. ``lost``: its worker has been
    silent for longer than its lease, and the next worker will find it.
    """

    job: Job
    title: Any
    pace: Pace
    elapsed: timedelta | None
    open: bool
    applying: bool
    lost: bool
    may_cancel: bool
    may_retry: bool


def watched(actor: Actor, of: Job, now: datetime) -> Watched:
    """How a job that the actor sees goes at this moment."""
    state, running = State(of.state), of.state == JobState.RUNNING
    try:
        kind: Handler | None = handler(of.kind)
    except UnknownJobKindError:
        kind = None
    upto = of.heartbeat_at if running else of.finished_at
    beaten = upto - of.started_at if upto and of.started_at else timedelta()
    applying = running and of.applying_since is not None
    return Watched(
        job=of,
        title=kind.title if kind else None,
        pace=pace(of.done, of.total, beaten),
        elapsed=((now if running else of.finished_at or now) - of.started_at) if of.started_at else None,
        open=state in OPEN,
        applying=applying,
        lost=running and not applying and is_lost(of.lease_until, now),
        may_cancel=may_cancel(state, applying=applying) and not of.cancel_requested,
        may_retry=may_retry(state) and kind is not None and kind.allowed(actor),
    )
