"""The rounds whose calendars ship, and what may have an item in hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xieshou.domain.places.models import Division
    from xieshou.domain.workflow.calendar.models import CalendarItem


@pytest.fixture
def rounds(db: None) -> None:
    from xieshou.domain.pairings.models import Round

    Round.objects.create(
        code="2016", name="示例2016", name_en="2016", start_on=date(2016, 12, 1), end_on=date(2021, 1, 1)
    )
    Round.objects.create(code="2021", name="示例2021", name_en="2021", start_on=date(2021, 1, 1))


@pytest.fixture
def shipped(rounds: None) -> None:
    """The calendar as it ships."""
    from xieshou.domain.workflow.calendar.loading import load_calendar
    from xieshou.kernel.actor import SYSTEM

    load_calendar(actor=SYSTEM)


@pytest.fixture
def item(shipped: None) -> CalendarItem:
    """制定年度工作计划 of 2021: March."""
    from xieshou.domain.workflow.calendar.models import CalendarItem

    return CalendarItem.objects.get(round_code="2021", code="year-plan")


@pytest.fixture
def county(db: None) -> Division:
    from xieshou.domain.places.models import Division, Level

    return Division.objects.create(code="520602", name="碧江区", level=Level.COUNTY)
