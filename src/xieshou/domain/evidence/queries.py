"""Reads of documents and glossary. All of it is public; the actor is taken so that scopes can join later."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from xieshou.domain.evidence.models import Document, DocumentKind, Term, TermClass
from xieshou.domain.evidence.term_files import SEPARATOR, names_of
from xieshou.kernel.actor import Actor
from xieshou.kernel.docnumbers import BadDocumentNumberError, DocumentNumber
from xieshou.kernel.text import fold


def terms(actor: Actor, term_class: TermClass | None = None, text: str | None = None) -> QuerySet[Term]:
    """Glossary entries, of one class if given, holding every word of ``text`` (either script, any width)."""
    found = Term.objects.all()
    if term_class is not None:
        found = found.filter(term_class=term_class)
    return found.filter(_holds_all(text or ""))


def term_by_slug(actor: Actor, slug: str) -> Term | None:
    """The entry with that identifier."""
    return Term.objects.filter(slug=slug).first()


def term_named(actor: Actor, name: str) -> Term | None:
    """The entry that bears the name, English name or alias; simplified or traditional, any case or width."""
    wanted = fold(name)
    if not wanted:
        return None
    candidates = Term.objects.filter(search_key__contains=wanted)
    return next((term for term in candidates if wanted in names_of(term)), None)


def search_terms(actor: Actor, text: str, limit: int = 20) -> list[Term]:
    """At most ``limit`` entries that hold every word of ``text``.

    Those called so come first, then those with it in a name, then those that only mention it.
    """
    wanted = fold(text)
    if not wanted:
        return []
    return sorted(terms(actor, text=text), key=lambda term: (_distance(term, wanted), term.name))[:limit]


def documents(actor: Actor, kind: DocumentKind | None = None, text: str | None = None) -> QuerySet[Document]:
    """Documents, of one kind if given, with ``text`` in code, number, title or issuer."""
    found = Document.objects.all()
    if kind is not None:
        found = found.filter(kind=kind)
    if text and (wanted := fold(text)):
        found = found.filter(
            Q(code__iexact=wanted)
            | Q(number__contains=_as_number(text) or text.strip())
            | Q(title__icontains=text.strip())
            | Q(title__icontains=wanted)
            | Q(issuer__icontains=wanted)
        )
    return found


def document_by_code(actor: Actor, code: str) -> Document | None:
    """The document with that short code, such as ``S4`` or ``[001]``."""
    return Document.objects.filter(code=code.strip()).first()


def document_by_number(actor: Actor, number: str) -> Document | None:
    """The document of that official number, whatever brackets and width it is written with."""
    canonical = _as_number(number)
    return Document.objects.filter(number=canonical).first() if canonical else None


def documents_by_code(actor: Actor, codes: list[str]) -> dict[str, Document]:
    """Those of the codes that exist; one query, for pages that show many citations."""
    return Document.objects.in_bulk(codes, field_name="code")


def sources_of(actor: Actor, term: Term) -> list[Document]:
    """The documents that an entry cites, in the order in which it cites them."""
    codes = [code for code in term.sources.split(SEPARATOR) if code]
    found = documents_by_code(actor, codes)
    return [found[code] for code in codes if code in found]


def _as_number(text: str) -> str | None:
    """The text as the standard writes document numbers, or None if it is no such number."""
    try:
        return str(DocumentNumber.parse(fold(text)))
    except BadDocumentNumberError:
        return None


def _holds_all(text: str) -> Q:
    wanted = Q()
    for word in text.split():
        wanted &= Q(search_key__contains=fold(word))
    return wanted


def _distance(term: Term, wanted: str) -> int:
    names = names_of(term)
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(wanted in name for name in names) else 3
