"""Who opens the register tables: those who maintain everything, and those who audit everything."""

from __future__ import annotations

from django.http import HttpRequest

from xieshou.kernel.actor import Actor, Permission
from xieshou.web.shell.actors import actor_of


def opens(actor: Actor) -> bool:
    """May the actor look into the tables as they are stored?

    They show each record with what it is joined to, so that only who may read everything looks in; others
    read through the pages.
    """
    audits = actor.reach(Permission.AUDIT).everywhere and actor.reach(Permission.VIEW).everywhere
    return actor.may(Permission.MAINTAIN) or audits


def request_opens(request: HttpRequest) -> bool:
    """May who asks look in?"""
    return opens(actor_of(request))


def request_changes(request: HttpRequest) -> bool:
    """May who asks change what is in the tables?"""
    return actor_of(request).may(Permission.MAINTAIN)
