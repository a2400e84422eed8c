"""Reads the cells that files of claims share: words for parties, dates, flags, choices, units, numbers."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from xieshou.domain.evidence.models import Claim, Indicator, Per
from xieshou.kernel.exact import own_places
from xieshou.kernel.period import BadDateError, PartialDate, Precision
from xieshou.kernel.quantity import UnknownUnitError, count_alike, qualifier_of, unit

SEPARATOR = "、"
_FLAGS = {"": False, "0": False, "no": False, "否": False, "1": True, "yes": True, "true": True, "是": True}
_PER = {"": "", "年": Per.YEAR.value, "月": Per.MONTH.value, "year": Per.YEAR.value, "month": Per.MONTH.value}
PLACES = 6


class BadClaimError(ValueError):
    """A row of a file of claims cannot be stored; the message names file, line, column and reason."""


def refused(where: str, column: str, reason: str) -> BadClaimError:
    """The error for one cell."""
    return BadClaimError(f"{where}, {column}: {reason}")


def words_in(cell: str) -> tuple[str, ...]:
    """The parts of a cell that 、 separates."""
    return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())


def read_flag(where: str, column: str, cell: str) -> bool:
    """Is it marked?

    Raises:
        BadClaimError: for a word that says neither yes nor no.
    """
    try:
        return _FLAGS[cell.lower()]
    except KeyError:
        raise refused(where, column, _("“%s”应为 1 或留空") % cell) from None


def read_choice(where: str, column: str, cell: str, choices: type[TextChoices]) -> str:
    """The cell, if it is one of the choices or empty.

    Raises:
        BadClaimError: for anything else.
    """
    if cell and cell not in choices.values:
        known = SEPARATOR.join(choices.values)
        raise refused(where, column, _("“%(cell)s”应为 %(known)s 之一") % {"cell": cell, "known": known})
    return cell


def read_per(where: str, cell: str) -> str:
    """What a value is said to recur by.

    Raises:
        BadClaimError: for anything but 年, 月 or nothing.
    """
    try:
        return _PER[cell]
    except KeyError:
        raise refused(where, "per", _("“%s”应为 年、月 或留空") % cell) from None


def read_number(where: str, column: str, cell: str) -> Decimal:
    """An exact number.

    Raises:
        BadClaimError: for no number, or one with more decimals than are kept.
    """
    try:
        number = Decimal(cell.replace(",", ""))
    except InvalidOperation:
        raise refused(where, column, _("“%s”不是数字") % cell) from None
    if not number.is_finite() or own_places(number) > PLACES:
        raise refused(where, column, _("“%s”不是有限小数,或小数多于 6 位") % cell)
    return number


def read_date(where: str, column: str, cell: str) -> PartialDate | None:
    """A date as far as it is known, or None for an empty cell.

    Raises:
        BadClaimError: for another form than 2018, 2018-10 or 2018-10-17.
    """
    try:
        return PartialDate.parse(cell) if cell else None
    except BadDateError:
        raise refused(where, column, _("日期 %s 应写作 2018、2018-10 或 2018-10-17") % cell) from None


def set_days(claim: Claim, start: PartialDate | None, as_of: PartialDate | None, where: str) -> None:
    """Give a claim its period; both ends are inclusive, so that an end "2017" means all of 2017.

    Raises:
        BadClaimError: when it ends before it starts.
    """
    if start and as_of and as_of.last_day is not None and as_of.last_day < start.day:
        raise BadClaimError(
            f"{where}: " + _("截至 %(end)s 早于起始 %(start)s") % {"end": as_of, "start": start}
        )
    claim.start_on, claim.start_precision = (
        (start.day, start.precision) if start else (None, Precision.DAY.value)
    )
    claim.as_of_on, claim.as_of_precision = (
        (as_of.day, as_of.precision) if as_of else (None, Precision.DAY.value)
    )


def set_word(claim: Claim, word: str, where: str, column: str) -> None:
    """Give a claim its word of approximation (近, 余, 数) and what that means.

    Raises:
        BadClaimError: for a word that is none.
    """
    if not word:
        return
    try:
        claim.word, claim.qualifier = word, qualifier_of(word).value
    except ValueError:
        raise refused(where, column, _("“%s”不是约数词") % word) from None


def unit_for(where: str, written: str, indicator: Indicator) -> str:
    """The unit in which a claim on the indicator is kept.

    It is the unit of the text. Where the text has none it is the indicator's, and so it is where both only
    count pieces by different measure words (119项 and 414个 projects).

    Raises:
        BadClaimError: for an unknown unit, or one of another kind than the indicator's: 户 is not 人 (A31-4).
    """
    usual = indicator.measured_in
    if not written:
        return usual.symbol if usual else ""
    try:
        own = unit(written)
    except UnknownUnitError:
        raise refused(where, "unit", _("没有计量单位 %s") % written) from None
    if usual is None or own.kind is usual.kind:
        return own.symbol
    if count_alike(own.kind, usual.kind):
        return usual.symbol
    raise refused(
        where,
        "unit",
        _("单位 %(own)s 与指标 %(indicator)s 的单位 %(usual)s 不同类")
        % {"own": own.symbol, "indicator": indicator.code, "usual": usual.symbol},
    )
