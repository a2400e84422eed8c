"""The sentences in which figures stand, where the reader may see a kept text."""

from __future__ import annotations

from collections.abc import Iterable

from xieshou.domain.evidence.documents.queries import sentence_around, text_of
from xieshou.domain.evidence.models import Claim
from xieshou.kernel.actor import Actor

# What stands before the figure, the figure, what stands after it.
Quotation = tuple[str, str, str]


def quotations(actor: Actor, claims: Iterable[Claim]) -> dict[int, Quotation]:
    """By claim id; only figures whose characters stand where they should. Two queries for each document."""
    by_document: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.span_start is not None:
            by_document.setdefault(claim.document_id, []).append(claim)
    quoted: dict[int, Quotation] = {}
    for members in by_document.values():
        kept = text_of(actor, members[0].document)
        if kept is None:
            continue
        for claim in members:
            if claim.pk in kept.in_place and claim.span_start is not None and claim.span_end is not None:
                quoted[claim.pk] = sentence_around(kept.text, claim.span_start, claim.span_end)
    return quoted
