"""From rows of the ledger of claims to claims: what they refer to, and how they are written in one way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xieshou.domain.evidence.catalogue.words import indicators_by_word, key_of
from xieshou.domain.evidence.claims.placing import is_nationwide
from xieshou.domain.evidence.models import (
    Claim,
    ClaimOrigin,
    ClaimStatus,
    ClaimTier,
    Document,
    Indicator,
    Scope,
)
from xieshou.domain.evidence.workbooks.party_words import PartyWords
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate, Precision
from xieshou.kernel.quantity import Quantity, count_alike

_TEXTS = ("label", "per", "period_text", "programme", "surface", "note")
_USUAL = {
    "scope": Scope.UNSTATED.value,
    "tier": ClaimTier.LEDGER.value,
    "is_forecast": False,
    "is_change": False,
}


@dataclass(frozen=True)
class Known:
    """What rows refer to: documents by code, indicators by folded word, claims by code, parties."""

    documents: Mapping[str, Document]
    indicators: Mapping[str, Indicator]
    claims: Mapping[str, Claim]
    parties: PartyWords

    def indicator(self, word: str | None) -> Indicator | None:
        """The indicator of that code, name or alias."""
        return self.indicators.get(key_of(word)) if word else None

    def day(self, values: Mapping[str, Any]) -> date | None:
        """The day on which the names in a row are meant, where it says one."""
        known = values.get("as_of") or values.get("start")
        return known.day if isinstance(known, PartialDate) else None


def known_to(actor: Actor, rows: Sequence[Mapping[str, Any]]) -> Known:
    """What these rows refer to."""
    words = {word for row in rows for side in ("givers", "receivers") for word in row.get(side) or ()}
    codes = [row["code"] for row in rows if row.get("code")]
    claims = Claim.objects.filter(code__in=codes).select_related("document", "indicator")
    return Known(
        Document.objects.in_bulk(field_name="code"),
        indicators_by_word(),
        {claim.code: claim for claim in claims.prefetch_related("givers", "receivers")},
        PartyWords(actor, words),
    )


def kept_quantity(written: Quantity, indicator: Indicator | None) -> Quantity:
    """The figure in the unit that is kept: pieces by another measure word in the indicator's."""
    usual = indicator.measured_in if indicator else None
    if usual is None or written.unit.kind is usual.kind or not count_alike(written.unit.kind, usual.kind):
        return written
    return Quantity(written.value, usual, written.qualifier, written.word)


def settled(values: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """The row as ``rows`` would give it; what cannot be understood is left as it is."""
    done = dict(values)
    for field, usual in _USUAL.items():
        if field in done and done[field] is None:
            done[field] = usual
    old = known.claims.get(done["code"] or "")
    for field, usual in (("origin", ClaimOrigin.STATED), ("status", ClaimStatus.PROPOSED)):
        if field in done and done[field] is None:
            done[field] = getattr(old, field) if old else usual.value
    indicator = known.indicator(done.get("indicator"))
    if indicator is not None:
        done["indicator"] = indicator.code
        if done.get("value") is not None:
            done["value"] = kept_quantity(done["value"], indicator)
    for side in ("givers", "receivers"):
        if done.get(side):
            done[side] = known.parties.settled(done[side], known.day(values))
    return done


def filled(values: Mapping[str, Any], known: Known) -> Claim:
    """The claim as it would be: what the file does not have stays, or is the usual.

    Document and indicator must be on record.
    """
    claim = Claim(code=values["code"], status=ClaimStatus.PROPOSED)
    if old := known.claims.get(values["code"]):
        for field in Claim._meta.concrete_fields:
            setattr(claim, field.attname, getattr(old, field.attname))
    claim.document = known.documents[values["document"]]
    indicator = known.indicator(values["indicator"])
    assert indicator is not None  # noqa: S101  (see above)
    claim.indicator = indicator
    for name in _TEXTS:
        if name in values:
            setattr(claim, name, values[name] or "")
    for name, usual in _USUAL.items():
        if name in values:
            setattr(claim, name, usual if values[name] is None else values[name])
    for name in ("span_start", "span_end", "value_high"):
        if name in values:
            setattr(claim, name, values[name])
    for name in ("start", "as_of"):
        if name in values:
            day: PartialDate | None = values[name]
            setattr(claim, f"{name}_on", day.day if day else None)
            setattr(claim, f"{name}_precision", (day.precision if day else Precision.DAY).value)
    if values.get("value") is not None:
        figure = kept_quantity(values["value"], indicator)
        claim.value, claim.unit = figure.value, figure.unit.symbol
        claim.qualifier, claim.word = figure.qualifier.value, figure.word
    if "receivers" in values:
        claim.nationwide = is_nationwide(values["receivers"] or ())
    return claim
