"""The page of an uploaded file: what was understood, what it would change, what is wrong."""

from __future__ import annotations

import mimetypes
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xieshou.domain.personal import UnreadableError
from xieshou.domain.personal.files import SealedFile
from xieshou.domain.workflow.ledgers import queries
from xieshou.domain.workflow.ledgers.models import Upload, UploadState
from xieshou.web.jobs.bars import bar_of
from xieshou.web.ledgers import beside, parts
from xieshou.web.ledgers.asking import signed_in
from xieshou.web.ledgers.rows import row_of, title_of
from xieshou.web.ledgers.understanding import in_words
from xieshou.web.shell import words
from xieshou.web.shell.actors import actor_of
from xieshou.workbooks.registering import Register, UnknownRegisterError, register_named


def upload_asked(request: HttpRequest, upload_id: int) -> Upload:
    """The upload of the address, if the reader may see it; another's is as if it were not there."""
    try:
        return queries.upload(signed_in(request), upload_id)
    except Upload.DoesNotExist:
        raise Http404(_("没有这个上传的文件")) from None


def register_of(upload: Upload) -> Register | None:
    """Its register; None where this version does not know it."""
    try:
        return register_named(upload.register)
    except UnknownRegisterError:
        return None


@require_safe
def detail(request: HttpRequest, upload_id: int) -> HttpResponse:
    """What the file would do, or did."""
    upload, actor = upload_asked(request, upload_id), actor_of(request)
    register = register_of(upload)
    bar = bar_of(request, upload.job) if upload.job else None
    counted = upload.state in (UploadState.CHECKED, UploadState.APPLIED)
    waits = upload.state in (UploadState.CHECKED, UploadState.REFUSED, UploadState.RECEIVED)
    context: dict[str, Any] = {
        "upload": upload,
        "row": row_of(upload),
        "title": title_of(upload.register),
        "known": register is not None,
        "bar": bar,
        "refusal": upload.refusal.get("en" if words.in_english() else "zh", ""),
        "counted": counted,
        "figures": parts.figures(upload),
        "writes": upload.new + upload.changed,
        "decide": waits
        and (register.may_import(actor) if register else actor.may_write)
        and not (bar and bar.open),
        "kept": queries.sent(actor, upload) is not None,
        "gone": True,
        "next": beside.page_of(upload.register),
    }
    if counted and register is not None and upload.folder:
        said = queries.understood(actor, upload)
        context["gone"] = not said
        if said:
            context |= parts.section(request, actor, upload, register.workbook)
            context["understood"] = in_words(register.workbook, said)
    return render(request, "web/ledgers/upload.html", context)


@require_safe
def marked(request: HttpRequest, upload_id: int) -> StreamingHttpResponse:
    """The sender's own workbook with the wrong cells marked."""
    upload = upload_asked(request, upload_id)
    file = queries.marked(actor_of(request), upload)
    if file is None:
        raise Http404(_("没有标注的工作簿:文件没有错误,或已清理"))
    stem = upload.name.rsplit(".", 1)[0]
    filename = _("%(name)s-标注") % {"name": stem} + ".xlsx"
    return _download(file, filename)


@require_safe
def original(request: HttpRequest, upload_id: int) -> StreamingHttpResponse:
    """The file as it was sent. It is never shown, only saved."""
    upload = upload_asked(request, upload_id)
    file = queries.sent(actor_of(request), upload)
    if file is None:
        raise Http404(_("上传的原文件已清理"))
    answer = _download(file, upload.name)
    answer["Content-Length"] = str(upload.size)
    return answer


def _download(file: SealedFile, filename: str) -> StreamingHttpResponse:
    try:
        chunks = queries.contents(file)
    except UnreadableError:
        raise Http404(_("文件无法解密:它的密钥已不在密钥环中")) from None
    kind = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    answer = StreamingHttpResponse(chunks, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
