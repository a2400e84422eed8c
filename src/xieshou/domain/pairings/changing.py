"""Changes of what is said of a pairing, by people who may have looked at an earlier version of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal

from xieshou.domain.access import require_reach
from xieshou.domain.certainty import Certainty
from xieshou.domain.pairings.models import Pairing, Shape
from xieshou.domain.recorded import act
from xieshou.domain.recorded.versions import require_version
from xieshou.domain.reviewed import REVIEW_COLUMNS, when_changed
from xieshou.kernel.actor import Actor, Permission


@dataclass(frozen=True, slots=True)
class PairingFacts:
    """What may be mended by hand; who, when and under what are settled otherwise."""

    shape: Shape | None
    formal: bool
    distance_km: Decimal | None
    distance_qualifier: str
    certainty: Certainty
    note: str


_COLUMNS = ("shape", "formal", "distance_km", "distance_qualifier", "certainty", "note")


@act("更改结对")
def change_pairing(*, actor: Actor, pairing_id: int, seen: int, facts: PairingFacts) -> Pairing:
    """Change a pairing that was looked at in version ``seen``; it is a draft of the actor's again.

    What is as it was is not written, and stays reviewed.

    Raises:
        Pairing.DoesNotExist: when there is none.
        NotAllowedError: when the actor may not record it.
        StaleRecordError: when somebody changed it since; nothing is then stored.
    """
    kept = Pairing.objects.select_for_update().get(pk=pairing_id)
    require_reach(actor, kept, Permission.RECORD, "更改结对")
    require_version(kept, seen)
    values = {**asdict(facts), "shape": facts.shape or ""}
    if all(getattr(kept, name) == value for name, value in values.items()):
        return kept
    for name, value in (values | when_changed(actor)).items():
        setattr(kept, name, value)
    kept.save(update_fields=[*_COLUMNS, *REVIEW_COLUMNS])
    return kept
