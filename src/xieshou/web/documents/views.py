"""The pages on which documents are read."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xieshou.domain.evidence.documents import queries, register
from xieshou.domain.evidence.models import Attachment, AttachmentKind, Document, DocumentKind, Reliability
from xieshou.domain.pairings import citing
from xieshou.domain.pairings import queries as pairings
from xieshou.kernel.actor import Actor
from xieshou.web.documents.filters import asked_of
from xieshou.web.shell.actors import actor_of

PAGE_SIZE = 50


def listing(request: HttpRequest) -> HttpResponse:
    """The register: filtered, sorted, reprints under their originals."""
    actor, asked = actor_of(request), asked_of(request)
    paginator = Paginator(register.documents(actor, asked.filter, asked.order), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "asked": asked,
        "total": paginator.count,
        "kinds": DocumentKind,
        "reliabilities": Reliability,
    }
    return render(request, "web/documents/list.html", context)


def document_asked(actor: Actor, document_id: int) -> Document:
    """The document of the address.

    Raises:
        Http404: when there is none.
    """
    try:
        return queries.document_by_id(actor, document_id)
    except Document.DoesNotExist:
        raise Http404(_("没有这份文献,它可能已被删除")) from None


def detail(request: HttpRequest, document_id: int) -> HttpResponse:
    """All that is known of a document: what it says of itself, its figures in its text, and who cites it."""
    actor = actor_of(request)
    document = document_asked(actor, document_id)
    together = register.one_document(document)
    text = queries.text_of(actor, document)
    claims = list(register.claims_of(actor, together))
    kept = queries.kept(actor, document)
    seen = list(queries.attachments(actor, document))
    context = {
        "document": document,
        "reprints": together[1:],
        "claims": claims,
        "text": text,
        "pieces": _pieces(text, {claim.pk: str(claim.indicator) for claim in claims}),
        "may_declare": text is not None and not document.text_sha256 and not text.stated,
        "photos": [each for each in seen if each.kind == AttachmentKind.PHOTO],
        "files": [each for each in seen if each.kind != AttachmentKind.PHOTO],
        "hidden": _hidden(kept, seen),
        "web_address": document.address.startswith(("https://", "http://")),
        "citing": register.citing(actor, together),
        "rounds": citing.rounds_resting_on(actor, together),
        "pairs": _pairs(actor, together),
    }
    return render(request, "web/documents/detail.html", context)


def _pieces(text: queries.AttachedText | None, names: dict[int, str]) -> list[dict[str, Any]]:
    """The text for the template: each marked piece leads to its innermost figure and names all of them."""
    if text is None:
        return []
    return [
        {
            "text": segment.text,
            "claim": segment.keys[0] if segment.keys else None,
            "first": segment.first,
            "title": _("、").join(names[key] for key in segment.keys if key in names),
        }
        for segment in text.segments
    ]


def _hidden(kept: dict[AttachmentKind, int], seen: list[Attachment]) -> list[dict[str, Any]]:
    """What is kept and may not be seen: kinds and numbers, nothing more."""
    rest = []
    for kind, number in kept.items():
        missing = number - sum(each.kind == kind for each in seen)
        if missing:
            rest.append({"kind": kind, "number": missing})
    return rest


def _pairs(actor: Actor, documents: list[Document]) -> list[dict[str, Any]]:
    """The pairings that the documents state, under the names that their parties have now or had last."""
    found = citing.pairings_stated_in(actor, documents)
    named = pairings.parties_on(
        actor, [p for pairing in found for p in (pairing.giver, pairing.receiver)], None
    )
    return [
        {"pairing": pairing, "giver": named[pairing.giver_id], "receiver": named[pairing.receiver_id]}
        for pairing in found
    ]


def principles(request: HttpRequest) -> HttpResponse:
    """The phrases in which documents say what the programme is and how it is done (A1-3, A1-5)."""
    found = register.principles(actor_of(request))
    groups = [
        {"kind": kind, "principles": list(members)}
        for kind, members in groupby(found, key=lambda each: each.get_kind_display())
    ]
    return render(request, "web/documents/principles.html", {"groups": groups})
