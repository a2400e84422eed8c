"""The pages on which an administrator records a document, changes it, and says what it reprints."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xieshou.domain.evidence.documents import register, services
from xieshou.domain.evidence.models import Document
from xieshou.domain.evidence.refreshing import compare_anew
from xieshou.kernel.docnumbers import BadDocumentNumberError
from xieshou.web.documents.forms import DocumentForm, NewDocumentForm, ReprintForm
from xieshou.web.documents.views import document_asked
from xieshou.web.documents.wording import reprint_in_words
from xieshou.web.shell.actors import actor_of


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Record a document."""
    actor = actor_of(request)
    actor.require_write(_("只有管理员可以登记和更改文献"))
    form = NewDocumentForm(request.POST or None)
    holder = None
    if form.is_valid():
        try:
            document = services.record_document(
                actor=actor, particulars=form.particulars, code=form.cleaned_data["code"]
            )
        except services.CodeTakenError as taken:
            holder = taken.holder
            form.add_error("code", _("编号已被另一份文献使用"))
        except services.NumberTakenError as taken:
            holder = taken.holder
            form.add_error("number", _("文号相同即同一文献,不重复登记"))
        except BadDocumentNumberError:
            form.add_error("number", _("文号应写作 中办发〔2016〕69号;不是这种文号的,写入说明"))
        else:
            messages.success(request, _("文献已登记。可以附上原文、照片或附件。"))
            return redirect("documents:detail", document.pk)
    context = {"form": form, "holder": holder}
    return render(request, "web/documents/form.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, document_id: int) -> HttpResponse:
    """Change what is said of a document."""
    actor = actor_of(request)
    actor.require_write(_("只有管理员可以登记和更改文献"))
    document = document_asked(actor, document_id)
    form = DocumentForm(request.POST or None, initial=DocumentForm.of(document))
    holder = None
    if form.is_valid():
        try:
            services.change_document(actor=actor, document=document, particulars=form.particulars)
        except services.NumberTakenError as taken:
            holder = taken.holder
            form.add_error("number", _("文号相同即同一文献;若两者是同一份,请标明转载"))
        except BadDocumentNumberError:
            form.add_error("number", _("文号应写作 中办发〔2016〕69号;不是这种文号的,写入说明"))
        else:
            compare_anew(actor=actor)
            messages.success(request, _("已保存。"))
            return redirect("documents:detail", document.pk)
    context = {
        "form": form,
        "holder": holder,
        "document": document,
        "originals": _originals(request, document),
    }
    return render(request, "web/documents/form.html", context, status=400 if form.errors else 200)


def _originals(request: HttpRequest, document: Document) -> ReprintForm:
    found = register.possible_originals(actor_of(request), document)
    return ReprintForm(
        request.POST if "original" in request.POST else None,
        originals=list(found),
        initial={"original": document.reprint_of_id or ""},
    )


@require_http_methods(["POST"])
def reprint(request: HttpRequest, document_id: int) -> HttpResponse:
    """Say what the document reprints, or, with nothing chosen, that it is no reprint."""
    actor = actor_of(request)
    actor.require_write(_("只有管理员可以登记和更改文献"))
    document = document_asked(actor, document_id)
    if "none" in request.POST:
        services.unmark_reprint(actor=actor, document=document)
        compare_anew(actor=actor)
        messages.success(request, _("已撤销转载关系。"))
        return redirect("documents:detail", document.pk)
    originals = _originals(request, document)
    if originals.is_valid():
        original = originals.originals[originals.cleaned_data["original"]]
        try:
            services.mark_reprint(actor=actor, document=document, of=original)
        except services.ReprintRefusedError as refused:
            originals.add_error("original", reprint_in_words(refused))
        else:
            compare_anew(actor=actor)
            messages.success(request, _("已标明转载:两份算作同一文献,数字和引用归于原件。"))
            return redirect("documents:detail", document.pk)
    form = DocumentForm(initial=DocumentForm.of(document))
    context = {"form": form, "document": document, "originals": originals}
    return render(request, "web/documents/form.html", context, status=400)
