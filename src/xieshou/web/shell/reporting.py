"""What an error report may show: neither what was typed into a form nor what looks like personal data."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from xieshou.kernel.masking import scrub


class QuietReporterFilter(SafeExceptionReporterFilter):
    """For every request and also while debugging: on a developer's screen are real people too."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Always."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """The names of the fields; no value."""
        return dict.fromkeys(request.POST, self.cleansed_substitute) if request is not None else {}


class QuietReporter(ExceptionReporter):
    """Masks numbers in the whole report: addresses, headers, variables of every frame."""

    def get_traceback_html(self) -> str:
        """The page, masked."""
        return scrub(super().get_traceback_html())

    def get_traceback_text(self) -> str:
        """The text, masked."""
        return scrub(super().get_traceback_text())
