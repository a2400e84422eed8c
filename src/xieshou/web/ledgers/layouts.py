"""Layouts: tables of other systems, for which there is a form and a check. Nothing of a file is kept."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xieshou.domain.workflow.ledgers.exporting import template
from xieshou.domain.workflow.ledgers.layouts import LayoutCheck, check_file
from xieshou.web.ledgers.asking import signed_in
from xieshou.web.ledgers.columns import columns_of
from xieshou.web.ledgers.files import made
from xieshou.web.ledgers.forms import UploadForm
from xieshou.web.ledgers.understanding import in_words
from xieshou.web.shell import words
from xieshou.workbooks.registering import Layout, UnknownRegisterError, layout_named, layouts

SHOWN = 200


def layout_asked(name: str) -> Layout:
    """The layout of the address, or a page that says there is none."""
    try:
        return layout_named(name)
    except UnknownRegisterError:
        raise Http404(_("没有这种表式")) from None


@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """Every layout that there is."""
    signed_in(request)
    rows = [
        (each.name, each.workbook.named(words.language()), len(each.workbook.columns)) for each in layouts()
    ]
    return render(request, "web/ledgers/layouts.html", {"rows": rows})


@require_safe
def template_file(request: HttpRequest, name: str) -> FileResponse:
    """Its form to fill in."""
    signed_in(request)
    layout, language = layout_asked(name), words.language()
    file = made(lambda target: template(register=layout, target=target, language=language), ".xlsx")
    title = layout.workbook.named(language)
    return FileResponse(file, as_attachment=True, filename=_("%(title)s-模板") % {"title": title} + ".xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, name: str) -> HttpResponseBase:
    """One layout; a file that is posted is checked, and told about or given back with its cells marked."""
    actor, layout = signed_in(request), layout_asked(name)
    form, found = UploadForm(), None
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "file"
                with path.open("wb") as kept:
                    kept.writelines(file.chunks())
                found = check_file(
                    actor=actor, layout=layout, source=path, name=file.name or "", waiting=True
                )
                if found.refusal is not None:
                    form.add_error("file", found.refusal.describe(words.language()))
                elif found.problems and request.POST.get("give") == "marked":
                    return _marked(found, path)
    status = 400 if form.errors else 200
    return render(request, "web/ledgers/layout.html", _context(layout, form, found), status=status)


def _marked(found: LayoutCheck, source: Path) -> FileResponse:
    language = words.language()
    file = made(lambda target: found.mark(source, target, language), ".xlsx")
    filename = _("%(name)s-标注") % {"name": found.file.rsplit(".", 1)[0]} + ".xlsx"
    return FileResponse(file, as_attachment=True, filename=filename)


def _context(layout: Layout, form: UploadForm, found: LayoutCheck | None) -> dict[str, object]:
    workbook = layout.workbook
    context: dict[str, object] = {
        "name": layout.name,
        "title": workbook.named(words.language()),
        "columns": list(columns_of(workbook)),
        "form": form,
    }
    if found is None or found.reading is None:
        return context
    return context | {
        "found": found,
        "right": found.rows - found.wrong,
        "page": found.cells[:SHOWN],
        "more": max(found.problem_count - SHOWN, 0),
        "understood": in_words(workbook, found.understood),
    }
