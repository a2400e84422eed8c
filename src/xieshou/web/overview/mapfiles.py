"""The built map files over HTTP, and what pages need to know of them."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _

from xieshou.domain.places.geometry import UnknownGeometryFileError, geometry_path

YEAR = 365 * 24 * 3600
HOUR = 3600


def map_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file of the map geometry, compressed where the browser takes that.

    Under its hash (``?v=…``) a file never changes and may be kept for a year; without, it is asked for again
    after an hour.
    """
    try:
        path = geometry_path(settings.XIESHOU_HOME, name)
    except UnknownGeometryFileError:
        reason = _("没有这幅地图") if _index() else _("地图尚未生成:先运行 xieshou load")
        raise Http404(reason) from None
    changed = path.stat()
    version = _hash(path, changed.st_mtime_ns)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    etag = quote_etag(f"{version}-gzip" if packed else version)
    response = get_conditional_response(request, etag=etag, last_modified=int(changed.st_mtime))
    if response is None:
        source = path.with_name(f"{path.name}.gz") if packed else path
        response = HttpResponse(source.read_bytes(), content_type="application/geo+json")
        if packed:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed.st_mtime)
    fixed = request.GET.get("v") == version
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if fixed else f"public, max-age={HOUR}"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def address_of(name: str) -> str:
    """The lasting address of a map file; empty when the maps are not built."""
    try:
        path = geometry_path(settings.XIESHOU_HOME, name)
    except UnknownGeometryFileError:
        return ""
    return f"{reverse('overview:map-file', args=[name])}?v={_hash(path, path.stat().st_mtime_ns)}"


def point_at(codes: tuple[str, ...]) -> tuple[float, float] | None:
    """Longitude and latitude of the first of the codes that today's maps draw."""
    index = _index()
    return next((tuple(index[code]["point"]) for code in codes if code in index), None)


def _index() -> dict[str, Any]:
    """What is drawn where, by code; empty when the maps are not built."""
    try:
        path = geometry_path(settings.XIESHOU_HOME, "index.json")
    except UnknownGeometryFileError:
        return {}
    return _read_index(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read_index(path: Path, changed: int) -> dict[str, Any]:
    codes: dict[str, Any] = json.loads(path.read_text("utf-8"))["codes"]
    return codes


@lru_cache(maxsize=512)
def _hash(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
