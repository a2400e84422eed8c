"""Whether stored claims and the catalogue hold together. Used by ``xieshou verify``."""

from __future__ import annotations

from itertools import pairwise

from xieshou.domain.evidence.catalogue.words import WordTakenError, by_word, stored_words
from xieshou.domain.evidence.claims.surfaces import disagreement
from xieshou.domain.evidence.models import (
    Claim,
    ClaimOrigin,
    Indicator,
    IndicatorAlias,
    SubjectKind,
    Tagging,
)
from xieshou.kernel.actor import Actor
from xieshou.kernel.quantity import Quantity, UnknownUnitError, count_alike, unit
from xieshou.kernel.text import fold


def unfit_units(actor: Actor) -> list[str]:
    """Claims whose unit is unknown, or measures another thing than their indicator's. One query."""
    found = []
    for claim in Claim.objects.select_related("indicator"):
        usual = claim.indicator.measured_in
        try:
            own = unit(claim.unit) if claim.unit else None
        except UnknownUnitError:
            found.append(f"{claim}: {claim.unit}?")
            continue
        if own is None:
            fits = claim.value is None or usual is None
        else:
            fits = usual is None or count_alike(own.kind, usual.kind)
        if not fits:
            found.append(f"{claim}: {claim.unit or '—'} ≠ {claim.indicator.code} {claim.indicator.unit}")
    return found


def misplaced_spans(actor: Actor) -> list[str]:
    """Figures of one text that overlap, or whose characters are not as many as their span. One query.

    What was counted spans the whole list that it was counted from, and is passed over.
    """
    found = []
    stated = Claim.objects.filter(origin=ClaimOrigin.STATED, span_start__isnull=False)
    spans = [
        (claim.document_id, claim.span_start or 0, claim.span_end or 0, claim)
        for claim in stated.order_by("document", "span_start", "pk")
    ]
    for _document, start, end, claim in spans:
        if claim.surface and end - start != len(claim.surface):
            found.append(f"{claim}: [{start}, {end})")
    for (document, _start, end, claim), (other_document, start, _end, other) in pairwise(spans):
        if document == other_document and start < end:
            found.append(f"{claim} / {other}: {start} < {end}")
    return found


def misread_surfaces(actor: Actor) -> list[str]:
    """Claims whose value is not what their characters say, so far as these can be read. One query."""
    found = []
    for claim in Claim.objects.exclude(surface=""):
        kept = claim.quantity
        if kept is None:
            continue
        high = None if claim.value_high is None else Quantity(claim.value_high, kept.unit)
        wrong = disagreement(claim.surface, kept, high)
        if wrong is not None:
            found.append(f"{claim}: {wrong} {kept.qualifier}{kept.value:f} {kept.unit}")
    return found


def shared_words(actor: Actor) -> list[str]:
    """Words that lead to two indicators, or aliases whose key is not what search looks for. Four queries."""
    found = [
        f"{alias}: {alias.key}" for alias in IndicatorAlias.objects.all() if alias.key != fold(alias.text)
    ]
    try:
        by_word(stored_words().items())
    except WordTakenError as taken:
        found.append(str(taken))
    return found


def wrong_taggings(actor: Actor) -> list[str]:
    """Taggings of indicators that are gone, in a class of another scheme, or twice in one. Two queries."""
    known = set(Indicator.objects.values_list("pk", flat=True))
    found, seen = [], set()
    for tagging in Tagging.objects.select_related("scheme", "scheme_class"):
        subject = (tagging.scheme_id, tagging.subject_kind, tagging.subject_id)
        gone = tagging.subject_kind == SubjectKind.INDICATOR and tagging.subject_id not in known
        if gone or subject in seen or tagging.scheme_class.scheme_id != tagging.scheme_id:
            found.append(f"{tagging.scheme.code} {tagging}")
        seen.add(subject)
    return found
