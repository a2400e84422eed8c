"""The day and the place through which pages look."""

from datetime import date

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from xieshou.web.shell.requests import EARLIEST, LATEST, UnreadableRequestError, parse_on, parse_scope


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2013-02-06", date(2013, 2, 6)),
        ("2013/2/6", date(2013, 2, 6)),
        ("2013年2月6日", date(2013, 2, 6)),
        ("2012-02", date(2012, 2, 29)),
        ("2005", date(2005, 12, 31)),
    ],
)
def test_a_month_or_year_means_its_last_day(text, day):
    assert parse_on(text) == day


@pytest.mark.parametrize("text", ["2013-13", "2013-02-30", "昨天", "13", "2013-02-06-01", "0000", ""])
def test_what_is_no_date_is_refused_in_words_that_quote_it(text):
    with translation.override("zh-hans"), pytest.raises(UnreadableRequestError) as refusal:
        parse_on(text)
    assert str(refusal.value) == f"日期“{text}”无法识别:请写成 2013-02-06"


@pytest.mark.parametrize("text", ["1949-09-30", "2100", "9999-12-31"])
def test_a_day_outside_the_records_is_refused_with_the_range(text):
    with (
        translation.override("zh-hans"),
        pytest.raises(UnreadableRequestError, match="1949-10-01 至 2099-12-31"),
    ):
        parse_on(text)


@given(st.dates(EARLIEST, LATEST))
def test_every_day_of_the_range_reads_back(day):
    assert parse_on(day.isoformat()) == day


@given(st.text(max_size=60))
def test_any_text_is_a_day_of_the_range_or_refused(text):
    try:
        day = parse_on(text)
    except UnreadableRequestError:
        return
    assert EARLIEST <= day <= LATEST


@pytest.mark.parametrize("text", ["贵州", "5", "52000000000000", "52٠000", "52-00"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(UnreadableRequestError):
        parse_scope(text)


def lens(client, path):
    return client.get(path).context["shell"]["lens"]


def test_without_a_choice_it_is_today_and_the_whole_country(stranger, db):
    seen = lens(stranger, "/terms/")
    assert (seen.on, seen.chosen, seen.scope) == (timezone.localdate(), False, None)


def test_day_and_place_stay_across_pages_until_they_are_cleared(stranger, db):
    lens(stranger, "/terms/?on=2005-06-30&scope=520000")
    kept = lens(stranger, "/search/")
    assert (kept.on, kept.chosen, kept.scope) == (date(2005, 6, 30), True, "520000")
    assert kept.query == "on=2005-06-30&scope=520000"
    lens(stranger, "/terms/?on=")
    cleared = lens(stranger, "/terms/")
    assert (cleared.chosen, cleared.scope) == (False, "520000")


def test_visitors_who_choose_nothing_leave_no_session(stranger, db):
    assert "sessionid" not in stranger.get("/terms/").cookies


def test_a_wrong_day_is_a_400_that_loses_nothing(stranger, db):
    lens(stranger, "/terms/?on=2005-06-30&scope=520000")
    answer = stranger.get("/terms/?on=2013-13&class=party")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "日期“2013-13”无法识别:请写成 2013-02-06" in page
    assert 'name="on" value="2013-13"' in page
    assert 'aria-invalid="true"' in page
    assert '<input type="hidden" name="class" value="party">' in page
    assert lens(stranger, "/terms/").on == date(2005, 6, 30)


def test_choosing_a_day_keeps_the_filter_but_not_the_page_number(stranger, db):
    page = stranger.get("/terms/?class=party&page=3&on=2013-02-06").content.decode()
    assert '<input type="hidden" name="class" value="party">' in page
    assert 'type="hidden" name="page"' not in page
    assert 'type="hidden" name="on"' not in page
