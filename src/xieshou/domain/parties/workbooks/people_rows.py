"""People as the rows of a ledger write them: told apart by name, organisation, place and a running number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xieshou.domain.parties.models import Person
from xieshou.domain.parties.people.queries import people
from xieshou.domain.parties.workbooks.written import Directory
from xieshou.domain.parties.workbooks.written import Key as Employer
from xieshou.domain.places.workbooks.written import empty_to_none
from xieshou.kernel.actor import Actor
from xieshou.kernel.masking import PersonalKind

Key = tuple[str, str | None, str | None, int | None]
"""The name, the organisation's name, the code of the place, and 2 for the second whom these fit."""

SEALED = {"id_number": PersonalKind.ID_NUMBER, "phone": PersonalKind.PHONE}
"""The columns of numbers, with what kind each is."""


@dataclass(frozen=True)
class Register:
    """The people whom an actor sees, by the key of their row."""

    by_key: Mapping[Key, Person]

    @classmethod
    def of(cls, actor: Actor) -> Register:
        """Read them. One query."""
        seen: Counter[tuple[str, str | None, str | None]] = Counter()
        by_key: dict[Key, Person] = {}
        for person in people(actor).select_related("organisation__division").order_by("pk"):
            plain = (
                person.name,
                person.organisation.name if person.organisation else None,
                person.division.code if person.division else None,
            )
            seen[plain] += 1
            by_key[*plain, seen[plain] if seen[plain] > 1 else None] = person
        return cls(by_key)

    def key_of(self, values: Mapping[str, Any]) -> Key:
        """The key of a row that was read."""
        return values["name"], values.get("organisation"), values.get("place"), values.get("namesake")

    def settled(self, person: Person | None, field: str, held: str | None) -> str | None:
        """The number of a row as ``rows`` would give it, where it is the one on record."""
        if person is None or not held:
            return held
        sealed = getattr(person, field)
        return str(sealed) if sealed and sealed == SEALED[field].canonical(held) else held

    def organisation_of(self, values: Mapping[str, Any], known: Directory) -> Employer | None:
        """The organisation on record that a row names, if it is just one."""
        name = values.get("organisation")
        if not name:
            return None
        found = known.named(name)
        if values.get("organisation_place"):
            found = [key for key in found if key[1] == values["organisation_place"]]
        return found[0] if len(found) == 1 else None


def row_of(person: Person, key: Key) -> dict[str, Any]:
    """A person as a row; of the numbers their masks."""
    name, organisation, place, namesake = key
    seat = person.organisation.division if person.organisation else None
    row: dict[str, Any] = {
        "name": name,
        "sex": person.sex,
        "id_number": str(person.id_number),
        "phone": str(person.phone),
        "organisation": organisation,
        "organisation_place": seat.code if seat else None,
        "position": person.position,
        "place": place,
        "namesake": namesake,
        "note": person.note,
    }
    return empty_to_none(row)
