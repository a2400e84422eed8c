"""The calendar as it ships, with its rounds."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def shipped(db) -> None:
    from xieshou.domain.pairings.models import Round
    from xieshou.domain.workflow.calendar.loading import load_calendar
    from xieshou.kernel.actor import SYSTEM

    Round.objects.create(
        code="2016", name="示例2016", name_en="2016", start_on=date(2016, 12, 1), end_on=date(2021, 1, 1)
    )
    Round.objects.create(code="2021", name="示例2021", name_en="2021", start_on=date(2021, 1, 1))
    load_calendar(actor=SYSTEM)


@pytest.fixture
def plan(shipped):
    """制定年度工作计划 of 2021: March."""
    from xieshou.domain.workflow.calendar.models import CalendarItem

    return CalendarItem.objects.get(round_code="2021", code="year-plan")
