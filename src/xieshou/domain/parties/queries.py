"""Reads of organisations and parties, within what the actor reaches."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from xieshou.domain.access import seen_by
from xieshou.domain.dated import in_force
from xieshou.domain.parties.models import Organisation, Party, User
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import Actor
from xieshou.kernel.text import fold


def organisations_in(actor: Actor, place: Division, on: date) -> QuerySet[Organisation]:
    """The organisations that sat in a division itself on a day, by kind and name; none of units below."""
    return Organisation.objects.seen_by(actor).filter(in_force(on), division=place).order_by("kind", "name")


def known_usernames(actor: Actor) -> set[str]:
    """The names of all accounts, closed ones too.

    Raises:
        NotAllowedError: when the actor may not set up accounts.
    """
    actor.require_write("查看账号")
    return set(seen_by(actor, User.objects.all()).values_list("username", flat=True))


def parties_at(actor: Actor, place: Division, *, below: bool = False) -> QuerySet[Party]:
    """The party that a division is, with ``below`` also every division and organisation in its territory."""
    if not below:
        return Party.objects.seen_by(actor).filter(division=place)
    return parties_in(actor, place.code)


def parties_in(actor: Actor, code: str) -> QuerySet[Party]:
    """The parties in a division's territory, by the codes that units have now or had last."""
    code = code.ljust(6, "0")
    prefix = code[:2] if code[2:6] == "0000" else code[:4] if code[4:6] == "00" else code
    return Party.objects.seen_by(actor).filter(
        Q(division__code__startswith=prefix) | Q(organisation__division__code__startswith=prefix)
    )


def organisations_named(actor: Actor, name: str) -> list[Organisation]:
    """The organisations of that name, in either script; a name may repeat in two places."""
    found = Organisation.objects.seen_by(actor).filter(name_key=fold(name))
    return list(found.select_related("division").order_by("pk"))
