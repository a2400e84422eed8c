"""Organisations as the rows of a ledger write them: a full name with the code of the place they sit in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from xieshou.domain.access import beyond
from xieshou.domain.as_recorded import as_recorded
from xieshou.domain.parties.models import Organisation
from xieshou.domain.places.workbooks.columns import dates_in, recorded_on
from xieshou.domain.places.workbooks.written import around, empty_to_none, last_day
from xieshou.kernel.actor import Actor, Permission

Key = tuple[str, str | None]
"""The name, and the code of the place on the organisation's last day."""


@dataclass(frozen=True)
class Directory:
    """The organisations that somebody sees, by name and place."""

    by_key: Mapping[Key, Organisation]
    keys: Mapping[int, Key]
    places: Mapping[int, str]
    """The name of the place of each organisation that has one, by the organisation's primary key."""

    def named(self, name: str) -> list[Key]:
        """Those of that name, wherever they sit."""
        return [key for key in self.by_key if key[0] == name]


def directory(actor: Actor, then: QuerySet[Organisation] | None = None) -> Directory:
    """Those that the actor sees, or as they stood on record ``then``. Three queries."""
    found = Organisation.objects.seen_by(actor) if then is None else then
    organisations = list(found.order_by("name", "id"))
    past = around(each.division_id for each in organisations if each.division_id is not None)
    by_key: dict[Key, Organisation] = {}
    keys: dict[int, Key] = {}
    places: dict[int, str] = {}
    for each in organisations:
        seat = past.near(each.division_id, last_day(each.period.end)) if each.division_id else None
        keys[each.pk] = (each.name, seat.code if seat else None)
        by_key[keys[each.pk]] = each
        if seat:
            places[each.pk] = seat.name
    return Directory(by_key, keys, places)


def rows_of(
    actor: Actor, known: Directory, kinds: Collection[str], fields: Collection[str], *, as_then: bool = False
) -> Iterator[dict[str, Any]]:
    """The organisations of these kinds that the actor may see, as rows with these fields.

    ``as_then``: they were read as they stood on record, which leaves out what the actor may not see.
    """
    hidden = set() if as_then else beyond(actor, Organisation, known.keys.keys(), Permission.VIEW)
    for (name, place), each in known.by_key.items():
        if each.kind not in kinds or each.pk in hidden:
            continue
        parent, parent_place = known.keys.get(each.parent_id or 0, (None, None))
        row = {
            "name": name,
            "name_en": each.name_en,
            "kind": each.kind,
            "side": each.side,
            "credit_code": each.credit_code,
            "parent": parent,
            "parent_place": parent_place,
            "place": place,
            "place_name": known.places.get(each.pk),
            **dates_in(each),
            "source": each.source,
            "note": each.note,
        }
        yield empty_to_none({field: row[field] for field in fields})


def circles(parents: Mapping[Key, Key | None]) -> set[Key]:
    """Those that come back to themselves when one goes up from parent to parent."""
    found = set()
    for key in parents:
        seen = {key}
        step = parents.get(key)
        while step is not None and step not in seen:
            seen.add(step)
            step = parents.get(step)
        if step == key:
            found.add(key)
    return found


def rows_asked(
    actor: Actor, filters: Mapping[str, str], kinds: Collection[str], fields: Collection[str]
) -> Iterator[dict[str, Any]]:
    """The organisations of these kinds as they are, or as they stood on the day that the filters name."""
    day = recorded_on(filters)
    if day is None:
        return rows_of(actor, directory(actor), kinds, fields)
    then = as_recorded(actor, Organisation, day)
    return rows_of(actor, directory(actor, then), kinds, fields, as_then=True)
