"""Templates, their versions and names as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from xieshou.papers.shelf import NoSuchVersionError
from xieshou.web.papers.asked import Asked, asked_of
from xieshou.web.papers.views import named_values
from xieshou.web.shell.exports import as_csv

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_word(name: str, data: bytes) -> HttpResponse:
    """A Word file to keep; browsers never open it in the page."""
    response = HttpResponse(data, content_type=WORD)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def in_use(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """The template with which the paper is printed now."""
    asked = asked_of(request, code, language)
    own = asked.shelf.in_use()
    return _shipped(asked) if own is None else _version(asked, own.number)


def shipped(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """The template that comes with the software."""
    return _shipped(asked_of(request, code, language))


def version(request: HttpRequest, code: str, language: str, number: int) -> HttpResponse:
    """One of the users' own."""
    return _version(asked_of(request, code, language), number)


def _shipped(asked: Asked) -> HttpResponse:
    return as_word(f"{asked.paper.code}-{asked.language}-shipped.docx", asked.paper.shipped(asked.language))


def _version(asked: Asked, number: int) -> HttpResponse:
    try:
        data = asked.shelf.template(asked.shelf.version(number))
    except NoSuchVersionError:
        raise Http404(_("没有这一版模板,或其文件已丢失")) from None
    return as_word(f"{asked.paper.code}-{asked.language}-{number}.docx", data)


def versions(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """Who took which template into use, when and why, as CSV."""
    asked = asked_of(request, code, language)
    header = (_("版本"), _("文件"), _("更换人"), _("时间"), _("说明"), "SHA-256")
    rows = [
        (v.number, v.name, v.by, timezone.localtime(v.at).strftime("%Y-%m-%d %H:%M"), v.note, v.sha256)
        for v in asked.shelf.versions()
    ]
    return as_csv(f"template-versions-{asked.paper.code}-{asked.language}", header, rows)


def names(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """What a template may name, as CSV."""
    asked = asked_of(request, code, language)
    header = (_("名称"), _("示例"))
    return as_csv(f"template-names-{asked.paper.code}-{asked.language}", header, named_values(asked))
