"""Accepting, rejecting, adopting and reopening a claim: who may, when, and what is kept."""

from __future__ import annotations

import pytest

from tests.domain.evidence.building import a_claim
from xieshou.domain.evidence.claims.services import (
    DecisionRefusedError,
    NoteMissingError,
    accept_claim,
    adopt_claim,
    reject_claim,
    reopen_claim,
)
from xieshou.domain.evidence.models import Claim
from xieshou.kernel.actor import Actor, NotAllowedError

pytestmark = pytest.mark.django_db


def test_a_decision_keeps_who_when_and_why(administrator: Actor) -> None:
    claim = a_claim("872个", status="proposed")
    accept_claim(actor=administrator, claim_id=claim.pk, note=" 与原文相符 ")
    claim.refresh_from_db()
    assert (claim.status, claim.decided_by_id, claim.decision_note) == (
        "accepted",
        administrator.user_id,
        "与原文相符",
    )
    assert claim.decided_at is not None


def test_one_claim_of_a_measure_is_adopted_and_the_one_before_it_only_accepted(administrator: Actor) -> None:
    """A31-5: several sourced values for one measure, one marked 采用."""
    first = a_claim("414个", document="[甲]", as_of="2017", status="adopted")
    second = a_claim("394个", document="[乙]", as_of="2017")
    elsewhere = a_claim("300个", document="[丙]", as_of="2016", status="adopted")
    adopt_claim(actor=administrator, claim_id=second.pk)
    statuses = {claim.pk: claim.status for claim in Claim.objects.all()}
    assert statuses == {first.pk: "accepted", second.pk: "adopted", elsewhere.pk: "adopted"}
    first.refresh_from_db()
    assert second.code in first.decision_note


def test_a_rejection_needs_its_reason(administrator: Actor) -> None:
    claim = a_claim("196万户", indicator="families", status="proposed")
    with pytest.raises(NoteMissingError):
        reject_claim(actor=administrator, claim_id=claim.pk, note="  ")
    assert Claim.objects.get().status == "proposed"
    reject_claim(actor=administrator, claim_id=claim.pk, note="户应为人")
    assert Claim.objects.get().status == "rejected"


@pytest.mark.parametrize(
    ("status", "refused"),
    [
        ("proposed", ["reopen"]),
        ("accepted", ["accept"]),
        ("adopted", ["accept", "adopt"]),
        ("rejected", ["accept", "adopt", "reject"]),
    ],
)
def test_a_decision_is_made_only_where_it_means_something(
    administrator: Actor, status: str, refused: list[str]
) -> None:
    decisions = {
        "accept": accept_claim,
        "adopt": adopt_claim,
        "reject": reject_claim,
        "reopen": reopen_claim,
    }
    for name, decide in decisions.items():
        claim = a_claim("1个", status=status)
        if name in refused:
            with pytest.raises(DecisionRefusedError):
                decide(actor=administrator, claim_id=claim.pk, note="理由")
            assert Claim.objects.get(pk=claim.pk).status == status
        else:
            decide(actor=administrator, claim_id=claim.pk, note="理由")
            assert Claim.objects.get(pk=claim.pk).status != status


@pytest.mark.parametrize("decide", [accept_claim, adopt_claim, reject_claim, reopen_claim])
def test_only_an_administrator_decides(viewer: Actor, decide) -> None:
    claim = a_claim("1个", status="proposed")
    with pytest.raises(NotAllowedError):
        decide(actor=viewer, claim_id=claim.pk, note="理由")
    assert Claim.objects.get().status == "proposed"
