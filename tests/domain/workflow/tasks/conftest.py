"""Tasks, and what they name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from xieshou.domain.evidence.models import Document
    from xieshou.domain.parties.models import Organisation
    from xieshou.domain.places.models import Division
    from xieshou.domain.workflow.tasks.models import Task
    from xieshou.kernel.actor import Actor

TODAY = date(2026, 3, 20)


@pytest.fixture
def a_task(administrator: Actor) -> Callable[..., Task]:
    """Record a task as the administrator; what is not said is 示例."""
    from xieshou.domain.workflow.tasks.services import record_task

    def make(**facts: Any) -> Task:
        return record_task(**{"actor": administrator, "title": "示例事项", "on": TODAY, **facts})

    return make


@pytest.fixture
def minutes(db: None) -> Document:
    from xieshou.domain.evidence.models import Document

    return Document.objects.create(code="JY1", kind="other", title="示例会议纪要")


@pytest.fixture
def county(db: None) -> Division:
    from xieshou.domain.places.models import Division, Level

    return Division.objects.create(code="520602", name="碧江区", level=Level.COUNTY)


@pytest.fixture
def office(county: Division) -> Organisation:
    from xieshou.domain.parties.models import Organisation

    return Organisation.objects.create(
        name="示例协作办", name_key="示例协作办", kind="department", side="west", division=county
    )
