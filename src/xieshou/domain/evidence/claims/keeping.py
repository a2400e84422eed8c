"""Puts claims that come from files or are counted into the store; what people decided on them stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ManyToManyField

from xieshou.domain.evidence.models import Claim
from xieshou.domain.evidence.storing import Loaded, store
from xieshou.domain.parties.models import Party
from xieshou.domain.recorded.sides import keep_sides

_DECISION = ("status", "decided_by_id", "decided_at", "decision_note")


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is stored, with its parties; its code says which stored claim it is."""

    claim: Claim
    givers: tuple[Party, ...] = ()
    receivers: tuple[Party, ...] = ()


@transaction.atomic
def keep_claims(drafts: Sequence[Draft], *, edited_at: datetime | None = None) -> Loaded:
    """Store the drafts, keyed by code. A claim on which somebody decided keeps status and decision.

    Claims that no draft names stay as they are; so do those that people changed, unless the drafts are a
    person's (``edited_at``), which are marked so.
    """
    left = set() if edited_at is not None else _edited([draft.claim.code for draft in drafts])
    drafts = [draft for draft in drafts if draft.claim.code not in left]
    codes = [draft.claim.code for draft in drafts]
    before = _snapshot(codes)
    decided = {claim.code: claim for claim in Claim.objects.filter(code__in=codes, decided_at__isnull=False)}
    for draft in drafts:
        if kept := decided.get(draft.claim.code):
            for column in _DECISION:
                setattr(draft.claim, column, getattr(kept, column))
    store(Claim, "code", [draft.claim for draft in drafts], edited_at=edited_at)
    keep_sides(
        Claim,
        {
            side: {draft.claim.pk: {party.pk for party in getattr(draft, side)} for draft in drafts}
            for side in ("givers", "receivers")
        },
    )
    if edited_at is not None:  # also those of which only the parties changed
        Claim.objects.filter(code__in=codes).update(edited_at=edited_at)
    after = _snapshot(codes)
    changed = sum(after[code] != row for code, row in before.items())
    return Loaded(len(after) - len(before), changed, len(before) - changed, len(left))


def _edited(codes: Sequence[str]) -> set[str]:
    """Those of the codes whose claims people changed."""
    found = Claim.objects.filter(code__in=codes, edited_at__isnull=False)
    return set(found.values_list("code", flat=True))


def _snapshot(codes: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """The stored claims of these codes: their columns and parties."""
    columns = [field.attname for field in Claim._meta.concrete_fields]
    rows = Claim.objects.filter(code__in=codes).values(*columns)
    parties = {side: _parties(side, [row["id"] for row in rows]) for side in ("givers", "receivers")}
    return {
        row["code"]: (*row.values(), *(frozenset(found.get(row["id"], ())) for found in parties.values()))
        for row in rows
    }


def _parties(side: str, claims: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for claim, party in _through(side).objects.filter(claim__in=claims).values_list("claim", "party"):
        found.setdefault(claim, set()).add(party)
    return found


def _through(side: str) -> Any:
    field = Claim._meta.get_field(side)
    assert isinstance(field, ManyToManyField)  # noqa: S101  (both sides are)
    return field.remote_field.through
