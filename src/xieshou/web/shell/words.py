"""How dates, periods and quantities are written for readers, in both languages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language

from xieshou.kernel.period import PartialDate, Period, Precision

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def in_english() -> bool:
    """Is the page in English? Everything else is Chinese."""
    return (get_language() or "").startswith("en")


def day_in_words(day: date, precision: Precision = Precision.DAY) -> str:
    """2013年2月6日, 2013年2月, 2013年; 6 Feb 2013, Feb 2013, 2013; 以后 / after where unknown."""
    if in_english():
        month = f"{MONTHS[day.month - 1]} {day.year}"
        forms = {Precision.YEAR: f"{day.year}", Precision.MONTH: month}
        whole = f"{day.day} {month}"
        return f"after {whole}" if precision is Precision.UNKNOWN else forms.get(precision, whole)
    month = f"{day.year}年{day.month}月"
    forms = {Precision.YEAR: f"{day.year}年", Precision.MONTH: month}
    whole = f"{month}{day.day}日"
    return f"{whole}以后" if precision is Precision.UNKNOWN else forms.get(precision, whole)


def date_in_words(known: PartialDate | date | None) -> str:
    """A date as far as it is known; a dash for none."""
    if known is None:
        return "—"
    if isinstance(known, PartialDate):
        return day_in_words(known.day, known.precision)
    return day_in_words(known)


def period_in_words(period: Period) -> str:
    """2013年2月 — 2016年, 2021年3月 — 至今.

    The end is exclusive; a reader expects the last day included, so an end known to the day is shown as
    the day before.
    """
    english = in_english()
    start = date_in_words(period.start) if period.start else ("earlier" if english else "更早")
    return f"{start} — {_end_in_words(period.end, english)}"


def _end_in_words(end: PartialDate | None, english: bool) -> str:
    if end is None:
        return "present" if english else "至今"
    if end.precision is Precision.UNKNOWN:
        return "unknown" if english else "不详"
    if end.precision is Precision.DAY and end.day > date.min:
        return day_in_words(end.day - timedelta(days=1))
    return date_in_words(end)


def name_of(record: Any) -> str:
    """The record's name in the reader's language; the Chinese one where no English is kept."""
    return str((in_english() and getattr(record, "name_en", "")) or record.name)
