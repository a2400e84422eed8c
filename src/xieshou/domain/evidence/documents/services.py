"""Writes of documents themselves: recording, changing, and saying that one reprints another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.certainty import Certainty
from xieshou.domain.evidence.models import Document, DocumentKind, Reliability
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.docnumbers import DocumentNumber
from xieshou.kernel.period import PartialDate, Precision
from xieshou.kernel.text import fold


class NumberTakenError(ValueError):
    """Another document has this number. One number is one document; ``holder`` is it."""

    def __init__(self, holder: Document) -> None:
        super().__init__(str(holder))
        self.holder = holder


class CodeTakenError(ValueError):
    """Another document has this code; ``holder`` is it."""

    def __init__(self, holder: Document) -> None:
        super().__init__(str(holder))
        self.holder = holder


class ReprintReason(StrEnum):
    """Why one document cannot be the reprint of another."""

    ITSELF = "itself"
    OF_A_REPRINT = "of_a_reprint"
    HAS_REPRINTS = "has_reprints"


class ReprintRefusedError(ValueError):
    """The two cannot be reprint and original. ``instead`` is the document to name, where there is one."""

    def __init__(self, reason: ReprintReason, instead: Document | None = None) -> None:
        super().__init__(reason.value)
        self.reason, self.instead = reason, instead


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a document says of itself, and how far it can be relied on. ``dated`` is None where not known."""

    kind: DocumentKind
    title: str
    issuer: str = ""
    number: str = ""
    dated: PartialDate | None = None
    address: str = ""
    reliability: Reliability = Reliability.UNKNOWN
    certainty: Certainty = Certainty.SOURCE
    note: str = ""


@act("登记文献")
def record_document(*, actor: Actor, particulars: Particulars, code: str = "") -> Document:
    """Record a document that records may cite. Without ``code`` it gets the next free one, D1, D2 …

    Raises:
        NotAllowedError: when the actor may not write.
        BadDocumentNumberError: when the number is none.
        NumberTakenError: when another document has it.
        CodeTakenError: when another document has the code.
    """
    actor.require_write(_("登记文献"))
    code = code.strip()
    if code and (holder := Document.objects.filter(code=code).first()):
        raise CodeTakenError(holder)
    document = Document(code=code or _next_code())
    _fill(document, particulars)
    document.save(force_insert=True)
    return document


@act("更改文献")
def change_document(*, actor: Actor, document: Document, particulars: Particulars) -> Document:
    """Change what is said of a document. Its code stays: tables and pages cite it by that.

    A document that ships with the product is from now on the person's: later loads leave it as it is.

    Raises:
        NotAllowedError: when the actor may not write.
        BadDocumentNumberError: when the number is none.
        NumberTakenError: when another document has it.
    """
    actor.require_write(_("更改文献"))
    kept = Document.objects.select_for_update().get(pk=document.pk)
    _fill(kept, particulars)
    kept.save(
        update_fields=[
            "kind", "title", "issuer", "number", "dated_on", "date_precision", "address", "reliability",
            "certainty", "note", "edited_at",
        ]
    )  # fmt: skip
    return kept


def _fill(document: Document, particulars: Particulars) -> None:
    written = particulars.number.strip()
    number = str(DocumentNumber.parse(fold(written))) if written else ""
    if number:
        holder = Document.objects.filter(number=number).exclude(pk=document.pk).first()
        if holder is not None:
            raise NumberTakenError(holder)
    dated = particulars.dated
    document.kind, document.title = particulars.kind, particulars.title.strip()
    document.issuer, document.number = particulars.issuer.strip(), number
    document.dated_on = dated.day if dated else None
    document.date_precision = (dated.precision if dated else Precision.UNKNOWN).value
    document.address, document.note = particulars.address.strip(), particulars.note.strip()
    document.reliability, document.certainty = particulars.reliability, particulars.certainty
    document.edited_at = timezone.now()


def _next_code() -> str:
    taken = Document.objects.filter(code__regex=r"^D[0-9]+$").values_list("code", flat=True)
    return f"D{max((int(code[1:]) for code in taken), default=0) + 1}"


@act("标明转载")
def mark_reprint(*, actor: Actor, document: Document, of: Document) -> Document:
    """Say that a document reprints another: the two are one, and its figures count as the original's (A1-2).

    Raises:
        NotAllowedError: when the actor may not write.
        ReprintRefusedError: when they are the same, when ``of`` is a reprint itself (``instead`` is what it
            reprints), or when the document has reprints of its own: there are no chains.
    """
    actor.require_write(_("标明转载"))
    locked = {
        each.pk: each
        for each in Document.objects.select_for_update().filter(pk__in=[document.pk, of.pk]).order_by("pk")
    }
    kept, original = locked[document.pk], locked[of.pk]
    if kept.pk == original.pk:
        raise ReprintRefusedError(ReprintReason.ITSELF)
    if original.reprint_of is not None:
        raise ReprintRefusedError(ReprintReason.OF_A_REPRINT, original.reprint_of)
    if (own := kept.reprints.first()) is not None:
        raise ReprintRefusedError(ReprintReason.HAS_REPRINTS, own)
    kept.reprint_of = original
    kept.save(update_fields=["reprint_of"])
    return kept


@act("撤销转载")
def unmark_reprint(*, actor: Actor, document: Document) -> Document:
    """Take back that a document is a reprint."""
    actor.require_write(_("撤销转载"))
    kept = Document.objects.select_for_update().get(pk=document.pk)
    kept.reprint_of = None
    kept.save(update_fields=["reprint_of"])
    return kept
