"""Lock-outs at the sign-in page: django-axes with our three limits, and the page that says until when."""

from __future__ import annotations

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xieshou.domain.parties.accounts.locking import lock_on
from xieshou.web.accounts.addresses import lock_address


class LockHandler(AxesDatabaseHandler):
    """Counts as django-axes does; whether there is a lock our own rule says."""

    def get_failures(self, request: Any, credentials: dict[str, Any] | None = None) -> int:
        """1 where there is a lock, else 0; AXES_FAILURE_LIMIT is 1."""
        username = get_client_username(request, credentials)
        return int(lock_on(username, request.axes_ip_address, request.axes_attempt_time) is not None)


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """429: until when nobody can sign in so, and whom to ask."""
    now = timezone.now()
    until = lock_on(get_client_username(request, credentials), lock_address(request), now)
    page = render(request, "web/accounts/locked.html", {"until": until}, status=429)
    if until is not None:
        page["Retry-After"] = str(max(1, int((until - now).total_seconds())))
    return page
