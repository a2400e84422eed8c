"""The content security policy. Ours is in the settings; the register tables need a wider one."""

from __future__ import annotations

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponseBase

# Unfold's Alpine evaluates attributes; Alpine and Unfold write style attributes and a <style> of colours.
REGISTERS = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}


class RegisterPolicyMiddleware:
    """Widens the policy on the register tables, and nowhere else. Stands inside django-csp's middleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Mark the responses of the admin's own views."""
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and match.app_name == "admin":
            response._csp_replace = REGISTERS
        return response
