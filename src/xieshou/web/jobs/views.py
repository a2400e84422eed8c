"""The pages on which jobs are watched."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xieshou.domain.workflow.jobs import queries
from xieshou.domain.workflow.jobs.files import job_file
from xieshou.domain.workflow.jobs.models import Job, JobState
from xieshou.kernel.actor import Actor, NotAllowedError
from xieshou.web.jobs.bars import bar_of, bars_of
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv
from xieshou.web.shell.requests import UnreadableRequestError

PAGE_SIZE = 50


def signed_in(request: HttpRequest) -> Actor:
    """Who asks, if they have signed in.

    Raises:
        NotAllowedError: for strangers.
    """
    actor = actor_of(request)
    if actor.user_id is None:
        raise NotAllowedError(_("登录后才能查看任务"))
    return actor


def asked_job(request: HttpRequest, job_id: int) -> Job:
    """The job of the address, if the reader may see it; another's is as if it were not there."""
    try:
        return queries.job(signed_in(request), job_id)
    except Job.DoesNotExist:
        raise Http404(_("没有这项任务,它可能已被清理")) from None


def _asked_state(request: HttpRequest) -> JobState | None:
    text = request.GET.get("state", "")
    try:
        return JobState(text) if text else None
    except ValueError:
        raise UnreadableRequestError(_("状态“%(text)s”无法识别") % {"text": text[:40]}) from None


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The reader's jobs, for administrators everybody's, and what can be started here."""
    actor, state = signed_in(request), _asked_state(request)
    counts = queries.counts(actor)
    paginator = Paginator(queries.jobs(actor, state), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "bars": bars_of(request, page),
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "state": state,
        "states": [(known, counts[known]) for known in JobState if known in counts],
        "total": sum(counts.values()),
        "offered": queries.offered(actor),
    }
    return render(request, "web/jobs/list.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The list as CSV."""
    found = queries.jobs(signed_in(request), _asked_state(request))
    header = [
        *(_("编号"), _("任务种类"), _("对象"), _("状态"), _("发起人"), _("发起时间"), _("开始时间")),
        *(_("结束时间"), _("尝试次数"), _("已处理"), _("总量"), _("计量单位"), _("结果"), _("失败原因")),
    ]
    rows = (
        [
            *(bar.job.pk, bar.title, bar.job.title, bar.state, _name(bar.job)),
            *(_moment(at) for at in (bar.job.created_at, bar.job.started_at, bar.job.finished_at)),
            *(bar.job.attempts, bar.job.done, "" if bar.job.total is None else bar.job.total, bar.job.unit),
            *(bar.job.summary, bar.job.failure),
        ]
        for bar in bars_of(request, found)
    )
    return as_csv(f"jobs-{timezone.localdate()}", header, rows)


def _name(job: Job) -> str:
    return (job.asked_by.get_full_name() or job.asked_by.get_username()) if job.asked_by else _("系统")


def _moment(at) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""


@require_safe
def detail(request: HttpRequest, job_id: int) -> HttpResponse:
    """One job: how it goes, its log, what came of it."""
    job = asked_job(request, job_id)
    context = {
        "bar": bar_of(request, job),
        "lines": queries.lines(actor_of(request), job),
        "asked_by": _name(job),
    }
    return render(request, "web/jobs/detail.html", context)


@require_safe
def bar(request: HttpRequest, job_id: int) -> HttpResponse:
    """The bar alone, which asks for itself while the job is open."""
    return render(request, "web/parts/job_bar.html", {"bar": bar_of(request, asked_job(request, job_id))})


@require_safe
def result_file(request: HttpRequest, job_id: int) -> HttpResponseBase:
    """The file that the job left."""
    job = asked_job(request, job_id)
    path = job_file(job.pk, job.result_file) if job.result_file else None
    if path is None or not path.is_file():
        raise Http404(_("这项任务没有结果文件"))
    return FileResponse(path.open("rb"), as_attachment=True, filename=job.result_file)
