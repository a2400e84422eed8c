"""Reads of documents and what is kept of them.

That something is kept is public. Texts, photos and files are seen by those who sign in, and by everybody only
where they are marked public.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from xieshou.domain.evidence.documents import texts
from xieshou.domain.evidence.models import Attachment, AttachmentKind, Claim, Document
from xieshou.kernel.actor import Actor

# For those who quote: one import serves text and sentence.
sentence_around = texts.sentence_around


@dataclass(frozen=True, slots=True)
class AttachedText:
    """The text kept with a document, as its figures are marked in it.

    ``text`` is what offsets are counted in, ``sha256`` the hash of the kept file. ``matches``: it is the text
    on which the offsets rest (``resaved``: but for line ends, byte order mark or encoding). ``in_place`` are
    the ids of the claims whose characters stand where they should; ``stated`` of its claims have offsets.
    """

    attachment: Attachment
    text: str
    sha256: str
    matches: bool
    resaved: bool
    in_place: frozenset[int]
    stated: int
    spans: tuple[texts.Span, ...]

    @property
    def segments(self) -> list[texts.Segment]:
        """The text in pieces, with the figures that may be marked."""
        return texts.segments(self.text, self.spans)


def document(actor: Actor, code: str) -> Document | None:
    """The document with that short code, such as ``S4`` or ``[001]``."""
    return Document.objects.select_related("reprint_of").filter(code=code.strip()).first()


def document_by_id(actor: Actor, document_id: int) -> Document:
    """The document, with the one that it reprints.

    Raises:
        Document.DoesNotExist: when there is none.
    """
    return Document.objects.select_related("reprint_of").get(pk=document_id)


def may_see_all(actor: Actor) -> bool:
    """May the actor see what is kept but not public?"""
    return not actor.is_anonymous


def attachments(actor: Actor, document: Document) -> QuerySet[Attachment]:
    """What is kept with a document and may be seen by the actor, without the texts themselves."""
    return _seen(actor).filter(document=document).select_related("place", "added_by").defer("text")


def attachment(actor: Actor, attachment_id: int) -> Attachment:
    """One kept file, with its document.

    Raises:
        Attachment.DoesNotExist: when there is none that the actor may see.
    """
    return _seen(actor).select_related("document", "place").get(pk=attachment_id)


def kept(actor: Actor, document: Document) -> dict[AttachmentKind, int]:
    """How many texts, photos and files are kept with a document, seen or not."""
    counted = Attachment.objects.filter(document=document).order_by().values_list("kind")
    return {AttachmentKind(kind): number for kind, number in counted.annotate(number=Count("pk"))}


def text_of(actor: Actor, document: Document) -> AttachedText | None:
    """The kept text of a document with its claims' places; None where none is kept or may be seen.

    Of several texts the one that matches the reference is taken, else that in which most figures stand.
    """
    kept_texts = list(_seen(actor).filter(document=document, kind=AttachmentKind.TEXT).order_by("-pk"))
    if not kept_texts:
        return None
    spans = _spans(document)
    read = [_attached(each, document.text_sha256, spans) for each in kept_texts]
    return max(read, key=lambda each: (each.matches, len(each.in_place)))


def _spans(document: Document) -> list[texts.Span]:
    """Where the document's figures stand, in order of appearance."""
    placed = Claim.objects.filter(document=document, span_start__isnull=False).order_by("span_start", "pk")
    return [
        texts.Span(pk, start, end, surface)
        for pk, start, end, surface in placed.values_list("pk", "span_start", "span_end", "surface")
        if start is not None and end is not None
    ]


def _attached(kept_text: Attachment, reference: str, spans: list[texts.Span]) -> AttachedText:
    reading = texts.read_against(kept_text.text, kept_text.sha256, reference)
    marked = texts.standing(reading, spans)
    return AttachedText(
        kept_text,
        reading.text,
        kept_text.sha256,
        reading.matches,
        reading.resaved,
        frozenset(span.key for span in marked),
        len(spans),
        tuple(marked),
    )


def _seen(actor: Actor) -> QuerySet[Attachment]:
    found = Attachment.objects.all()
    return found if may_see_all(actor) else found.filter(public=True)
