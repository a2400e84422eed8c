"""What an account must do before anything else: choose a password, set up the second step."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from xieshou.domain.parties.accounts import sessions
from xieshou.domain.parties.accounts.queries import must_have_second_step

SEEN = "seen"
VERIFIED = "two_step"
SEEN_SECONDS = 300
# What stays open: the way out, how pages look, and the duties' own pages.
OPEN = {"shell:sign-out", "shell:sign-in", "shell:theme", "set_language", "accounts:second-step"}
PASSWORD_PAGE = "accounts:password"  # noqa: S105  (an address)
TWO_STEP_PAGES = {"accounts:two-step", "accounts:two-step-start"}


class DutiesMiddleware:
    """Leads to the page of a duty, and keeps that the sign-in is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before the address is resolved."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Only those who signed in have duties."""
        if SESSION_KEY not in request.session or not request.user.is_authenticated:
            return None
        _keep_seen(request)
        match = request.resolver_match
        name = match.view_name if match else ""
        if name in OPEN:
            return None
        if request.user.must_change_password:
            return None if name == PASSWORD_PAGE else redirect(PASSWORD_PAGE)
        if lacks_second_step(request) and name not in TWO_STEP_PAGES | {PASSWORD_PAGE}:
            return redirect("accounts:two-step")
        return None


def lacks_second_step(request: HttpRequest) -> bool:
    """Must this account have a second step, and did this sign-in go without?"""
    return not request.session.get(VERIFIED) and must_have_second_step(request.user)


def _keep_seen(request: HttpRequest) -> None:
    seen, now = request.session.get(SEEN), time.time()
    if seen is not None and now - seen > SEEN_SECONDS:
        request.session[SEEN] = now
        sessions.note_seen(session_key=str(request.session.session_key))
