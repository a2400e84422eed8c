"""Writes that a closed year refuses come back as a page that asks for the reason, nothing typed lost."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xieshou.domain.recorded import acting
from xieshou.domain.workflow.freezing.guarding import FrozenYearError
from xieshou.web.shell.actors import actor_of

REASON = "correction_reason"


class CorrectionMiddleware:
    """Sends a form again as a correction, once its sender has given the reason."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A form that carries a reason is done as one act with it."""
        why = request.POST.get(REASON, "").strip() if request.method == "POST" else ""
        actor = actor_of(request)
        if not why or actor.is_anonymous:
            return self.get_response(request)
        with acting(actor, "更正已封账年度", why, correcting=True):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """409, with what was typed held in the page until the reason is there."""
        if not isinstance(exception, FrozenYearError):
            return None
        typed = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in {REASON, "csrfmiddlewaretoken"}
        ]
        context = {"refused": exception, "typed": typed, "files": bool(request.FILES), "name": REASON}
        response = render(request, "web/years/correct.html", context, status=409)
        response["Cache-Control"] = "no-store"
        return response
