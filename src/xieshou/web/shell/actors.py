"""Who asks through the browser. The one place where a request becomes an actor."""

from __future__ import annotations

from django.http import HttpRequest

from xieshou.domain.parties.queries import actor_of_account
from xieshou.kernel.actor import ANONYMOUS, Actor


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind the request: their account's, else anonymous."""
    user = getattr(request, "user", None)
    return ANONYMOUS if user is None or not user.is_authenticated else actor_of_account(user)
