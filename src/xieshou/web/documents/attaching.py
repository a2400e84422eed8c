"""The pages on which an administrator keeps texts, photos and files with a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xieshou.domain.evidence.documents import keeping
from xieshou.domain.evidence.documents.keeping import AttachmentRefusedError, Kept, Refusal
from xieshou.domain.evidence.documents.storage import FileGoneError
from xieshou.domain.evidence.models import Attachment, AttachmentKind, Document
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate
from xieshou.web.documents.forms import (
    CaptionForm,
    OtherFileForm,
    PhotoCaptionForm,
    PhotoFileForm,
    SureForm,
    TextFileForm,
)
from xieshou.web.documents.serving import attachment_asked
from xieshou.web.documents.views import document_asked
from xieshou.web.documents.wording import refusal_in_words
from xieshou.web.shell import words
from xieshou.web.shell.actors import actor_of


def writer_of(request: HttpRequest) -> Actor:
    """The actor, who may keep and remove files.

    Raises:
        NotAllowedError: for everybody else.
    """
    actor = actor_of(request)
    actor.require_write(_("只有管理员可以附上、更改和移除原文、照片和附件"))
    return actor


@require_http_methods(["GET", "POST"])
def text(request: HttpRequest, document_id: int) -> HttpResponse:
    """Keep a text file."""
    actor = writer_of(request)
    document = document_asked(actor, document_id)
    form = TextFileForm(request.POST or None, request.FILES or None)
    kept = _attach(actor, document, form, keeping.attach_text, settings.ATTACHMENT_TEXT_BYTES)
    if kept is None:
        return _asking(request, document, form, _("附上原文"))
    if kept.new:
        read = _("原文已保存(按 %(encoding)s 读取)。") % {"encoding": kept.encoding}
        messages.success(request, read)
    else:
        _say_known(request)
    return redirect("documents:detail", document.pk)


@require_http_methods(["GET", "POST"])
def photo(request: HttpRequest, document_id: int) -> HttpResponse:
    """Keep a photo; the day that its camera tells is shown for confirmation where none was typed."""
    actor = writer_of(request)
    document = document_asked(actor, document_id)
    form = PhotoFileForm(request.POST or None, request.FILES or None, actor=actor)
    kept = _attach(actor, document, form, keeping.attach_photo, settings.ATTACHMENT_PHOTO_BYTES)
    if kept is None:
        return _asking(request, document, form, _("附上照片"))
    if not kept.new:
        _say_known(request)
    elif kept.taken is not None and kept.attachment.taken is None:
        messages.success(request, _("照片已保存。请核对下面由照片读出的拍摄日期。"))
        return redirect("documents:edit-attachment", kept.attachment.pk)
    else:
        messages.success(request, _("照片已保存。"))
    return redirect("documents:detail", document.pk)


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, document_id: int) -> HttpResponse:
    """Keep any other file."""
    actor = writer_of(request)
    document = document_asked(actor, document_id)
    form = OtherFileForm(request.POST or None, request.FILES or None)
    kept = _attach(actor, document, form, keeping.attach_file, settings.ATTACHMENT_FILE_BYTES)
    if kept is None:
        return _asking(request, document, form, _("附上附件"))
    if kept.new:
        messages.success(request, _("附件已保存。"))
    else:
        _say_known(request)
    return redirect("documents:detail", document.pk)


def _attach(
    actor: Actor, document: Document, form: CaptionForm, attach: Callable[..., Kept], most: int
) -> Kept | None:
    """Keep the form's file, or say in the form why not."""
    if not form.is_valid():
        return None
    upload: UploadedFile = form.cleaned_data["file"]
    try:
        if (upload.size or 0) > most:
            # Before it is read into memory.
            raise AttachmentRefusedError(Refusal.TOO_BIG, size=upload.size or 0, most=most)
        return attach(
            actor=actor, document=document, name=upload.name or "", data=upload.read(), caption=form.said
        )
    except AttachmentRefusedError as refused:
        form.add_error("file", refusal_in_words(refused))
        return None


def _asking(request: HttpRequest, document: Document, form: CaptionForm, heading: str) -> HttpResponse:
    context = {"document": document, "form": form, "heading": heading, "action": _("保存")}
    return render(request, "web/documents/attach.html", context, status=400 if form.errors else 200)


def _say_known(request: HttpRequest) -> None:
    messages.info(request, _("这份文献已附有同一文件,没有重复保存。"))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Change what is said of a kept file and who may see it."""
    actor = writer_of(request)
    attachment = attachment_asked(actor, attachment_id)
    camera = _day_of_camera(attachment)
    form: CaptionForm
    if attachment.kind == AttachmentKind.PHOTO:
        initial = PhotoCaptionForm.of(attachment)
        initial["taken"] = initial["taken"] or str(camera or "")
        form = PhotoCaptionForm(request.POST or None, initial=initial, actor=actor)
    else:
        form = CaptionForm(request.POST or None, initial=CaptionForm.of(attachment))
    # A form without ticks and words posts no field but the token.
    if request.method == "POST" and form.is_valid():
        keeping.change_attachment(actor=actor, attachment=attachment, caption=form.said)
        messages.success(request, _("已保存。"))
        return redirect("documents:detail", attachment.document_id)
    context: dict[str, Any] = {
        "document": attachment.document,
        "attachment": attachment,
        "form": form,
        "heading": _("更改附件说明"),
        "action": _("保存"),
        "camera": words.date_in_words(camera) if camera and attachment.taken is None else "",
    }
    return render(request, "web/documents/attach.html", context, status=400 if form.errors else 200)


def _day_of_camera(attachment: Attachment) -> PartialDate | None:
    try:
        return keeping.taken_by_camera(attachment)
    except (FileGoneError, AttachmentRefusedError):
        return None


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Remove a kept file, after asking."""
    actor = writer_of(request)
    attachment = attachment_asked(actor, attachment_id)
    form = SureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        keeping.remove_attachment(actor=actor, attachment=attachment)
        messages.success(request, _("已移除 %(name)s。") % {"name": attachment.name})
        return redirect("documents:detail", attachment.document_id)
    context = {
        "document": attachment.document,
        "attachment": attachment,
        "form": form,
        "heading": _("移除附件"),
        "action": _("移除"),
    }
    return render(request, "web/documents/attach.html", context, status=400 if form.errors else 200)


@require_http_methods(["POST"])
def reference(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Make a kept text the one in which figures will be counted."""
    actor = writer_of(request)
    attachment = attachment_asked(actor, attachment_id)
    try:
        keeping.declare_reference(actor=actor, attachment=attachment)
    except keeping.ReferenceRefusedError:
        raise Http404(_("这份文献已有基准原文,或已有数字按另一份原文标明位置,不能更换")) from None
    messages.success(request, _("已定为基准原文:以后的数字位置按它计算。"))
    return redirect(f"{reverse('documents:detail', args=[attachment.document_id])}#text")
