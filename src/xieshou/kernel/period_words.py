"""Partial dates and periods as readers see them: 2013年2月, Feb 2013; 2013年2月至今, since Feb 2013."""

from __future__ import annotations

from xieshou.kernel.language import Language
from xieshou.kernel.period import PartialDate, Period, Precision

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def format_date(known: PartialDate, language: Language = Language.CHINESE) -> str:
    """The date cut to what is known; of precision UNKNOWN: not before that day."""
    day, chinese = known.day, language is Language.CHINESE
    month = _MONTHS[day.month - 1]
    match known.precision:
        case Precision.YEAR:
            return f"{day.year}年" if chinese else str(day.year)
        case Precision.MONTH:
            return f"{day.year}年{day.month}月" if chinese else f"{month} {day.year}"
        case Precision.DAY:
            return f"{day.year}年{day.month}月{day.day}日" if chinese else f"{day.day} {month} {day.year}"
        case Precision.UNKNOWN:
            whole = format_date(PartialDate(day), language)
            return f"{whole}或以后" if chinese else f"{whole} or later"


def format_period(period: Period, language: Language = Language.CHINESE) -> str:
    """The period from start to end. The end is the date on which it was no longer in force, as kept."""
    start = format_date(period.start, language) if period.start else ""
    end = format_date(period.end, language) if period.end else ""
    if language is Language.ENGLISH:
        if start and end:
            return f"{start} – {end}"
        return f"since {start}" if start else f"until {end}" if end else "at all times on record"
    if start and end:
        return f"{start}至{end}"
    return f"{start}至今" if start else f"至{end}" if end else "有记录以来"
