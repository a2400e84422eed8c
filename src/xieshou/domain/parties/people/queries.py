"""Reads of people: those whom the actor's scopes reach, found by name or by a whole number."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from xieshou.domain import personal
from xieshou.domain.parties.models import Organisation, Person
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.text import fold

ORDERS = {
    "name": ("name_key", "pk"),
    "organisation": ("organisation__name_key", "name_key", "pk"),
    "division": ("division__code", "name_key", "pk"),
}


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """What a list asks for. ``number`` is a whole ID number or phone; its repr is left out."""

    text: str = ""
    number: str = ""
    state: str = ""

    def __repr__(self) -> str:
        """Without the number."""
        return f"PersonFilter(text={self.text!r}, state={self.state!r})"


def people(
    actor: Actor,
    asked: PersonFilter | None = None,
    order: str = "name",
    permission: Permission = Permission.VIEW,
) -> QuerySet[Person]:
    """The people whom the actor's permission reaches, with organisation and division, in order."""
    found = Person.objects.seen_by(actor, permission).select_related("organisation", "division")
    if asked is not None:
        found = found.filter(_asked(asked))
    columns = ORDERS[order.removeprefix("-")]
    return found.order_by(*(f"-{name}" for name in columns) if order.startswith("-") else columns)


def person_by_id(actor: Actor, person_id: int, permission: Permission = Permission.VIEW) -> Person:
    """One of them.

    Raises:
        Person.DoesNotExist: when there is none, or it lies outside what the actor reaches: both look alike.
    """
    return people(actor, permission=permission).get(pk=person_id)


def people_of(actor: Actor, organisation: Organisation) -> QuerySet[Person]:
    """Those of an organisation, as far as the actor sees them."""
    return people(actor).filter(organisation=organisation)


def search(actor: Actor, text: str, limit: int = 8) -> list[Person]:
    """People by a part of their name. Never by a number: search boxes end up in addresses and logs."""
    return list(people(actor, PersonFilter(text=text))[:limit])


def _asked(asked: PersonFilter) -> Q:
    wanted = Q()
    if asked.text:
        key = fold(asked.text)
        wanted &= (
            Q(name_key__contains=key)
            | Q(organisation__name_key__contains=key)
            | Q(position__contains=asked.text)
        )
    if asked.number:
        wanted &= personal.matching(Person, "id_number", asked.number) | personal.matching(
            Person, "phone", asked.number
        )
    if asked.state:
        wanted &= Q(review_state=asked.state)
    return wanted
