"""The passages in which documents state a pairing, where their texts are kept and may be seen."""

from __future__ import annotations

from dataclasses import dataclass

from xieshou.domain.evidence.documents.queries import sentence_around, text_of
from xieshou.domain.pairings.models import Pairing, PairingSource
from xieshou.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with the passage that names the pair: before, itself, after; None where none is shown."""

    source: PairingSource
    passage: tuple[str, str, str] | None


def cited(actor: Actor, pairing: Pairing) -> list[Cited]:
    """Every source of a pairing. A passage is quoted only from the text that its offsets were counted in."""
    return [Cited(source, _passage(actor, source)) for source in pairing.sources.all()]


def _passage(actor: Actor, source: PairingSource) -> tuple[str, str, str] | None:
    if source.span_start is None or source.span_end is None:
        return None
    kept = text_of(actor, source.document)
    if kept is None or not kept.matches:
        return None
    return sentence_around(kept.text, source.span_start, source.span_end)
