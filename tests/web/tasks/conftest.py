"""Tasks for the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest


@pytest.fixture
def a_task(administrator_user) -> Callable:
    """Record a task; ``days`` is its deadline from today."""
    from django.utils import timezone

    from xieshou.domain.workflow.tasks.services import record_task
    from xieshou.kernel.actor import SYSTEM

    def make(title="示例事项", days=None, **facts):
        on = timezone.localdate()
        deadline = None if days is None else on + timedelta(days=days)
        return record_task(actor=SYSTEM, title=title, on=on, deadline=deadline, **facts)

    return make
