"""What the page of one claim shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from xieshou.domain.evidence.catalogue.queries import classes_of
from xieshou.domain.evidence.checking.queries import checks
from xieshou.domain.evidence.claims import queries
from xieshou.domain.evidence.claims.computing import Computed, computed
from xieshou.domain.evidence.documents.queries import kept, may_see_all, sentence_around, text_of
from xieshou.domain.evidence.models import AttachmentKind, Claim, ClaimStatus, RelationKind
from xieshou.domain.evidence.relations.queries import relations_of
from xieshou.domain.parties.models import Party
from xieshou.kernel.actor import Actor
from xieshou.web.claims import arithmetic
from xieshou.web.claims.deciding import DECISIONS
from xieshou.web.conflicts.rows import rows_of as relation_rows
from xieshou.web.figures.figure import figure_of
from xieshou.web.places.links import place_url
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.requests import lens_of


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where the figure stands in the kept text, or why it cannot be shown.

    ``state``: ``shown``; ``moved`` (the text does not have it at that place); ``other`` (the kept text is
    another than the one that offsets were counted in); ``hidden`` (kept for those who sign in); ``none``.
    """

    state: str
    parts: tuple[str, str, str] | None = None


def page_of(request: HttpRequest, claim: Claim, others: Sequence[Claim]) -> dict[str, Any]:
    """The context of the page; ``others`` are on the same measure."""
    actor = actor_of(request)
    denied = {other.pk for other in queries.disagreeing(claim, others)}
    return {
        "claim": claim,
        "figure": figure_of(claim),
        "givers": _parties(request, claim.givers.all()),
        "receivers": _parties(request, claim.receivers.all()),
        "classes": classes_of(actor, claim.indicator),
        "others": [(figure_of(other), other.pk in denied) for other in others],
        "denied": len(denied),
        "sentence": sentence_of(actor, claim),
        "computed": _computed(actor, claim),
        "relations": relation_rows(actor, relations_of(actor, claim), quoted=False),
        "other_kinds": RelationKind,
        "checks": arithmetic.rows_of(checks(actor, claim=claim), claim),
        "decisions": [each for each in DECISIONS.values() if claim.status in each.after],
        "settled": claim.status in (ClaimStatus.ACCEPTED, ClaimStatus.ADOPTED),
    }


def _parties(request: HttpRequest, parties: Any) -> list[tuple[Party, str]]:
    lens = lens_of(request)
    return [(party, place_url(party.division.code, lens) if party.division else "") for party in parties]


@dataclass(frozen=True, slots=True)
class Beside:
    """What the records say, where they are listed, and how the claim stands to it.

    ``verdict``: ``agrees``, ``differs``, or nothing where the two cannot be compared.
    """

    found: Computed
    url: str
    verdict: str
    waiting_url: str = ""


# Where the records of a kind are listed.
_LISTS = {"pairings": "pairings:list"}


def _computed(actor: Actor, claim: Claim) -> Beside | None:
    found = computed(actor, claim)
    if found is None:
        return None
    verdict = ""
    quantity = claim.quantity
    if quantity is not None and found.value.is_exact and quantity.unit.kind is found.value.unit.kind:
        verdict = "agrees" if quantity.agrees_with(found.value) else "differs"
    route = _LISTS.get(found.records.kind)
    asked = urlencode({name: value for name, value in found.records.asked.items() if value})
    url = f"{reverse(route)}?{asked}" if route else ""
    return Beside(found, url, verdict, f"{url}&state=waiting" if url else "")


def sentence_of(actor: Actor, claim: Claim) -> Sentence:
    """The sentence with the figure marked, where the reader may see a text that has it in its place."""
    text = text_of(actor, claim.document)
    if text is None:
        hidden = not may_see_all(actor) and AttachmentKind.TEXT in kept(actor, claim.document)
        return Sentence("hidden" if hidden else "none")
    if claim.span_start is None or claim.span_end is None:
        return Sentence("none")
    if claim.pk not in text.in_place:
        return Sentence("moved" if text.matches else "other")
    return Sentence("shown", sentence_around(text.text, claim.span_start, claim.span_end))
