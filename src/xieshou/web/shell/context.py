"""What every page's template knows, as ``shell``."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from xieshou import __version__
from xieshou.web.shell import navigation, scopes
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.requests import lazy_lens
from xieshou.web.shell.themes import theme_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """The frame: areas, lens, places offered, theme, language and version; each read when first used."""
    lens = lazy_lens(request)
    english = (get_language() or "").startswith("en")
    return {
        "shell": {
            "actor": SimpleLazyObject(lambda: actor_of(request)),
            "areas": SimpleLazyObject(lambda: navigation.shown_to(actor_of(request), request)),
            "lens": lens,
            "scopes": SimpleLazyObject(lambda: scopes.offered(actor_of(request), lens.on, lens.scope)),
            "carried": SimpleLazyObject(lambda: carried(request)),
            "theme": theme_of(request),
            "english": english,
            "other_language": ("zh-hans", "中文") if english else ("en", "English"),
            "version": __version__,
            "map_approval": settings.MAP_APPROVAL_NUMBER,
        }
    }


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    """The rest of the query, so that choosing a day or a place loses nothing but the page number."""
    return [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in {"on", "scope", "page"}
    ]
