"""What every page's template knows."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """The shell's own variables."""
    return {}
