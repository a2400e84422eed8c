"""The site of the register tables: what an account may decides, never the mark ``is_staff``."""

from __future__ import annotations

from django.http import HttpRequest
from unfold.sites import UnfoldAdminSite

from xieshou.web.registers.opening import request_opens


class RegisterSite(UnfoldAdminSite):
    """Unfold's site, opened by permission."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Those who maintain or audit everything."""
        return request_opens(request)
