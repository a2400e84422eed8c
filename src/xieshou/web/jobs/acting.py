"""Starting, cancelling and retrying jobs; what changes something asks first and is posted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xieshou.domain.workflow.jobs import queries, services
from xieshou.web.jobs.bars import bar_of
from xieshou.web.jobs.views import asked_job, signed_in
from xieshou.web.shell.actors import actor_of


@require_POST
def start(request: HttpRequest, kind: str) -> HttpResponse:
    """Start one of the kinds that the page offers."""
    actor = signed_in(request)
    actor.require_write(_("只有管理员可以启动任务"))
    if kind not in {offered.name for offered in queries.offered(actor)}:
        raise Http404(_("没有这种任务"))
    try:
        job = services.start_job(actor=actor, kind=kind)
    except services.JobAlreadyOpenError as other:
        messages.info(request, _("同样的任务已在进行,无须再次启动。"))
        return redirect("jobs:detail", other.job_id) if other.job_id else redirect("jobs:list")
    messages.success(request, _("任务已排队;可以离开本页,稍后回来查看。"))
    return redirect("jobs:detail", job.pk)


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    """Ask whether to cancel, then do."""
    job = asked_job(request, job_id)
    if request.method == "POST":
        try:
            done = services.cancel_job(actor=actor_of(request), job_id=job_id)
        except services.JobStateError:
            messages.warning(request, _("任务已经结束或正在写入,不能再取消。"))
        else:
            told = _("已请求取消,任务将很快停止。") if done.cancel_requested else _("任务已取消。")
            messages.success(request, told)
        return redirect("jobs:detail", job_id)
    context: dict[str, Any] = {
        "bar": bar_of(request, job),
        "asks": _("取消任务"),
        "explains": _("尚未写入的内容不会写入;已经完成的任务不受影响。取消后仍可重试。"),
        "still": bar_of(request, job).may_cancel,
    }
    return render(request, "web/jobs/confirm.html", context)


@require_http_methods(["GET", "POST"])
def retry(request: HttpRequest, job_id: int) -> HttpResponse:
    """Ask whether to try again, then do."""
    job = asked_job(request, job_id)
    if request.method == "POST":
        try:
            services.retry_job(actor=actor_of(request), job_id=job_id)
        except services.JobStateError:
            messages.warning(request, _("任务没有失败或中断,无须重试。"))
        except services.JobAlreadyOpenError as other:
            messages.info(request, _("同样的任务已在进行,无须再次启动。"))
            return redirect("jobs:detail", other.job_id or job_id)
        else:
            messages.success(request, _("任务已重新排队。"))
        return redirect("jobs:detail", job_id)
    context: dict[str, Any] = {
        "bar": bar_of(request, job),
        "asks": _("重试任务"),
        "explains": _("任务从头再做一遍;上一次没有写入任何内容。"),
        "still": bar_of(request, job).may_retry,
    }
    return render(request, "web/jobs/confirm.html", context)
