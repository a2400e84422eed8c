"""Pages for what went wrong, in the user's words: what, why, and what to do next."""

from __future__ import annotations

import sys

from django.core.exceptions import BadRequest
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from xieshou.kernel.actor import NotAllowedError
from xieshou.kernel.busy import is_busy
from xieshou.web.shell.themes import theme_of


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was typed cannot be read. The message of our own errors is shown; others stay inside."""
    reason = str(exception) if isinstance(exception, BadRequest) else ""
    return render(request, "web/errors/400.html", {"reason": reason}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the account may not do this; strangers are offered the sign-in page."""
    reason = str(exception) if isinstance(exception, NotAllowedError) else ""
    return render(request, "web/errors/403.html", {"reason": reason}, status=403)


class NotAllowedMiddleware:
    """Turns the domain's refusal, which knows nothing of HTTP, into the 403 page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only exceptions are looked at."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; everything else goes its usual way."""
        return forbidden(request, exception) if isinstance(exception, NotAllowedError) else None


def busy(request: HttpRequest) -> HttpResponse:
    """503: somebody else was writing for too long. A database that cannot even be read has no shell."""
    try:
        answer = render(request, "web/errors/503.html", status=503)
    except DatabaseError:
        answer = _bare(request, "web/errors/503-bare.html", 503)
    answer["Retry-After"] = "60"
    return answer


class BusyMiddleware:
    """Turns a database that is locked for too long into the 503 page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only exceptions are looked at."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for it; everything else goes its usual way."""
        return busy(request) if is_busy(exception) else None


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page; a search for the last part of the address is offered."""
    first = exception.args[0] if exception.args else ""
    reason = first if isinstance(first, str) else ""
    last = request.path.rstrip("/").rsplit("/", 1)[-1]
    return render(request, "web/errors/404.html", {"reason": reason, "last": last}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. The page asks nothing of database or session, which may be what failed.

    What fails outside of a view comes here too: a session that could not be stored is nobody's fault.
    """
    if is_busy(sys.exc_info()[1]):
        return busy(request)
    return _bare(request, "web/errors/500.html", 500)


def _bare(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page that needs neither database nor session."""
    return HttpResponse(loader.get_template(template).render({"theme": theme_of(request)}), status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that is too old or came from elsewhere; nothing was changed."""
    context = {"reason": _("表单已过期或来自其他网站,未作任何更改。")}
    return render(request, "web/errors/csrf.html", context, status=403)
