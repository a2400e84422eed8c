"""When claims hold, as far as their dates are known. An open or vague date is never held against a claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from xieshou.domain.evidence.relations.statement import Nature, Scope, Statement
from xieshou.kernel.period import PartialDate


def until_printed(each: Statement) -> Statement:
    """A running total that names no end runs until its paper was printed, where that is known to the day."""
    if each.as_of or not each.source.day_known or each.nature is not Nature.FLOW:
        return each
    return replace(each, as_of=each.source.dated) if each.scope is Scope.CUMULATIVE else each


def overlap(a: PartialDate, b: PartialDate) -> bool:
    """Can both mean one day? 2019 and 2019-12-31 can."""
    return a.day <= _last(b) and b.day <= _last(a)


def after(a: PartialDate, b: PartialDate) -> bool:
    """Is ``a`` surely later than ``b``?"""
    return a.day > _last(b)


def same_moment(a: Statement, b: Statement) -> bool:
    """Are both as of one moment, as far as it is known? Unknown on both sides counts only in one document."""
    if a.as_of and b.as_of:
        return overlap(a.as_of, b.as_of)
    return a.as_of is None and b.as_of is None and a.same_document(b)


def ends_later(a: Statement, b: Statement) -> bool:
    """Does ``a`` reach past ``b``, at the latest that both can mean? Never where one does not say."""
    if a.as_of is None or b.as_of is None:
        return False
    return (_last(a.as_of), a.as_of.day) > (_last(b.as_of), b.as_of.day)


def starts_no_later(a: Statement, b: Statement) -> bool:
    """Does ``a`` count from as early as ``b``? True where either does not say."""
    return a.start is None or b.start is None or not after(a.start, b.start)


def same_start(a: Statement, b: Statement) -> bool:
    """Do both count from one moment, as far as they say?"""
    return a.start is None or b.start is None or overlap(a.start, b.start)


def periods_touch(a: Statement, b: Statement) -> bool:
    """Do the periods have a day in common, as far as their ends are known?"""
    return not (_ends_before(a, b) or _ends_before(b, a))


def _ends_before(a: Statement, b: Statement) -> bool:
    return a.as_of is not None and b.start is not None and after(b.start, a.as_of)


def _last(point: PartialDate) -> date:
    return point.last_day or date.max
