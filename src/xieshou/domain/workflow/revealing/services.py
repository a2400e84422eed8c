"""Show one field of one record in clear, and keep who saw it and why."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.access import Governed, reaches
from xieshou.domain.access.seeing import governance_of
from xieshou.domain.personal import PersonalField, Sealed
from xieshou.domain.workflow.revealing.models import Revelation
from xieshou.kernel.actor import Actor, NotAllowedError, Permission
from xieshou.kernel.masking import PersonalKind

LEAST_REASON = 5
MOST_REASON = 300


class NotPersonalError(LookupError):
    """The record has no personal field of that name."""


class BadReasonError(ValueError):
    """The reason has fewer than ``LEAST_REASON`` characters, says nothing, or has over ``MOST_REASON``."""


@transaction.atomic
def reveal(*, actor: Actor, record: models.Model, field: str, reason: str, address: str | None = None) -> str:
    """The clear text of a personal field; one ``Revelation`` is kept, also of an empty one.

    ``address`` is the network address from which it was asked.

    Raises:
        NotAllowedError: when the actor may not see personal data of this record, or is nobody in particular.
        NotPersonalError, BadReasonError: see there.
        UnreadableError: when the key is gone; then nothing was seen and nothing is kept.
    """
    require_reveal(actor, record)
    sealed = sealed_value(record, field)
    told = " ".join(reason.split())
    if len(set(told)) < LEAST_REASON - 1 or not LEAST_REASON <= len(told) <= MOST_REASON:
        raise BadReasonError
    assert actor.user_id is not None  # noqa: S101  (required above)
    Revelation.objects.create(
        at=timezone.now(),
        user_id=actor.user_id,
        actor_name=actor.name[:150],
        kind=kind_of(type(record)),
        record_id=record.pk,
        record_name=str(record)[:200],
        field=field,
        reason=told,
        address=address,
        division_code=_first(record, "codes") or "",
        organisation_ref=_first(record, "organisations"),
    )
    return sealed.unseal()


def require_reveal(actor: Actor, record: models.Model) -> None:
    """Let through who may see personal data of this record in clear.

    Raises:
        NotAllowedError: for everybody else.
    """
    what = _("查看个人信息需要本范围内的填报、审核、审计或评估角色")
    actor.require(Permission.REVEAL, what)
    if actor.user_id is None or not reaches(actor, record, Permission.REVEAL):
        raise NotAllowedError(what)


def sealed_value(record: models.Model, field: str) -> Sealed:
    """The sealed value of a personal field.

    Raises:
        NotPersonalError: see there.
    """
    if not any(revealable_field(each) and each.name == field for each in record._meta.fields):
        raise NotPersonalError(f"{type(record).__name__}.{field}")
    value = getattr(record, field)
    assert isinstance(value, Sealed)  # noqa: S101  (the field makes it one)
    return value


def revealable_field(field: object) -> bool:
    """Is it a personal field that people may be shown? A secret that the site alone uses is none."""
    return isinstance(field, PersonalField) and field.kind is not PersonalKind.SECRET


def kind_of(model: type[models.Model]) -> str:
    """What a model is called where records are named by (kind, id)."""
    return str(model._meta.model_name)


def _first(record: models.Model, of: str) -> Any:
    """What the first lookup of its governance that leads somewhere leads to: a place, an organisation."""
    governed = governance_of(type(record))
    for lookup in getattr(governed, of) if isinstance(governed, Governed) else ():
        found: Any = record
        for name in lookup.split("__"):
            found = getattr(found, name, None)
        if found is not None:
            return found
    return None
