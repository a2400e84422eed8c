"""Writes of parties: organisations, and the party row under which a unit stands in pairings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from xieshou.domain.access import OutsideScopeError, beyond
from xieshou.domain.parties.models import Organisation, OrganisationKind, Party, Side, User
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.domain.reviewed import REVIEW_COLUMNS, SHIPPED, when_changed, when_recorded
from xieshou.kernel.actor import Actor, Permission
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
    """Record an organisation, or bring the one of this name and place up to date: a draft until reviewed.

    Raises:
        NotAllowedError: when the actor may not record it, or what it was.
    """
    facts = {
        "name": name,
        "division_id": division.pk if division else None,
        "kind": kind,
        "side": side,
        "name_en": name_en,
        "note": note,
        "source": source,
        "parent": (parent.name, parent.division_id) if parent else None,
    }
    return record_organisations(actor=actor, organisations=[facts])[0]


@act("记录单位")
def record_organisations(*, actor: Actor, organisations: Sequence[Mapping[str, Any]]) -> list[Organisation]:
    """Record organisations given as column values; a name and place on record take them over.

    Each has ``name`` and ``division_id``. ``parent`` is the name and division id of another, on record or
    among those given, or None for none. A few queries, however many. What is new or changes is a draft of
    the actor's; what the system records is as shipped. Returns them in the order given.

    Raises:
        NotAllowedError: when the actor may not record organisations.
        OutsideScopeError: when one of them, as it was or as it becomes, lies outside the actor's scopes.
        KeyError: when a parent is neither on record nor given.
    """
    actor.require(Permission.RECORD, "记录单位")
    kept = keep_organisations(organisations, when_recorded(actor), when_changed(actor), actor)
    _require_covered(actor, kept)
    return kept


@act("载入单位")
def load_organisation_rows(*, actor: Actor, organisations: Sequence[Mapping[str, Any]]) -> None:
    """Keep the organisations that come with the product, whoever loads them.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write("载入单位")
    keep_organisations(organisations, SHIPPED, {}, actor)


def keep_organisations(
    organisations: Sequence[Mapping[str, Any]],
    when_new: Mapping[str, Any],
    when_other: Mapping[str, Any],
    actor: Actor,
) -> list[Organisation]:
    """Store them; ``when_new`` and ``when_other`` are the columns of review of new and changed ones."""
    names = {facts["name"] for facts in organisations}
    names |= {facts["parent"][0] for facts in organisations if facts.get("parent")}
    found = Organisation.objects.filter(name_key__in=map(fold, names))
    known = {(each.name, each.division_id): each for each in found}
    given = {(facts["name"], facts["division_id"]) for facts in organisations}
    _require_covered(actor, [each for key, each in known.items() if key in given])
    new: list[Organisation] = []
    before: dict[tuple[str, int | None], tuple[Any, ...]] = {}
    for facts in organisations:
        key = facts["name"], facts["division_id"]
        if key not in known:
            known[key] = Organisation(name=key[0], division_id=key[1], name_key=fold(key[0]), **when_new)
            new.append(known[key])
        elif known[key].pk is not None:
            before.setdefault(key, _columns(known[key]))
        for column, value in facts.items():
            if column not in ("name", "parent"):
                setattr(known[key], column, value)
    Organisation.objects.bulk_create(new, batch_size=500)
    hung = []
    for facts in organisations:
        if "parent" in facts:
            own = known[facts["name"], facts["division_id"]]
            own.parent = known[facts["parent"]] if facts["parent"] else None
            hung.append(own)
    changed = [known[key] for key, columns in before.items() if columns != _columns(known[key])]
    for each in changed:
        for column, value in when_other.items():
            setattr(each, column, value)
    written = [*(field.name for field in _FACTS), *REVIEW_COLUMNS]
    Organisation.objects.bulk_update(changed, written, batch_size=200)
    fresh = {id(each) for each in new}
    below = [each for each in hung if id(each) in fresh and each.parent_id]
    Organisation.objects.bulk_update(below, ["parent"], batch_size=200)
    return [known[facts["name"], facts["division_id"]] for facts in organisations]


_FACTS = tuple(
    field
    for field in Organisation._meta.concrete_fields
    if field.name not in ("id", "name", "division", "name_key", "return_reason", *REVIEW_COLUMNS)
)


def _columns(organisation: Organisation) -> tuple[Any, ...]:
    return tuple(getattr(organisation, field.attname) for field in _FACTS)


def _require_covered(actor: Actor, organisations: Sequence[Organisation]) -> None:
    outside = beyond(actor, Organisation, {each.pk for each in organisations}, Permission.RECORD)
    if outside:
        named = next(each.name for each in organisations if each.pk in outside)
        raise OutsideScopeError(_("“%(name)s”不在您的填报范围内") % {"name": named})


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
    user, _made = User.objects.get_or_create(username=username)
    user.first_name = shown_as
    user.is_staff = user.is_superuser = superuser
    user.set_password(password)
    user.save()
    return user
