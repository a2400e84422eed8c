"""Light, dark, or as the device says: a cookie that the server reads, so that no page flashes."""

from __future__ import annotations

from typing import Literal, get_args

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

Theme = Literal["auto", "light", "dark"]
COOKIE = "theme"
YEAR = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> Theme:
    """The theme that was chosen; ``auto`` when none was or the cookie is strange."""
    chosen = request.COOKIES.get(COOKIE)
    return next((theme for theme in get_args(Theme) if theme == chosen), "auto")


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember a theme and go back to the page. The shell's script does the same without a round trip."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = redirect(back)
    theme = request.POST.get("theme")
    if theme in get_args(Theme):
        response.set_cookie(COOKIE, theme, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response
