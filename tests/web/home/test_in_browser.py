"""First page, tasks and calendar in a real browser: they fit, pass axe, and are worked by keyboard."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.support.axe import axe_violations
from xieshou.domain.pairings.models import Round
from xieshou.domain.workflow.calendar.loading import load_calendar
from xieshou.domain.workflow.calendar.models import CalendarItem
from xieshou.domain.workflow.calendar.raising import raise_due
from xieshou.domain.workflow.tasks.models import Task
from xieshou.kernel.actor import SYSTEM

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def work(administrator_user):
    """A calendar with what it raised, and a task of each standing."""
    today = timezone.localdate()
    Round.objects.create(
        code="2021", name="示例2021", name_en="2021", start_on=today.replace(year=2021, day=1)
    )
    load_calendar(actor=SYSTEM)
    raise_due(actor=SYSTEM, on=today)
    for days in (-3, 2, 40):
        Task.objects.create(
            code=f"T{days}",
            title=f"示例{days}",
            owner=administrator_user,
            deadline=today + timedelta(days=days),
        )
    return Task.objects.get(code="T2")


@pytest.mark.parametrize(("width", "dark"), [(1440, True), (390, False)])
def test_pages_fit_and_pass_axe(page_at, work, administrator_user, width, dark):
    item = CalendarItem.objects.get(code="monitored-household")
    page = page_at(width, None, user=administrator_user, dark=dark)
    paths = ["/home/", "/tasks/", f"/tasks/{work.pk}/", f"/tasks/{work.pk}/close/", "/calendar/"]
    for path in [*paths, "/calendar/?view=list", f"/calendar/items/{item.pk}/"]:
        page.goto(path)
        assert axe_violations(page) == [], path
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider == 0, path


def test_a_task_is_closed_by_keyboard_from_the_first_page(page_at, work, administrator_user):
    page = page_at(1440, "/home/", user=administrator_user)
    link = page.locator("#content").get_by_role("link", name="示例2", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="办结", exact=True).press("Enter")
    page.get_by_label("佐证说明").focus()
    page.keyboard.type("见会议纪要")
    page.get_by_role("button", name="办结事项").press("Enter")
    expect(page.get_by_text("事项已办结。")).to_be_visible()
    work.refresh_from_db()
    assert (work.state, work.evidence) == ("done", "见会议纪要")
