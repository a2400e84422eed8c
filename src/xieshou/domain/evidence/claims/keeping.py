"""Puts claims that come from files or are counted into the store; what people decided on them stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import ManyToManyField

from xieshou.domain.evidence.models import Claim
from xieshou.domain.evidence.storing import Loaded, store
from xieshou.domain.parties.models import Party

_DECISION = ("status", "decided_by_id", "decided_at", "decision_note")


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is stored, with its parties; its code says which stored claim it is."""

    claim: Claim
    givers: tuple[Party, ...] = ()
    receivers: tuple[Party, ...] = ()


@transaction.atomic
def keep_claims(drafts: Sequence[Draft]) -> Loaded:
    """Store the drafts, keyed by code. A claim on which somebody decided keeps status and decision.

    Claims that no draft names stay as they are.
    """
    codes = [draft.claim.code for draft in drafts]
    before = _snapshot(codes)
    decided = {claim.code: claim for claim in Claim.objects.filter(code__in=codes, decided_at__isnull=False)}
    for draft in drafts:
        if kept := decided.get(draft.claim.code):
            for column in _DECISION:
                setattr(draft.claim, column, getattr(kept, column))
    store(Claim, "code", [draft.claim for draft in drafts])
    for side in ("givers", "receivers"):
        _set_parties(side, drafts)
    after = _snapshot(codes)
    changed = sum(after[code] != row for code, row in before.items())
    return Loaded(len(after) - len(before), changed, len(before) - changed)


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


def _set_parties(side: str, drafts: Sequence[Draft]) -> None:
    through = _through(side)
    stored = _parties(side, [draft.claim.pk for draft in drafts])
    added = []
    for draft in drafts:
        wanted, had = {party.pk for party in getattr(draft, side)}, stored.get(draft.claim.pk, set())
        if gone := had - wanted:
            through.objects.filter(claim=draft.claim.pk, party__in=gone).delete()
        added += [through(claim_id=draft.claim.pk, party_id=party) for party in sorted(wanted - had)]
    through.objects.bulk_create(added)


def _through(side: str) -> Any:
    field = Claim._meta.get_field(side)
    assert isinstance(field, ManyToManyField)  # noqa: S101  (both sides are)
    return field.remote_field.through
