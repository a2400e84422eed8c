"""Who asks through the browser. The one place where a request becomes an actor."""

from __future__ import annotations

from django.http import HttpRequest

from xieshou.kernel.actor import ANONYMOUS, Actor, Role


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind the request: staff are administrators, other accounts viewers, the rest anonymous."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ANONYMOUS
    role = Role.ADMINISTRATOR if user.is_active and (user.is_superuser or user.is_staff) else Role.VIEWER
    return Actor(role, user.pk, user.get_full_name() or user.get_username())
