"""Dates, periods, quantities and names in the language of the page; the kernel has the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from xieshou.kernel.language import Language
from xieshou.kernel.period import PartialDate, Period
from xieshou.kernel.period_words import format_date, format_period
from xieshou.kernel.quantity import Quantity, UnknownUnitError, format_quantity, unit

# Between the items of a list that is kept as one text.
SEPARATOR = "、"


def language() -> Language:
    """The language of the page."""
    return Language.of(get_language() or "")


def in_english() -> bool:
    """Is the page in English? Everything else is Chinese."""
    return language() is Language.ENGLISH


def date_in_words(known: PartialDate | date | None) -> str:
    """2013年2月 or Feb 2013, as far as the date is known; a dash for none."""
    if known is None:
        return "—"
    return format_date(known if isinstance(known, PartialDate) else PartialDate(known), language())


def period_in_words(period: Period) -> str:
    """2013年2月至今 or since Feb 2013."""
    return format_period(period, language())


def quantity_in_words(quantity: Quantity) -> str:
    """近2.28亿元 or nearly 228 million yuan."""
    return format_quantity(quantity, language())


def unit_in_words(symbol: str, unnamed: str | None = None) -> str:
    """万元 or ten thousand yuan, for a column's heading or beside a bare number; unknown ones as they are.

    ``unnamed`` stands for what English counts without a word (个); “number” where it is not given.
    """
    if not in_english():
        return symbol
    try:
        known = unit(symbol).many
    except UnknownUnitError:
        return symbol
    if known:
        return known
    return pgettext("计量", "个") if unnamed is None else unnamed


def name_of(record: Any) -> str:
    """The record's name in the reader's language; the Chinese one where no English is kept."""
    return str((in_english() and getattr(record, "name_en", "")) or record.name)


def in_language_of(record: Any, field: str) -> str:
    """A field of the record in the reader's language; the Chinese one where no English is kept."""
    return str((in_english() and getattr(record, f"{field}_en", "")) or getattr(record, field))


# Items of such lists that are words and no names: the grades of an assessment.
ITEMS = {
    "好": gettext_lazy("好"),
    "较好": gettext_lazy("较好"),
    "一般": gettext_lazy("一般"),
    "较差": gettext_lazy("较差"),
    "差": gettext_lazy("差"),
}


def joined(items: Iterable[str]) -> str:
    """甲、乙 in Chinese, A, B in English. Templates join by the same sign: ``{% translate "、" %}``."""
    return _("、").join(items)


def listed(text: str) -> str:
    """A list kept as 甲、乙 in the signs of the page."""
    return joined(str(ITEMS.get(item, item)) for item in text.split(SEPARATOR))
