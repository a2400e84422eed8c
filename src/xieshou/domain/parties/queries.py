"""Reads of organisations. Every one takes the actor first, so that scopes can join later."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from xieshou.domain.dated import in_force
from xieshou.domain.parties.models import Organisation, User
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import Actor


def organisations_in(actor: Actor, place: Division, on: date) -> QuerySet[Organisation]:
    """The organisations that sat in a division itself on a day, by kind and name; none of units below."""
    return Organisation.objects.filter(in_force(on), division=place).order_by("kind", "name")


def known_usernames(actor: Actor) -> set[str]:
    """The names of all accounts, closed ones too.

    Raises:
        NotAllowedError: when the actor may not set up accounts.
    """
    actor.require_write("查看账号")
    return set(User.objects.values_list("username", flat=True))
