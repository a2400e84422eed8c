"""Writes of people. Clear numbers come in, sealed ones are kept, and nothing here takes one out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xieshou.domain.access import seen_by
from xieshou.domain.parties.models import Organisation, Person
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.domain.recorded.versions import require_version
from xieshou.domain.reviewed import REVIEW_COLUMNS, when_changed, when_recorded
from xieshou.kernel.actor import Actor, NotAllowedError, Permission
from xieshou.kernel.text import fold


class AlreadyRecordedError(ValueError):
    """Somebody else on record has this ID number. Who it is is not said: that may lie outside one's scope."""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is said of a person. ``id_number`` and ``phone`` are as typed; the mask on record leaves them."""

    name: str
    sex: str = ""
    id_number: str = ""
    phone: str = ""
    organisation: Organisation | None = None
    position: str = ""
    division: Division | None = None
    note: str = ""

    def __repr__(self) -> str:
        """Without anything personal: a repr ends up in logs."""
        return f"PersonFacts(name={self.name!r})"


@act("登记人员")
def record_person(*, actor: Actor, facts: PersonFacts) -> Person:
    """Record a person, as a draft.

    Raises:
        NotAllowedError: when the actor may not record people of that place and organisation.
        AlreadyRecordedError: see there.
        ValidationError: by field, when something cannot be.
    """
    actor.require(Permission.RECORD, _not_allowed())
    person = Person(**when_recorded(actor))
    _fill(person, facts)
    person.save()
    require_reached(actor, [person])
    return person


@act("更改人员")
def update_person(*, actor: Actor, person: Person, facts: PersonFacts, seen: int | None = None) -> Person:
    """Change what is said of a person; ``seen`` is the version that was looked at, None where none was.

    Raises:
        NotAllowedError: when the actor may not record people where the person was or is to be.
        StaleRecordError: when somebody changed the person since ``seen``; nothing is then stored.
        AlreadyRecordedError, ValidationError: like ``record_person``.
        MaskedTextError: for a mask that is not the one on record.
    """
    require_reached(actor, [person])
    stored = Person.objects.select_for_update().get(pk=person.pk)
    if seen is not None:
        require_version(stored, seen)
    _fill(person, facts)
    if any(getattr(person, each.name) != getattr(stored, each.name) for each in fields(facts)):
        _put_back(actor, [person])
    person.save()
    require_reached(actor, [person])
    return person


@act("登记人员")
def record_people(
    *, actor: Actor, new: Sequence[Person], changed: Sequence[Person], columns: Sequence[str]
) -> None:
    """Store people that a ledger filled in and checked: new ones whole, of changed ones the named columns.

    A few queries, however many.

    Raises:
        NotAllowedError: when the actor may not record one of them where that person was or is to be.
    """
    actor.require(Permission.RECORD, _not_allowed())
    require_reached(actor, changed)
    for person in new:
        person.name_key = fold(person.name)
        _stand(person, when_recorded(actor))
    Person.objects.bulk_create(new, batch_size=500)
    if changed and columns:
        _put_back(actor, changed)
        Person.objects.bulk_update(changed, [*columns, *REVIEW_COLUMNS], batch_size=200)
    require_reached(actor, [*new, *changed])


def require_reached(actor: Actor, people: Sequence[Person]) -> None:
    """Let through who may record all of these people, as they are stored.

    Raises:
        NotAllowedError: for everybody else.
    """
    keys = {person.pk for person in people}
    rows = Person.objects.filter(pk__in=keys)
    if keys and (
        not actor.may(Permission.RECORD) or seen_by(actor, rows, Permission.RECORD).count() != len(keys)
    ):
        raise NotAllowedError(_not_allowed())


def _put_back(actor: Actor, people: Sequence[Person]) -> None:
    """Who is changed is a draft of the actor's again."""
    for person in people:
        _stand(person, when_changed(actor))


def _stand(person: Person, columns: Mapping[str, Any]) -> None:
    for column, value in columns.items():
        setattr(person, column, value)


def _fill(person: Person, facts: PersonFacts) -> None:
    for each in fields(facts):
        setattr(person, each.name, getattr(facts, each.name))
    person.name_key = fold(facts.name)
    if person.division is None and person.organisation is None:
        raise ValidationError({"organisation": _("单位和所在地至少填一项")})
    try:
        person.full_clean()
    except ValidationError as error:
        told = [one.code for errors in error.error_dict.values() for one in errors]
        if "already_recorded" in told:
            raise AlreadyRecordedError from None
        raise


def _not_allowed() -> str:
    return _("登记人员需要本范围内的填报角色")
