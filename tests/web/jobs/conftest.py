"""Jobs of each state, for the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest


@pytest.fixture
def a_job(administrator_user) -> Callable:
    """Make a job of a state, as a worker would have left it."""
    from django.utils import timezone

    from xieshou.domain.workflow.jobs.models import Job

    def make(state="queued", **more):
        now = timezone.now()
        times = {"started_at": now - timedelta(seconds=20)} if state != "queued" else {}
        if state == "running":
            times |= {"heartbeat_at": now, "lease_until": now + timedelta(minutes=5), "lease_key": "k"}
        elif state != "queued":
            times["finished_at"] = now
        facts = {"kind": "places.villages", "asked_by": administrator_user, "state": state, **times, **more}
        return Job.objects.create(**facts)

    return make
