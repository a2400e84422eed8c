"""Turns away what is too large to be any of our forms, before a byte of it is read."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

# What a form holds beside its file.
FIELDS = 1_000_000


class UploadLimitMiddleware:
    """Answers 413 where the request says that it is larger than the largest file we keep.

    Forms are parsed, and files written to disk, before a view can ask who sends them; a request that does not
    say its length has no body for Django.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the length alone."""
        # Most requests have no body: they need not know which address takes how much.
        length = _length_of(request)
        if length and length > (most := _most(request)) + FIELDS:
            reason = _("所传内容超过上限 %(most)s,没有接收;请压缩或分开后再传") % {
                "most": filesizeformat(most)
            }
            # The page's own forms would read the body that is being refused.
            request._read_started = True
            return render(request, "web/errors/400.html", {"reason": reason}, status=413)
        return self.get_response(request)


def _most(request: HttpRequest) -> int:
    """The largest file that this address takes: whole registers are imported in one place alone."""
    if request.path.startswith(reverse("ledgers:list")):
        return settings.IMPORT_BYTES
    return max(
        settings.ATTACHMENT_TEXT_BYTES, settings.ATTACHMENT_PHOTO_BYTES, settings.ATTACHMENT_FILE_BYTES
    )


def _length_of(request: HttpRequest) -> int:
    written = request.META.get("CONTENT_LENGTH") or "0"
    return int(written) if written.isascii() and written.isdigit() else 0
