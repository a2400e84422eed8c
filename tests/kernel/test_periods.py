"""Periods are half-open and know how exactly their dates are known (A31-2)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.kernel.duration import YearSpan, completed_years, length_in_years, merged
from xieshou.kernel.language import Language
from xieshou.kernel.period import BadDateError, BadPeriodError, Containment, PartialDate, Period, Precision
from xieshou.kernel.period_words import format_date, format_period

days = st.dates(date(1990, 1, 1), date(1994, 12, 31))
partials = st.builds(PartialDate, days, st.sampled_from(Precision))


@st.composite
def _periods(draw: st.DrawFn) -> Period:
    start, end = draw(st.none() | partials), draw(st.none() | partials)
    if start and end and start.day > end.day:
        start, end = end, start
    return Period(start, end)


periods = _periods()
dated = st.builds(lambda a, b: Period(*sorted((a, b), key=lambda each: each.day)), partials, partials)


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2013", date(2013, 1, 1), Precision.YEAR),
        ("2013-02", date(2013, 2, 1), Precision.MONTH),
        ("2013年2月", date(2013, 2, 1), Precision.MONTH),
        ("\uff12013 年 2 月份", date(2013, 2, 1), Precision.MONTH),
        ("2013.2.6", date(2013, 2, 6), Precision.DAY),
        ("2013/02/06", date(2013, 2, 6), Precision.DAY),
        ("2013年2月6日", date(2013, 2, 6), Precision.DAY),
        (">=2013-02-06", date(2013, 2, 6), Precision.UNKNOWN),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(text: str, day: date, precision: Precision) -> None:
    """A31-2."""
    assert PartialDate.parse(text) == PartialDate(day, precision)


@pytest.mark.parametrize(
    "bad", ["", "13", "10月", "2013-13", "2013-02-30", "2013-00", "2013-02-00", "2013-02.06", "0000"]
)
def test_what_is_no_date_is_refused(bad: str) -> None:
    """A31-2: 10月 without a year is no date."""
    with pytest.raises(BadDateError):
        PartialDate.parse(bad)


@given(partials)
def test_a_date_reads_back_from_what_it_writes(known: PartialDate) -> None:
    assert PartialDate.parse(str(known)) == known
    if known.precision is not Precision.UNKNOWN:
        assert PartialDate.parse(format_date(known)) == known


def test_a_day_inside_an_imprecise_end_is_unsure() -> None:
    """A3-12, A31-2: 宁波 helped 黔东南 until some day of 2013-02."""
    period = Period.parse("1996", "2013-02")
    assert period.contains(date(1996, 6, 1)) is Containment.UNSURE
    assert period.contains(date(2005, 6, 30)) is Containment.YES
    assert period.contains(date(2013, 2, 15)) is Containment.UNSURE
    assert period.contains(date(2013, 2, 28)) is Containment.NO
    assert not period.covers(date(2013, 2, 1))


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadPeriodError):
        Period.parse("2013-02", "2013-01")


@given(periods, days)
def test_a_sure_answer_agrees_with_the_convention(period: Period, on: date) -> None:
    match period.contains(on):
        case Containment.YES:
            assert period.covers(on)
        case Containment.NO:
            assert not period.covers(on)


@given(st.builds(Period, st.none() | st.builds(PartialDate, days), st.none()), days)
def test_dates_known_to_the_day_leave_no_doubt(period: Period, on: date) -> None:
    assert period.contains(on) is not Containment.UNSURE


@given(periods, periods)
def test_overlapping_is_symmetric_and_means_a_common_day(left: Period, right: Period) -> None:
    assert left.overlaps(right) == right.overlaps(left)
    first = date(1989, 1, 1)
    common = any(
        left.covers(on) and right.covers(on) for on in (first + timedelta(days=i) for i in range(2600))
    )
    assert left.overlaps(right) == common


@given(periods, periods, days)
def test_the_intersection_covers_what_both_cover(left: Period, right: Period, on: date) -> None:
    shared = left.intersection(right)
    assert (shared is not None and shared.covers(on)) == (left.covers(on) and right.covers(on))


def test_of_two_starts_on_one_day_the_vaguer_bounds_the_intersection() -> None:
    """A31-2: 2013 may begin later than 2013-01-01, and ends no earlier."""
    shared = Period.parse("2013", "2014").intersection(Period.parse("2013-01-01", "2014-01-01"))
    assert shared == Period.parse("2013", "2014-01-01")


@given(dated, dated)
def test_periods_that_meet_do_not_overlap(earlier: Period, later: Period) -> None:
    successor = Period(earlier.end, None)
    assert earlier.meets(successor)
    assert not earlier.overlaps(successor)
    if earlier.meets(later):
        assert not earlier.overlaps(later)


@given(periods, periods, days)
def test_a_period_within_another_covers_no_day_outside_it(inner: Period, outer: Period, on: date) -> None:
    if inner.within(outer) and inner.covers(on):
        assert outer.covers(on)


def test_1996_to_2020_counts_24_years_across_the_hand_over() -> None:
    """A1-7: 宁波 from 1996, 杭州 from 2013-02; one relation of 黔东南 with the east."""
    ningbo, hangzhou = Period.parse("1996", "2013-02"), Period.parse("2013-02", None)
    (relation,) = merged([hangzhou, ningbo])
    assert relation == Period.parse("1996", None)
    assert length_in_years(relation, date(2020, 11, 23)) == YearSpan(least=23, most=24, counted=24)


def test_a_gap_keeps_two_relations_apart() -> None:
    first, second = Period.parse("1996", "2010"), Period.parse("2013", None)
    assert merged([second, first]) == [first, second]


def test_a_length_stops_at_the_end_and_needs_a_start() -> None:
    assert length_in_years(Period.parse("2013-02-06", "2016-02-05"), date(2020, 1, 1)) == YearSpan(2, 2, 2)
    assert length_in_years(Period.parse("2013-02-06", "2016-02-06"), date(2014, 2, 6)) == YearSpan(1, 1, 1)
    assert length_in_years(Period.parse(None, "2016"), date(2020, 1, 1)) is None
    assert completed_years(date(2000, 2, 29), date(2001, 2, 28)) == 0


@given(dated, days)
def test_a_length_lies_between_its_bounds(period: Period, until: date) -> None:
    span = length_in_years(period, until)
    assert span is not None
    assert 0 <= span.least <= span.counted <= span.most


@given(st.lists(periods, max_size=5), days)
def test_a_union_covers_what_any_part_covers(parts: list[Period], on: date) -> None:
    whole = merged(parts)
    assert any(each.covers(on) for each in whole) == any(each.covers(on) for each in parts)
    assert not any(a.overlaps(b) for i, a in enumerate(whole) for b in whole[i + 1 :])


@pytest.mark.parametrize(
    ("start", "end", "chinese", "english"),
    [
        ("2013-02", None, "2013年2月至今", "since Feb 2013"),
        ("1996", "2013-02", "1996年至2013年2月", "1996 – Feb 2013"),
        ("2013-02-06", "2016-12-07", "2013年2月6日至2016年12月7日", "6 Feb 2013 – 7 Dec 2016"),
        (None, "2013", "至2013年", "until 2013"),
        (None, None, "有记录以来", "at all times on record"),
        (">=2013-02-06", None, "2013年2月6日或以后至今", "since 6 Feb 2013 or later"),
    ],
)
def test_a_period_is_written_in_both_languages(
    start: str | None, end: str | None, chinese: str, english: str
) -> None:
    period = Period.parse(start, end)
    assert format_period(period) == chinese
    assert format_period(period, Language.ENGLISH) == english
