"""Reads of organisations and parties, within what the actor reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from xieshou.domain.access import reaches, seen_by
from xieshou.domain.dated import in_force
from xieshou.domain.parties.models import Organisation, Party, User
from xieshou.domain.places.models import Division
from xieshou.domain.reviewed import of_standing
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.text import fold

ORDERS = {
    "name": ("name_key", "pk"),
    "kind": ("kind", "name_key", "pk"),
    "division": ("division__code", "name_key", "pk"),
}


@dataclass(frozen=True, slots=True)
class OrganisationFilter:
    """What a list asks for. ``scope`` is the code of a division that they sit in; ``state`` a standing."""

    text: str = ""
    kind: str = ""
    side: str = ""
    state: str = ""
    scope: str | None = None


def organisations(
    actor: Actor, asked: OrganisationFilter | None = None, order: str = "name"
) -> QuerySet[Organisation]:
    """The organisations that the actor sees, with where they sit, in order."""
    found = Organisation.objects.seen_by(actor).select_related("division")
    if asked is not None:
        found = found.filter(_asked(asked))
    columns = ORDERS[order.removeprefix("-")]
    return found.order_by(*(f"-{name}" for name in columns) if order.startswith("-") else columns)


def organisation_by_id(actor: Actor, organisation_id: int) -> Organisation:
    """One of them, with the body above it, if the actor sees that too.

    Raises:
        Organisation.DoesNotExist: when there is none, or it lies outside what the actor reaches: both look
            alike.
    """
    above = Prefetch("parent", Organisation.objects.seen_by(actor))
    return organisations(actor).prefetch_related(above).get(pk=organisation_id)


def organisation_seen(actor: Actor, organisation_id: int | None) -> Organisation | None:
    """The organisation of that key, if the actor sees it. No query for None."""
    if organisation_id is None:
        return None
    return Organisation.objects.seen_by(actor).filter(pk=organisation_id).first()


def bodies_below(actor: Actor, organisation: Organisation) -> list[Organisation]:
    """The organisations right below one, by name, as far as the actor sees them."""
    return list(Organisation.objects.seen_by(actor).filter(parent=organisation).order_by("name"))


def may_record_organisation(actor: Actor, organisation: Organisation) -> bool:
    """May the actor change it? One query, and none for those who record everywhere or nowhere."""
    reach = actor.reach(Permission.RECORD)
    return reach.everywhere or (not reach.is_empty and reaches(actor, organisation, Permission.RECORD))


def _asked(asked: OrganisationFilter) -> Q:
    wanted = of_standing(asked.state)
    if asked.text:
        key = fold(asked.text)
        code = Q(credit_code=asked.text.upper())
        wanted &= Q(name_key__contains=key) | Q(name_en__icontains=asked.text) | code
    for column in ("kind", "side"):
        if value := getattr(asked, column):
            wanted &= Q(**{column: value})
    if asked.scope:
        wanted &= Q(division__code__startswith=_stem(asked.scope))
    return wanted


def _stem(code: str) -> str:
    """How the codes in a division's territory begin."""
    code = code.ljust(6, "0")
    return code[:2] if code[2:6] == "0000" else code[:4] if code[4:6] == "00" else code


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
    prefix = _stem(code)
    return Party.objects.seen_by(actor).filter(
        Q(division__code__startswith=prefix) | Q(organisation__division__code__startswith=prefix)
    )


def organisations_named(actor: Actor, name: str) -> list[Organisation]:
    """The organisations of that name, in either script; a name may repeat in two places."""
    found = Organisation.objects.seen_by(actor).filter(name_key=fold(name))
    return list(found.select_related("division").order_by("pk"))
