"""The page on which a pasted text is cut before it is kept (A31-9)."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xieshou.domain.evidence.documents import keeping, texts
from xieshou.domain.evidence.documents.keeping import AttachmentRefusedError, Caption
from xieshou.web.documents.attaching import writer_of
from xieshou.web.documents.forms import PasteForm
from xieshou.web.documents.views import document_asked
from xieshou.web.documents.wording import refusal_in_words

# Noise stands at either end; of a long text the middle need not be looked through.
SHOWN_LINES = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the preview; ``number`` is 0 for the gap that stands for those not shown."""

    number: int
    text: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """A pasted text with its cut: what would be kept, its hash, and whether it is the reference text."""

    lines: list[Line]
    total: int
    first: int
    last: int
    sha256: str
    matches: bool

    @property
    def cut(self) -> bool:
        """Is anything cut off?"""
        return self.first > 1 or self.last < self.total


@require_http_methods(["GET", "POST"])
def paste(request: HttpRequest, document_id: int) -> HttpResponse:
    """Paste, look, cut head and tail, keep."""
    actor = writer_of(request)
    document = document_asked(actor, document_id)
    form = PasteForm(request.POST if request.method == "POST" else None)
    preview = None
    if form.is_valid():
        preview = _preview(request, form, document.text_sha256)
        if preview is not None and "keep" in request.POST:
            body = texts.keep_lines(form.cleaned_data["text"], preview.first, preview.last)
            said = form.said
            try:
                kept = keeping.attach_text(
                    actor=actor,
                    document=document,
                    name=_("粘贴的原文") + ".txt",
                    data=body.encode(),
                    caption=Caption(said.public, said.caption or _cut_in_words(preview)),
                )
            except AttachmentRefusedError as refused:
                form.add_error("text", refusal_in_words(refused))
            else:
                messages.success(request, _what_was_kept(preview, kept.new))
                return redirect("documents:detail", document.pk)
    shown = PasteForm(initial=_typed(form, preview)) if preview and not form.errors else form
    context = {"document": document, "form": shown, "preview": preview}
    return render(request, "web/documents/paste.html", context, status=400 if form.errors else 200)


def _preview(request: HttpRequest, form: PasteForm, reference: str) -> Preview | None:
    """The text with its cut; a line's own buttons go before the numbers typed."""
    lines = texts.plain(form.cleaned_data["text"]).split("\n")
    first = _button(request, "cut_first") or form.cleaned_data["first"] or 1
    last = _button(request, "cut_last") or form.cleaned_data["last"] or len(lines)
    # More lines may be asked for than are left once the text was cut by hand.
    last = min(last, len(lines))
    if first > last:
        form.add_error("first", _("起始行在终止行之后:全文共 %(total)s 行") % {"total": len(lines)})
        return None
    kept = "\n".join(lines[first - 1 : last])
    numbered = [Line(number, text, first <= number <= last) for number, text in enumerate(lines, 1)]
    if len(numbered) > 2 * SHOWN_LINES:
        numbered = [*numbered[:SHOWN_LINES], Line(0, "", True), *numbered[-SHOWN_LINES:]]
    sha256 = texts.digest(kept)
    matches = texts.read_against(kept, sha256, reference).matches
    return Preview(numbered, len(lines), first, last, sha256, matches)


def _button(request: HttpRequest, name: str) -> int | None:
    written = request.POST.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 6 else None


def _typed(form: PasteForm, preview: Preview) -> dict[str, object]:
    return {**form.cleaned_data, "first": preview.first, "last": preview.last}


def _cut_in_words(preview: Preview) -> str:
    if not preview.cut:
        return ""
    return _("粘贴后剪取第 %(first)s 至 %(last)s 行(共 %(total)s 行)") % {
        "first": preview.first,
        "last": preview.last,
        "total": preview.total,
    }


def _what_was_kept(preview: Preview, new: bool) -> str:
    if not new:
        return _("这份文献已附有同一文件,没有重复保存。")
    if preview.cut:
        return _("已保存剪后的文字。它有自己的指纹 %(sha256)s,与未剪的全文不同。") % {
            "sha256": preview.sha256[:12]
        }
    return _("原文已保存。")
