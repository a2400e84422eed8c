"""Writes of claims by people: recording one, and deciding on it. A decision keeps who, when and why."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.evidence.claims.asking import with_names
from xieshou.domain.evidence.claims.comparing import of_same_measure
from xieshou.domain.evidence.claims.reading import ClaimRefusedError, read_figure
from xieshou.domain.evidence.claims.recording import record_claim
from xieshou.domain.evidence.models import Claim, ClaimStatus
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor

__all__ = [
    "ClaimRefusedError",
    "DecisionRefusedError",
    "NoteMissingError",
    "accept_claim",
    "adopt_claim",
    "read_figure",
    "record_claim",
    "reject_claim",
    "reopen_claim",
]


class DecisionRefusedError(ValueError):
    """The claim does not stand where this decision can be made; the message says where it stands."""


class NoteMissingError(ValueError):
    """The decision needs a reason and none was given."""


_OPEN = frozenset({ClaimStatus.PROPOSED, ClaimStatus.ACCEPTED, ClaimStatus.ADOPTED})


@act("核定数字")
def accept_claim(*, actor: Actor, claim_id: int, note: str = "") -> Claim:
    """Take a proposed claim as read correctly: the document does say so.

    Raises:
        NotAllowedError: when the actor may not decide.
        DecisionRefusedError: when it is decided already.
        Claim.DoesNotExist: when there is no such claim.
    """
    actor.require_write(_("核定数字"))
    claim = _locked(claim_id, {ClaimStatus.PROPOSED}, _("只有待核的数字可以核定"))
    return _decide(claim, ClaimStatus.ACCEPTED, actor, note)


@act("核定数字")
def reject_claim(*, actor: Actor, claim_id: int, note: str) -> Claim:
    """Set a claim aside, with the reason. It stays to be seen.

    Raises:
        NotAllowedError: when the actor may not decide.
        NoteMissingError: without a reason.
        DecisionRefusedError: when it is set aside already.
        Claim.DoesNotExist: when there is no such claim.
    """
    actor.require_write(_("核定数字"))
    if not note.strip():
        raise NoteMissingError(_("不采一个数字要写明理由"))
    claim = _locked(claim_id, _OPEN, _("这个数字已经不采"))
    return _decide(claim, ClaimStatus.REJECTED, actor, note)


@act("核定数字")
def adopt_claim(*, actor: Actor, claim_id: int, note: str = "") -> Claim:
    """Let this claim stand for its measure (采用); another that did so is accepted, and no more than that.

    Raises:
        NotAllowedError: when the actor may not decide.
        DecisionRefusedError: when it is adopted or set aside already.
        Claim.DoesNotExist: when there is no such claim.
    """
    actor.require_write(_("核定数字"))
    claim = _locked(
        claim_id,
        {ClaimStatus.PROPOSED, ClaimStatus.ACCEPTED},
        _("只有待核或已核的数字可以采用;不采的请先重开"),
    )
    # Every claim of the indicator is locked, so that two people cannot adopt two of one measure at once.
    others = with_names(actor, Claim.objects.filter(indicator=claim.indicator_id))
    list(
        Claim.objects.select_for_update()
        .filter(indicator=claim.indicator_id)
        .values_list("pk")
        .order_by("pk")
    )
    for other in of_same_measure(claim, others):
        if other.status == ClaimStatus.ADOPTED:
            _decide(other, ClaimStatus.ACCEPTED, actor, _("改采 %s") % claim.code)
    return _decide(claim, ClaimStatus.ADOPTED, actor, note)


@act("核定数字")
def reopen_claim(*, actor: Actor, claim_id: int, note: str = "") -> Claim:
    """Put a decided claim back among those to be looked at.

    Raises:
        NotAllowedError: when the actor may not decide.
        DecisionRefusedError: when nothing has been decided.
        Claim.DoesNotExist: when there is no such claim.
    """
    actor.require_write(_("核定数字"))
    decided = {ClaimStatus.ACCEPTED, ClaimStatus.ADOPTED, ClaimStatus.REJECTED}
    claim = _locked(claim_id, decided, _("这个数字还没有核定,不必重开"))
    return _decide(claim, ClaimStatus.PROPOSED, actor, note)


def _locked(claim_id: int, expected: set[ClaimStatus] | frozenset[ClaimStatus], otherwise: str) -> Claim:
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    if claim.status not in expected:
        raise DecisionRefusedError(
            _("%(reason)s(现为:%(status)s)") % {"reason": otherwise, "status": claim.get_status_display()}
        )
    return claim


def _decide(claim: Claim, status: ClaimStatus, actor: Actor, note: str) -> Claim:
    claim.status = status
    claim.decided_by_id = actor.user_id
    claim.decided_at = timezone.now()
    claim.decision_note = note.strip()[:300]
    claim.save(update_fields=["status", "decided_by", "decided_at", "decision_note"])
    return claim
