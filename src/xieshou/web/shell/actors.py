"""Who asks through the browser. The one place where a request becomes an actor."""

from __future__ import annotations

from django.http import HttpRequest

from xieshou.domain.parties.reaching import actor_of_account
from xieshou.kernel.actor import ANONYMOUS, Actor


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind the request: their account's, else anonymous. Worked out once a request."""
    known: Actor | None = getattr(request, "_actor", None)
    user = getattr(request, "user", None)
    if known is None or known.user_id != getattr(user, "pk", None):
        known = ANONYMOUS if user is None or not user.is_authenticated else actor_of_account(user)
        request._actor = known
    return known
