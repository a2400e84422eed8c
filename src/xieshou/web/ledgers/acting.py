"""Receiving a file, having it imported, putting it away; what changes something asks first and is posted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from xieshou.domain.workflow.jobs.services import JobAlreadyOpenError
from xieshou.domain.workflow.ledgers import services
from xieshou.domain.workflow.ledgers.models import Upload, UploadState
from xieshou.domain.workflow.ledgers.services import UploadStateError
from xieshou.kernel.actor import Actor
from xieshou.web.ledgers.asking import importer_of, register_asked
from xieshou.web.ledgers.forms import UploadForm
from xieshou.web.ledgers.parts import rows_in_words
from xieshou.web.ledgers.registers import page_of
from xieshou.web.ledgers.rows import title_of
from xieshou.web.ledgers.uploads import register_of, upload_asked
from xieshou.web.shell import words
from xieshou.web.shell.actors import actor_of
from xieshou.workbooks.refusing import RefusedFileError


@require_POST
def receive(request: HttpRequest, name: str) -> HttpResponse:
    """Keep the file and look at it: at once where it is small, else as a job."""
    register = register_asked(name)
    actor = importer_of(request, register)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return page_of(request, actor, register, form, status=400)
    file = form.cleaned_data["file"]
    try:
        upload = services.receive_upload(
            actor=actor, register_name=register.name, name=file.name or "", content=file.chunks()
        )
    except RefusedFileError as refused:
        form.add_error("file", refused.describe(words.language()))
        return page_of(request, actor, register, form, status=400)
    services.check_upload(actor=actor, upload_id=upload.pk)
    return redirect("ledgers:upload", upload.pk)


def _worked_on(request: HttpRequest, upload_id: int) -> tuple[Upload, Actor]:
    """The upload, and who asks, if they may import into its register."""
    upload, actor = upload_asked(request, upload_id), actor_of(request)
    register = register_of(upload)
    if register is not None:
        importer_of(request, register)
    return upload, actor


@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Ask whether to import what was looked at, then have it done."""
    upload, actor = _worked_on(request, upload_id)
    asked = request.POST if request.method == "POST" else request.GET
    right_only = asked.get("rows") == "right"
    if request.method == "POST":
        try:
            services.start_applying(
                actor=actor,
                upload_id=upload.pk,
                fingerprint=request.POST.get("fingerprint", ""),
                right_rows_only=right_only,
            )
        except JobAlreadyOpenError:
            messages.info(request, _("这个文件正在导入。"))
        except UploadStateError as refused:
            messages.warning(request, str(refused))
        return redirect("ledgers:upload", upload.pk)
    writes = upload.new + upload.changed
    if upload.state != UploadState.CHECKED or not writes or bool(upload.wrong) != right_only:
        messages.info(request, _("这个文件现在不能导入,请看下面的说明。"))
        return redirect("ledgers:upload", upload.pk)
    context = {
        **_asking(upload),
        "asks": _("导入台账"),
        "act": _("导入 %(rows)s") % {"rows": rows_in_words(writes)},
        "explains": list(_consequences(upload)),
        "fingerprint": upload.fingerprint,
        "right_only": right_only,
    }
    return render(request, "web/ledgers/confirm.html", context)


def _consequences(upload: Upload) -> list[str]:
    told = [
        _("将新增 %(new)s,变更 %(changed)s;%(unchanged)s不变。")
        % {
            "new": rows_in_words(upload.new),
            "changed": rows_in_words(upload.changed),
            "unchanged": rows_in_words(upload.unchanged),
        }
    ]
    if upload.wrong:
        told.append(
            ngettext("有误的 %(n)s 行不导入。", "有误的 %(n)s 行不导入。", upload.wrong)
            % {"n": f"{upload.wrong:,}"}
        )
    told.append(_("要么全部写入,要么一行也不写。如果别人刚改过这些记录,会先请您重新核对。"))
    return told


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Ask whether to put the file away, then do."""
    upload, actor = _worked_on(request, upload_id)
    if request.method == "POST":
        try:
            services.discard_upload(actor=actor, upload_id=upload.pk)
        except UploadStateError as refused:
            messages.warning(request, str(refused))
            return redirect("ledgers:upload", upload.pk)
        messages.success(request, _("已放弃 %(name)s,台账没有变化。") % {"name": upload.name})
        return redirect("ledgers:register", upload.register)
    context = {
        **_asking(upload),
        "asks": _("放弃导入"),
        "act": _("放弃"),
        "explains": [_("上传的文件和核对结果会被删除,台账没有变化;导入记录里留下一行。")],
    }
    return render(request, "web/ledgers/confirm.html", context)


def _asking(upload: Upload) -> dict[str, Any]:
    return {"upload": upload, "title": title_of(upload.register)}
