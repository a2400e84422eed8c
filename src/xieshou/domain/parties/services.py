"""Writes of parties: organisations, and the party row under which a unit stands in pairings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xieshou.domain.parties.models import Organisation, OrganisationKind, Party, Side, User
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.text import fold


def party_of(unit: Division | Organisation) -> Party:
    """The party row of a division or organisation, made when first needed."""
    if isinstance(unit, Division):
        return Party.objects.get_or_create(division=unit)[0]
    return Party.objects.get_or_create(organisation=unit)[0]


@act("记录单位")
def record_organisation(
    *,
    actor: Actor,
    name: str,
    kind: OrganisationKind,
    side: Side,
    division: Division | None = None,
    parent: Organisation | None = None,
    name_en: str = "",
    note: str = "",
    source: str = "",
) -> Organisation:
    """Record an organisation, or bring the one of this name and place up to date.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write("记录单位")
    organisation, _ = Organisation.objects.update_or_create(
        name=name,
        division=division,
        defaults={
            "name_key": fold(name),
            "name_en": name_en,
            "kind": kind,
            "side": side,
            "parent": parent,
            "note": note,
            "source": source,
        },
    )
    return organisation


@act("记录单位")
def record_organisations(*, actor: Actor, organisations: Sequence[Mapping[str, Any]]) -> None:
    """Record organisations given as column values; a name and place on record take them over.

    Each has ``name`` and ``division_id``. ``parent`` is the name and division id of another, on record or
    among those given, or None for none. A few queries, however many.

    Raises:
        NotAllowedError: when the actor may not write.
        KeyError: when a parent is neither on record nor given.
    """
    actor.require_write("记录单位")
    names = {facts["name"] for facts in organisations}
    names |= {facts["parent"][0] for facts in organisations if facts.get("parent")}
    known = {
        (each.name, each.division_id): each
        for each in Organisation.objects.filter(name_key__in=map(fold, names))
    }
    new = []
    columns: set[str] = set()
    for facts in organisations:
        key = facts["name"], facts["division_id"]
        if key not in known:
            known[key] = Organisation(name=key[0], division_id=key[1], name_key=fold(key[0]))
            new.append(known[key])
        given = {column: value for column, value in facts.items() if column not in ("name", "parent")}
        for column, value in given.items():
            setattr(known[key], column, value)
        columns |= set(given)
    Organisation.objects.bulk_create(new, batch_size=500)
    for facts in organisations:
        if "parent" in facts:
            parent = known[facts["parent"]] if facts["parent"] else None
            known[facts["name"], facts["division_id"]].parent = parent
            columns.add("parent")
    again = [known[facts["name"], facts["division_id"]] for facts in organisations]
    if columns:
        Organisation.objects.bulk_update(again, sorted(columns), batch_size=200)


@act("设立账号")
def set_account(
    *, actor: Actor, username: str, password: str, superuser: bool = False, shown_as: str = ""
) -> User:
    """Make a sign-in account, or give the one of this name the password; a superuser administers everything.

    For setting up an installation: a person's account is made by ``accounts.services``.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write("设立账号")
    user, _ = User.objects.get_or_create(username=username)
    user.first_name = shown_as
    user.is_staff = user.is_superuser = superuser
    user.set_password(password)
    user.save()
    return user
