"""Dates that a claim leaves open while its document does not say when it was written (A31-2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xieshou.domain.evidence.relations.rules.times import after
from xieshou.domain.evidence.relations.rules.verdict import Kind, Reason, Verdict, directed
from xieshou.domain.evidence.relations.statement import Scope, Statement
from xieshou.kernel.period import PartialDate, Precision

_YEAR = re.compile(r"(?:19|20)\d{2}")
_WORDS: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (Reason.RELATIVE_YEAR, re.compile(r"去年|今年|前年|明年|当年|[两\d一二三四五六七八九十]年前")),
    (
        Reason.RELATIVE_SPAN,
        re.compile(r"近[\d一两二三四五六七八九十]+年|[\d一两二三四五六七八九十]+年[多余]?来|^\d+年$"),
    ),
    (Reason.YEAR_MISSING, re.compile(r"\d{1,2}月")),
    (Reason.RELATIVE_NOW, re.compile(r"目前|如今|现在|至今|近日|截至目前|迄今")),
    (Reason.START_MISSING, re.compile(r"以来")),
)


def doubtful_dates(statements: Sequence[Statement]) -> Iterator[Verdict]:
    """Claims of the programme whose time cannot be told from their document.

    去年, 目前 or 11月20日 are as good as the date of what they stand in: where that is known to the day and
    reliable, they are no doubt. So is 2018年以来, which names its year.
    """
    for each in statements:
        if each.context:
            continue
        dated = each.source.dated
        if dated and each.as_of and not each.forecast and dated.last_day and after(each.as_of, dated):
            facts = {"as_of": each.as_of, "document": dated}
            yield directed(Kind.DATE_SUSPECT, Reason.AFTER_DOCUMENT, each, None, **facts)
        elif dated and each.as_of and not each.forecast and _year_not_over(each, each.as_of, dated):
            facts = {"as_of": each.as_of, "document": dated}
            yield directed(Kind.DATE_SUSPECT, Reason.YEAR_NOT_OVER, each, None, **facts)
        elif not each.source.day_known and (reason := _vague(each.period_text)):
            document = dated or ""
            yield directed(Kind.DATE_SUSPECT, reason, each, None, words=each.period_text, document=document)


def _year_not_over(each: Statement, as_of: PartialDate, dated: PartialDate) -> bool:
    """Is it a whole year's figure in a paper printed before that year was over?"""
    if each.change or each.scope is not Scope.ANNUAL or as_of.precision is not Precision.YEAR:
        return False
    return dated.precision is Precision.DAY and dated.day.year == as_of.day.year


def _vague(text: str) -> Reason | None:
    """What the words leave open; None where they name a year or say nothing of time."""
    if _YEAR.search(text):
        return None
    return next((reason for reason, words in _WORDS if words.search(text)), None)
