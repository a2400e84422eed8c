"""The tables of these pages as files."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xieshou.domain.evidence.documents import register
from xieshou.domain.evidence.models import Document
from xieshou.web.documents.filters import asked_of
from xieshou.web.documents.views import document_asked
from xieshou.web.shell import words
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv


def export(request: HttpRequest) -> HttpResponse:
    """The list with its filters, each reprint after its original."""
    asked = asked_of(request)
    header = [
        *(_("编号"), _("标题"), _("发文或刊登单位"), _("文号"), _("日期"), _("种类"), _("可靠性")),
        *(_("著录可信度"), _("数字"), _("已附原文"), _("转载自"), _("网址或出处"), _("说明")),
    ]
    rows = []
    for document in register.documents(actor_of(request), asked.filter, asked.order):
        rows.append(_row(document, ""))
        rows += [_row(reprint, document.code) for reprint in document.reprints.all()]
    return as_csv("documents", header, rows)


def _row(document: Document, original: str) -> list[object]:
    return [
        document.code,
        document.title,
        document.issuer,
        document.number,
        document.dated or "",
        document.get_kind_display(),
        document.get_reliability_display(),
        document.get_certainty_display(),
        document.claim_count,
        _("是") if document.has_text else _("否"),
        original,
        document.address,
        document.note,
    ]


def export_claims(request: HttpRequest, document_id: int) -> HttpResponse:
    """The figures of one document and its reprints, in order of appearance."""
    actor = actor_of(request)
    document = document_asked(actor, document_id)
    header = [
        *(_("编号"), _("原文数字"), pgettext("单数", "指标"), _("数值"), _("上限"), pgettext("计量", "单位")),
        *(
            _("限定"),
            _("口径"),
            _("起于"),
            _("截至"),
            _("状态"),
            _("原文起点"),
            _("原文止点"),
            _("文献"),
            _("说明"),
        ),
    ]
    rows = [
        [
            claim.code,
            claim.surface,
            words.name_of(claim.indicator),
            _plainly(claim.value),
            _plainly(claim.value_high),
            claim.unit,
            claim.word or claim.get_qualifier_display(),
            claim.get_scope_display(),
            claim.start or "",
            claim.as_of or "",
            claim.get_status_display(),
            "" if claim.span_start is None else claim.span_start,
            "" if claim.span_end is None else claim.span_end,
            claim.document.code,
            claim.note,
        ]
        for claim in register.claims_of(actor, register.one_document(document))
    ]
    return as_csv(f"document-{document.pk}-figures", header, rows)


def _plainly(value: Decimal | None) -> str:
    """Without the zeros that the column's scale adds, and never as 1.5E+8."""
    return "" if value is None else format(value.normalize(), "f")


def export_principles(request: HttpRequest) -> HttpResponse:
    """Every guiding principle with its document."""
    header = [_("种类"), _("原文"), _("英文"), _("文献"), _("标题"), _("说明")]
    rows = [
        [
            each.get_kind_display(),
            each.text,
            each.text_en,
            each.document.citation,
            each.document.title,
            each.note,
        ]
        for each in register.principles(actor_of(request))
    ]
    return as_csv("principles", header, rows)
