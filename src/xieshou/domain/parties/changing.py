"""Organisations typed by hand, and changes of them by people who may have looked at an earlier version."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from xieshou.domain.access import require_reach
from xieshou.domain.parties.models import Organisation, OrganisationKind, Side
from xieshou.domain.parties.services import record_organisations
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.domain.recorded.versions import require_version
from xieshou.domain.reviewed import REVIEW_COLUMNS, when_changed
from xieshou.kernel.actor import Actor, Permission


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What may be mended by hand; name and place tell an organisation, and change by its ledger."""

    kind: OrganisationKind
    side: Side
    name_en: str
    credit_code: str
    source: str
    note: str


class OrganisationExistsError(ValueError):
    """An organisation of this name and place is on record: who types it anew would write over it unseen."""


@act("记录单位")
def record_new_organisation(
    *, actor: Actor, name: str, division: Division, facts: OrganisationFacts
) -> Organisation:
    """Record an organisation that is not on record yet, as a draft.

    Raises:
        NotAllowedError: when the actor may not record organisations.
        OutsideScopeError: when the place lies outside the actor's scopes.
        OrganisationExistsError: see there; told only of one that the actor may record.
    """
    actor.require(Permission.RECORD, "记录单位")
    known = Organisation.objects.seen_by(actor, Permission.RECORD)
    if known.filter(name=name, division=division).exists():
        raise OrganisationExistsError(name)
    columns = {"name": name, "division_id": division.pk, **asdict(facts)}
    return record_organisations(actor=actor, organisations=[columns])[0]


@act("更改单位")
def change_organisation(
    *, actor: Actor, organisation_id: int, seen: int, facts: OrganisationFacts
) -> Organisation:
    """Change an organisation that was looked at in version ``seen``; it is a draft of the actor's again.

    Raises:
        Organisation.DoesNotExist: when there is none.
        NotAllowedError: when the actor may not record it.
        StaleRecordError: when somebody changed it since; nothing is then stored.
    """
    kept = Organisation.objects.select_for_update().get(pk=organisation_id)
    require_reach(actor, kept, Permission.RECORD, "更改单位")
    require_version(kept, seen)
    values = asdict(facts)
    if all(getattr(kept, name) == value for name, value in values.items()):
        return kept
    for name, value in (values | when_changed(actor)).items():
        setattr(kept, name, value)
    kept.save(update_fields=[*values, *REVIEW_COLUMNS])
    return kept
