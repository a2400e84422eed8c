"""When a window of the year opens and when it is due (domain D2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.domain.workflow.calendar.rules import (
    BadRecurrenceError,
    Phase,
    Recurrence,
    When,
    Window,
    due_after,
    windows_due_in,
    windows_open,
    windows_touching,
)

ASSESSMENT = When(Recurrence.YEARLY, start=(1, 1), due=(1, 31))
REPORT = When(Recurrence.YEARLY, start=(2, 1), due=(2, 31))
OVER_NEW_YEAR = When(Recurrence.YEARLY, start=(12, 1), due=(1, 31))
MONTHLY = When(Recurrence.MONTHLY, due_day=10)
FIFTEEN_DAYS = When(Recurrence.AFTER, days=15)
TWENTY_WORKDAYS = When(Recurrence.AFTER, days=20, in_workdays=True)


def test_a_yearly_window_is_open_on_both_its_days_and_no_other() -> None:
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1))
    assert [bool(windows_open(ASSESSMENT, day)) for day in days] == [False, True, True, False]


def test_the_end_of_february_is_its_last_day_in_any_year() -> None:
    dues = [windows_due_in(REPORT, year)[0].due for year in (2025, 2028)]
    assert dues == [date(2025, 2, 28), date(2028, 2, 29)]


def test_a_window_over_new_year_is_that_of_the_year_in_which_it_opens() -> None:
    window = Window("2025", date(2025, 12, 1), date(2026, 1, 31))
    assert windows_open(OVER_NEW_YEAR, date(2025, 12, 5)) == [window]
    assert windows_open(OVER_NEW_YEAR, date(2026, 1, 31)) == [window]
    assert windows_due_in(OVER_NEW_YEAR, 2026) == [window]


def test_a_month_is_reported_in_the_next_one() -> None:
    """D2: progress, money, jobs, sales: the 5th–10th of the next month."""
    assert windows_open(MONTHLY, date(2026, 4, 3)) == [Window("2026-03", date(2026, 4, 1), date(2026, 4, 10))]
    assert windows_open(MONTHLY, date(2026, 4, 11)) == []
    assert windows_open(MONTHLY, date(2027, 1, 1))[0].name == "2026-12"


def test_a_year_has_twelve_months_to_report() -> None:
    assert [window.name for window in windows_due_in(MONTHLY, 2026)][:2] == ["2025-12", "2026-01"]
    assert len(windows_due_in(MONTHLY, 2026)) == 12


def test_one_monitored_household_is_finished_within_fifteen_days() -> None:
    """S69: 15 days from the lead."""
    assert due_after(FIFTEEN_DAYS, date(2026, 3, 2)) == date(2026, 3, 17)


def test_twenty_working_days_are_four_weeks() -> None:
    """S70: a Friday and four weekends later."""
    assert due_after(TWENTY_WORKDAYS, date(2026, 3, 6)) == date(2026, 4, 3)
    assert due_after(TWENTY_WORKDAYS, date(2026, 3, 7)) == date(2026, 4, 3)


@given(when=st.sampled_from([ASSESSMENT, REPORT, OVER_NEW_YEAR, MONTHLY]), on=st.dates(date(1996, 1, 1)))
def test_each_window_opens_before_it_is_due_and_tells_where_a_day_lies(when: When, on: date) -> None:
    for window in windows_touching(when, on - timedelta(days=200), on + timedelta(days=200)):
        assert window.opens <= window.due
        assert (window.phase(on) is Phase.OPEN) == (window in windows_open(when, on))


@given(when=st.sampled_from([ASSESSMENT, REPORT, OVER_NEW_YEAR, MONTHLY]))
def test_no_two_windows_of_an_item_bear_one_name(when: When) -> None:
    names = [window.name for window in windows_touching(when, date(2016, 1, 1), date(2026, 12, 31))]
    assert len(names) == len(set(names))


def test_what_follows_an_event_has_no_window_of_its_own() -> None:
    assert windows_touching(FIFTEEN_DAYS, date(2020, 1, 1), date(2026, 1, 1)) == []
    with pytest.raises(BadRecurrenceError):
        due_after(ASSESSMENT, date(2026, 1, 1))


@pytest.mark.parametrize(
    "facts",
    [
        {"recurrence": Recurrence.YEARLY, "start": (1, 1)},
        {"recurrence": Recurrence.MONTHLY},
        {"recurrence": Recurrence.AFTER},
        {"recurrence": Recurrence.YEARLY, "start": (13, 1), "due": (1, 1)},
        {"recurrence": Recurrence.MONTHLY, "due_day": 32},
    ],
)
def test_an_item_without_its_days_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(BadRecurrenceError):
        When(**facts)
