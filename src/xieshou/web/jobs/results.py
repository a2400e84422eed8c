"""Where a job's result is looked at. An area registers it for its kinds when Django starts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from xieshou.domain.workflow.jobs.models import Job

_pages: dict[str, tuple[Any, Callable[[Job], str]]] = {}


def register(kind: str, label: Any, url: Callable[[Job], str]) -> None:
    """After a job of this kind is done, offer a link with this (lazy) label."""
    _pages[kind] = (label, url)


def page_of(job: Job) -> tuple[str, str] | None:
    """Label and address of the page that shows what the job brought, if any does."""
    known = _pages.get(job.kind)
    return (str(known[0]), known[1](job)) if known else None
