"""The live bar of a job, for its own page and wherever a job was started."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.workflow.jobs import queries
from xieshou.domain.workflow.jobs.models import Job, JobState
from xieshou.web.jobs import results, wording
from xieshou.web.shell.actors import actor_of


@dataclass(frozen=True, slots=True)
class Bar:
    """What ``web/parts/job_bar.html`` shows; texts are in the language of the page.

    ``percent`` is None while nobody knows how much there is to do.
    """

    job: Job
    title: str
    state: str
    badge: str
    shape: str
    remark: str
    open: bool
    running: bool
    percent: int | None
    facts: list[str]
    elapsed: str
    result: tuple[str, str] | None
    may_cancel: bool
    may_retry: bool


def bar_of(request: HttpRequest, job: Job) -> Bar:
    """The bar of a job that the reader may see."""
    seen = queries.watched(actor_of(request), job, timezone.now())
    state = JobState(job.state)
    badge, shape = wording.BADGES[state]
    running = state is JobState.RUNNING
    facts = [wording.amount(job)]
    if running and not seen.applying:
        facts += [wording.rate(seen.pace, job.unit), wording.left(seen.pace)]
    share = None if seen.applying else seen.pace.share
    return Bar(
        job=job,
        title=str(seen.title or job.kind),
        state=str(state.label),
        badge=badge,
        shape=shape,
        remark=_remark(seen),
        open=seen.open,
        running=running,
        percent=None if share is None else int(share * 100),
        facts=[fact for fact in facts if fact],
        elapsed=wording.span(seen.elapsed),
        result=results.page_of(job) if state is JobState.DONE else None,
        may_cancel=seen.may_cancel,
        may_retry=seen.may_retry,
    )


def bars_of(request: HttpRequest, jobs: Iterable[Job]) -> list[Bar]:
    """The bars of several."""
    return [bar_of(request, job) for job in jobs]


def _remark(seen: queries.Watched) -> str:
    if seen.lost:
        return _("执行进程没有回应,稍后会自动处理")
    if seen.applying:
        return _("正在写入,不能再取消")
    if seen.job.cancel_requested:
        return _("正在取消")
    return ""
