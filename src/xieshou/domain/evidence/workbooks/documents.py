"""The ledger of documents. One number is one document, and a reprint names its original by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.certainty import Certainty
from xieshou.domain.codelists import CERTAINTIES, codes_of
from xieshou.domain.evidence.documents.register import DocumentFilter, documents
from xieshou.domain.evidence.models import Document, DocumentKind, Reliability
from xieshou.domain.evidence.refreshing import compare_anew
from xieshou.domain.evidence.storing import store
from xieshou.domain.evidence.workbooks.columns import HOLDING
from xieshou.domain.evidence.workbooks.faults import (
    Fault,
    Row,
    named,
    require_none,
    rows_of,
    unfit,
    with_usual,
)
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.docnumbers import BadDocumentNumberError, DocumentNumber
from xieshou.kernel.period import Precision
from xieshou.kernel.text import fold
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, register
from xieshou.workbooks.tables import Table

KINDS = codes_of(
    DocumentKind,
    {
        "policy": "policy",
        "agreement": "agreement",
        "report": "report",
        "press": "press",
        "study": "study",
        "standard": "standard",
        "dataset": "data",
        "other": "other",
    },
)
RELIABILITIES = codes_of(Reliability, {"good": "good", "weak": "weak", "unknown": "not rated"})

WORKBOOK = Workbook(
    "documents",
    "文献台账",
    "Documents",
    (
        Column("code", "编号", "Code", required=True, longest=40, example="示例1",
               help="引用用的短号,定后不改", help_en="by which others cite it; it never changes"),
        Column("kind", "种类", "Kind", Kind.CODE, required=True, codes=KINDS, example="政策文件"),
        Column("title", "标题", "Title", required=True, longest=300, example="示例文件"),
        Column("issuer", "发文或刊登单位", "Issued by", longest=200, also=("发文单位", "来源")),
        Column("number", "文号", "Document number", Kind.DOCUMENT_NUMBER, example="中办发〔2016〕69号",
               help="文号相同即同一文献", help_en="documents with one number are one document"),
        Column("dated", "日期", "Date", Kind.DATE, also=("发文日期", "发表日期"), example="2016-12",
               help="知道多少写多少;只知不早于某日写 >=2016-10-27",
               help_en="as far as it is known; >=2016-10-27 when only the earliest day is"),
        Column("address", "网址或出处", "Address", longest=300, also=("网址",)),
        Column("reliability", "可靠性", "Reliability", Kind.CODE, codes=RELIABILITIES,
               help="空 = 未评定", help_en="empty = not rated"),
        Column("certainty", "著录可信度", "Certainty of these data", Kind.CODE, codes=CERTAINTIES,
               help="空 = 有出处", help_en="empty = sourced"),
        Column("reprint_of", "转载自", "Reprint of", longest=40, help="原文献的编号",
               help_en="the code of the original"),
        Column("note", "说明", "Note", also=("备注",)),
    ),
    key=("code",),
)  # fmt: skip
_PLAIN = ("kind", "title", "issuer", "number", "address", "reliability", "certainty", "note")


def _found(actor: Actor, filters: Mapping[str, str]) -> QuerySet[Document]:
    kind, reliability = filters.get("kind"), filters.get("reliability")
    asked = DocumentFilter(
        text=filters.get("text", ""),
        kind=DocumentKind(kind) if kind else None,
        reliability=Reliability(reliability) if reliability else None,
        has_text={"yes": True, "no": False}.get(filters.get("has_text", "")),
    )
    if not asked.any:
        return Document.objects.all()
    roots = documents(actor, asked).order_by().values("pk")
    return Document.objects.filter(Q(pk__in=roots) | Q(reprint_of__in=roots))


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives."""
    return _found(actor, filters).count()


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The documents by code; filters ``kind``, ``reliability``, ``has_text`` and ``text``.

    As on the page of documents, an original and its reprints come together when one of them answers.
    """
    for document in _found(actor, filters).select_related("reprint_of").order_by("code").iterator():
        original = document.reprint_of
        yield {
            "code": document.code,
            **{name: getattr(document, name) for name in _PLAIN},
            "dated": document.dated,
            "reprint_of": original.code if original else None,
        }


def settle(actor: Actor, table: Table) -> Table:
    """An empty cell is what is usual."""
    return with_usual(table, reliability=Reliability.UNKNOWN.value, certainty=Certainty.SOURCE.value)


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name numbers that are none or another document's, and originals that cannot be."""
    return named(reading, _faults(list(reading.table.rows()), _stored()))


@act("导入文献")
def apply(actor: Actor, changes: Changes) -> None:
    """Store them as the person's: later loads leave them. What rests on documents is worked out anew.

    Raises:
        NotAllowedError: when the actor may not write.
        ChangesRefusedError: when a rule refuses one of them.
    """
    actor.require_write(_("导入文献"))
    stored, given = _stored(), rows_of(changes)
    require_none(WORKBOOK, _faults(given, stored))
    written = [_filled(values, stored) for _row, values in given]
    # A number may move from one document to another; the constraint looks at every step.
    numbers = {document.code: document.number for document in written}
    moving = [code for code, number in numbers.items() if code in stored and stored[code].number != number]
    Document.objects.filter(code__in=moving).update(number="")
    edited_at = timezone.now()
    store(Document, "code", written, but=("reprint_of_id", "text_sha256"), edited_at=edited_at)
    if "reprint_of" in changes.fields:
        ids = dict(Document.objects.values_list("code", "pk"))
        for document, (_row, values) in zip(written, given, strict=True):
            document.reprint_of_id = ids[values["reprint_of"]] if values["reprint_of"] else None
        Document.objects.bulk_update(written, ["reprint_of_id"])
    Document.objects.filter(code__in=numbers).update(edited_at=edited_at)
    compare_anew(actor=actor)


def _stored() -> dict[str, Document]:
    return {document.code: document for document in Document.objects.select_related("reprint_of")}


def _filled(values: Mapping[str, Any], stored: Mapping[str, Document]) -> Document:
    """The document as it would be: what the file does not have stays, or is the usual."""
    document = Document(code=values["code"])
    if old := stored.get(values["code"]):
        for field in Document._meta.concrete_fields:
            setattr(document, field.attname, getattr(old, field.attname))
    for name in _PLAIN:
        if values.get(name) or (name in values and name not in ("reliability", "certainty")):
            setattr(document, name, values[name] or "")
    if "dated" in values:
        dated = values["dated"]
        document.dated_on = dated.day if dated else None
        document.date_precision = (dated.precision if dated else Precision.UNKNOWN).value
    return document


def _faults(given: list[Row], stored: Mapping[str, Document]) -> Iterator[Fault]:
    for row, values in given:
        if values["code"]:
            yield from unfit(row, _filled(values, stored), [name for name in _PLAIN if values.get(name)])
    yield from _wrong_numbers(given, stored)
    yield from _wrong_originals(given, stored)


def _wrong_numbers(given: list[Row], stored: Mapping[str, Document]) -> Iterator[Fault]:
    numbers = {code: document.number for code, document in stored.items()}
    numbers.update({values["code"]: values["number"] or "" for _row, values in given if "number" in values})
    holders: dict[str, list[str]] = {}
    for code, held in numbers.items():
        if held and code:
            holders.setdefault(held, []).append(code)
    for row, values in given:
        number = values.get("number")
        if not number or (values["code"] in stored and stored[values["code"]].number == number):
            continue  # who has it keeps it
        try:
            DocumentNumber.parse(fold(number))
        except BadDocumentNumberError:
            yield Fault(row, "number", "应写作 中办发〔2016〕69号", "write it as 中办发〔2016〕69号", number)
            continue
        others = "、".join(code for code in holders.get(number, ()) if code != values["code"])
        if others:
            yield Fault(
                row,
                "number",
                f"已属于文献 {others}:文号相同即同一文献",
                f"belongs to document {others}: one number is one document",
                number,
            )


def _wrong_originals(given: list[Row], stored: Mapping[str, Document]) -> Iterator[Fault]:
    originals: dict[str, str | None] = {
        code: each.reprint_of.code if each.reprint_of else None for code, each in stored.items()
    }
    for _row, values in given:
        originals[values["code"]] = values.get("reprint_of", originals.get(values["code"]))
    reprinted = Counter(code for code in originals.values() if code)
    for row, values in given:
        code, original = values["code"], values.get("reprint_of")
        if not original:
            continue
        if original not in originals:
            yield Fault(row, "reprint_of", "没有这个编号的文献", "no document has this code", original)
        elif original == code:
            yield Fault(row, "reprint_of", "不能转载自己", "a document does not reprint itself", original)
        elif first := originals[original]:
            zh = f"{original} 本身转载自 {first}:请写 {first}"
            yield Fault(row, "reprint_of", zh, f"reprints {first} itself: name that", original)
        elif reprinted[code]:
            zh = "已有文献转载自它,不能再写作转载"
            yield Fault(row, "reprint_of", zh, "has reprints of its own, so it is none", original)


FILTERS = (
    WORKBOOK.column("kind"),
    WORKBOOK.column("reliability"),
    Column("has_text", "已附原文", "Text attached", Kind.BOOLEAN),
    HOLDING,
)
register(Register(WORKBOOK, rows, apply, check, filters=FILTERS, count=count, settle=settle))
