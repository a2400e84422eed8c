"""What people say of relations that the program found. Every decision is kept when they are found anew."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.evidence.models import ClaimRelation, RelationKind, RelationState
from xieshou.kernel.actor import Actor


class NoteRequiredError(ValueError):
    """A relation was dismissed without saying why."""


class RelationRefusedError(ValueError):
    """The kind asked for does not fit: it is of two claims and there is one, or the pair has it already."""


@transaction.atomic
def confirm_relation(*, actor: Actor, relation_id: int, note: str = "") -> ClaimRelation:
    """Say that a relation is as the program found it.

    Raises:
        NotAllowedError: when the actor may not write.
        ClaimRelation.DoesNotExist: when there is none of that id.
    """
    return _decide(actor, relation_id, RelationState.CONFIRMED, note)


@transaction.atomic
def dismiss_relation(*, actor: Actor, relation_id: int, note: str) -> ClaimRelation:
    """Say that it does not hold, and why. It is kept, so that it is not found again.

    Raises:
        NotAllowedError: when the actor may not write.
        NoteRequiredError: when the note is empty.
        ClaimRelation.DoesNotExist: when there is none of that id.
    """
    if not note.strip():
        raise NoteRequiredError(_("否定一个关系要写明理由"))
    return _decide(actor, relation_id, RelationState.DISMISSED, note)


@transaction.atomic
def retype_relation(
    *, actor: Actor, relation_id: int, kind: RelationKind | str, note: str = ""
) -> ClaimRelation:
    """Say that two claims stand to each other in another way than found; that confirms it.

    The reason becomes ``by_hand``, because the rule's own no longer fits. To the kind that it has already,
    nothing but the confirmation happens.

    Raises:
        NotAllowedError: when the actor may not write.
        RelationRefusedError: when the relation is a doubt about one claim, or ``kind`` is one.
        ClaimRelation.DoesNotExist: when there is none of that id.
    """
    wanted = RelationKind(kind)
    relation = _locked(actor, relation_id)
    if relation.kind != wanted:
        if relation.other_id is None or wanted == RelationKind.DATE_SUSPECT:
            raise RelationRefusedError(_("日期存疑只关一个数字,不能与两个数字的关系互改"))
        relation.kind, relation.reason = wanted, BY_HAND
        try:
            with transaction.atomic():
                relation.save(update_fields=["kind", "reason"])
        except IntegrityError:
            raise RelationRefusedError(_("这两个数字已有这种关系")) from None
    return _decide(actor, relation_id, RelationState.CONFIRMED, note)


@transaction.atomic
def reopen_relation(*, actor: Actor, relation_id: int) -> ClaimRelation:
    """Take a decision back. The next search may then change or remove the relation.

    Raises:
        NotAllowedError: when the actor may not write.
        ClaimRelation.DoesNotExist: when there is none of that id.
    """
    relation = _locked(actor, relation_id)
    relation.state = RelationState.FOUND
    relation.decided_by_id, relation.decided_at, relation.decision_note = None, None, ""
    relation.save(update_fields=_DECISION)
    return relation


BY_HAND = "by_hand"
"""The reason of a relation whose kind a person chose."""

_DECISION = ["state", "decided_by", "decided_at", "decision_note"]


def _decide(actor: Actor, relation_id: int, state: RelationState, note: str) -> ClaimRelation:
    relation = _locked(actor, relation_id)
    relation.state = state
    relation.decided_by_id, relation.decided_at = actor.user_id, timezone.now()
    relation.decision_note = note.strip()
    relation.save(update_fields=_DECISION)
    return relation


def _locked(actor: Actor, relation_id: int) -> ClaimRelation:
    actor.require_write(_("核定数字关系"))
    return ClaimRelation.objects.select_for_update().get(pk=relation_id)
