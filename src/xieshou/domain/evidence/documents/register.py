"""The register of documents: finding, sorting, and what rests on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Length, Substr

from xieshou.domain.evidence.models import (
    Attachment,
    AttachmentKind,
    Claim,
    Document,
    DocumentKind,
    Principle,
    Reliability,
    Scheme,
    Term,
)
from xieshou.domain.evidence.term_files import SEPARATOR
from xieshou.kernel.actor import Actor
from xieshou.kernel.text import fold

ORDERS = {
    "code": "series",
    "title": "title",
    "issuer": "issuer",
    "dated": "when",
    "kind": "kind",
    "claims": "claim_count",
}


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What a list of documents may be asked for. ``has_text``: whether a text is kept."""

    text: str = ""
    kind: DocumentKind | None = None
    reliability: Reliability | None = None
    has_text: bool | None = None

    @property
    def any(self) -> bool:
        """Is anything asked for?"""
        return self != DocumentFilter()


def documents(actor: Actor, asked: DocumentFilter, order: str = "-claims") -> QuerySet[Document]:
    """The documents that answer, each with ``claim_count`` and ``has_text``, reprints below it.

    A reprint stands under its original, which is listed when either answers. ``claim_count`` counts the
    figures of both. ``order`` is one of ORDERS, ``-`` before it for the reverse; equals stand by code.
    """
    found = _answering(asked)
    if asked.any:
        wanted = found.order_by().annotate(root=Coalesce("reprint_of_id", "pk")).values("root")
        roots = Document.objects.filter(pk__in=wanted)
    else:
        roots = Document.objects.filter(reprint_of__isnull=True)
    reprints = _counted(Document.objects.order_by("code"))
    key = F(ORDERS.get(order.removeprefix("-"), "series"))
    return (
        _counted(roots)
        .annotate(when=Coalesce("dated_on", Value(date.min), output_field=DateField()))
        .prefetch_related(Prefetch("reprints", reprints))
        .annotate(series=Substr("code", 1, 1), width=Length("code"))
        .order_by(key.desc() if order.startswith("-") else key.asc(), *_by_code(order))
    )


def _by_code(order: str) -> list[str]:
    """S2 before S10: codes of one series by length and then by letter; reversed only where code is asked."""
    return ["-series", "-width", "-code"] if order == "-code" else ["series", "width", "code"]


def _counted(found: QuerySet[Document]) -> QuerySet[Document]:
    own = Claim.objects.filter(Q(document=OuterRef("pk")) | Q(document__reprint_of=OuterRef("pk")))
    number = own.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk")).values("number")
    texts = Attachment.objects.filter(document=OuterRef("pk"), kind=AttachmentKind.TEXT)
    return found.annotate(
        claim_count=Coalesce(Subquery(number, output_field=IntegerField()), 0), has_text=Exists(texts)
    )


def _answering(asked: DocumentFilter) -> QuerySet[Document]:
    found = Document.objects.all()
    if asked.kind is not None:
        found = found.filter(kind=asked.kind)
    if asked.reliability is not None:
        found = found.filter(reliability=asked.reliability)
    if asked.has_text is not None:
        texts = Attachment.objects.filter(document=OuterRef("pk"), kind=AttachmentKind.TEXT)
        found = found.filter(Exists(texts) if asked.has_text else ~Exists(texts))
    if words := [fold(word) for word in asked.text.split()]:
        found = found.filter(pk__in=_holding(found, words))
    return found


def _holding(found: QuerySet[Document], words: list[str]) -> list[int]:
    """Those with every word in code, number, title, issuer or note, whatever script, width or brackets.

    Folded here and not in the database, which knows neither script nor width; documents are hundreds.
    """
    rows = found.order_by().values_list("pk", "code", "number", "title", "issuer", "note")
    return [pk for pk, *texts in rows if all(word in fold(" ".join(texts)) for word in words)]


def search(actor: Actor, text: str, limit: int = 20) -> list[Document]:
    """At most ``limit`` documents that hold every word of ``text``."""
    return list(documents(actor, DocumentFilter(text=text))[:limit]) if text.strip() else []


def possible_originals(actor: Actor, document: Document | None = None) -> QuerySet[Document]:
    """The documents that another may be a reprint of: those that are none themselves."""
    found = Document.objects.filter(reprint_of__isnull=True)
    return found.exclude(pk=document.pk) if document is not None else found


def one_document(document: Document) -> list[Document]:
    """The document and its reprints: what is said of one is said of all."""
    return [document, *document.reprints.order_by("code")]


def claims_of(actor: Actor, documents: Iterable[Document]) -> QuerySet[Claim]:
    """The figures of documents in order of appearance; those without a place come last."""
    return (
        Claim.objects.filter(document__in=list(documents))
        .select_related("indicator", "document")
        .order_by(
            F("document__reprint_of_id").asc(nulls_first=True),
            "document__code",
            F("span_start").asc(nulls_last=True),
            "pk",
        )
    )


@dataclass(frozen=True, slots=True)
class Citing:
    """What of the evidence itself rests on documents; what areas above rest on them, these ask themselves."""

    terms: list[Term]
    principles: list[Principle]
    schemes: list[Scheme]


def citing(actor: Actor, documents: Iterable[Document]) -> Citing:
    """Glossary entries, guiding principles and schemes that rest on any of the documents."""
    cited = list(documents)
    codes = {document.code for document in cited}
    mention = Q(pk__in=[])
    for code in codes:
        mention |= Q(sources__contains=code)
    return Citing(
        [term for term in Term.objects.filter(mention) if codes.intersection(term.sources.split(SEPARATOR))],
        list(Principle.objects.filter(document__in=cited).select_related("document")),
        list(Scheme.objects.filter(document__in=cited)),
    )


def principles(actor: Actor) -> QuerySet[Principle]:
    """Every guiding principle with its document, the definitions first (A1-3, A1-5)."""
    return Principle.objects.select_related("document")
