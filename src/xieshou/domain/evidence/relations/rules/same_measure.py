"""Two claims on one indicator: do they agree, contain one another, contradict, or count over other spans?

Sources: A31-5 (same thing, different number), A9-6 (every total carries scope and as-of date), A7-2 (a
running total never falls), A24-4 (a batch is not the whole), A31-8 (programmes are not mixed).
"""

from __future__ import annotations

from xieshou.domain.evidence.relations.figure import Figure
from xieshou.domain.evidence.relations.rules.lanes import mixed
from xieshou.domain.evidence.relations.rules.sides import Standing, standing
from xieshou.domain.evidence.relations.rules.times import (
    after,
    ends_later,
    periods_touch,
    same_moment,
    same_start,
    starts_no_later,
)
from xieshou.domain.evidence.relations.rules.units import PEOPLE, comparable
from xieshou.domain.evidence.relations.rules.verdict import Kind, Reason, Verdict, between, directed
from xieshou.domain.evidence.relations.statement import Nature, Scope, Statement


def compare(a: Statement, b: Statement) -> Verdict | None:
    """The relation of two claims on one indicator, or None where there is nothing to tell."""
    if a.figure is None or b.figure is None or a.indicator != b.indicator:
        return None
    how = standing(a, b)
    if how is Standing.APART:
        return None
    if not comparable(a.figure, b.figure):
        of_people = a.figure.kind in PEOPLE and b.figure.kind in PEOPLE
        if how is Standing.SAME and of_people and not a.same_document(b):
            return between(Kind.UNIT_MISMATCH, Reason.COUNTED_DIFFERENTLY, a, b)
        return None
    if how is not Standing.SAME:
        return _part_of_whole(a, b) if how is Standing.INSIDE else _part_of_whole(b, a)
    if a.change != b.change:
        return None  # told by ``changes``
    if a.same_document(b) and a.label != b.label:
        return None  # the text itself tells them apart
    return _of_other_kind(a, b) or _values(a, b, a.figure, b.figure)


def _of_other_kind(a: Statement, b: Statement) -> Verdict | None:
    """The numbers are not of one kind: another programme, a forecast, a sum for each year."""
    differs = Kind.SCOPE_DIFFERS
    if mixed(a, b):
        return between(differs, Reason.PROGRAMME, a, b, left=a.programme, right=b.programme)
    if a.per != b.per:
        return between(differs, Reason.PER_PERIOD, a, b, per=a.per or b.per)
    if a.forecast != b.forecast:
        return between(differs, Reason.FORECAST, a, b)
    return None


def _values(a: Statement, b: Statement, left: Figure, right: Figure) -> Verdict | None:
    if a.per or a.change or a.nature is not Nature.FLOW:
        return _levels(a, b, left, right)
    annual = {each for each in (a, b) if each.scope is Scope.ANNUAL}
    if len(annual) == 2:
        return _judged(a, b, left, right) if same_moment(a, b) else None
    if annual:
        return _year_in_total(a, b)
    return _totals(a, b, left, right)


def _levels(a: Statement, b: Statement, left: Figure, right: Figure) -> Verdict | None:
    """Levels, rates and what is stated for each year: of one moment they agree or not.

    A level that two documents state for different moments is told, because a reader may take one for the
    other; a rate falls from year to year, and only its base is compared (``base_years``).
    """
    if same_moment(a, b):
        return _judged(a, b, left, right)
    if left.same_as(right):
        unsaid = a.as_of is None or b.as_of is None
        return between(Kind.AGREES, Reason.SAME_VALUE, a, b) if unsaid else None
    shown_together = a.same_document(b) and not (a.counted or b.counted)
    if a.as_of is None or b.as_of is None or a.nature is Nature.RATE or a.per or a.change or shown_together:
        return None
    return between(Kind.SCOPE_DIFFERS, Reason.AS_OF, a, b, left=a.as_of, right=b.as_of)


def _year_in_total(a: Statement, b: Statement) -> Verdict | None:
    """One year's figure beside a running total that reaches into or past that year."""
    if not periods_touch(a, b):
        return None
    year, total = (a, b) if a.scope is Scope.ANNUAL else (b, a)
    if total.as_of is None or (year.as_of is not None and after(year.as_of, total.as_of)):
        return None
    return between(Kind.SCOPE_DIFFERS, Reason.SCOPE, a, b, year=year.as_of or year.start, total=total.as_of)


def _totals(a: Statement, b: Statement, left: Figure, right: Figure) -> Verdict | None:
    """Running totals: of one moment they agree or not; a later one contains an earlier, and is no smaller.

    Of 2017 and 2017-01 the vaguer is taken for the later: a total of a year is one of its end.
    """
    if a.as_of is None or b.as_of is None:
        return between(Kind.AGREES, Reason.SAME_VALUE, a, b) if left.same_as(right) else None
    if not periods_touch(a, b):
        return None
    if same_moment(a, b) and not same_start(a, b):
        return between(Kind.SCOPE_DIFFERS, Reason.START, a, b, left=a.start, right=b.start)
    if a.as_of == b.as_of or (same_moment(a, b) and left.meets(right)):
        return _judged(a, b, left, right)
    larger, within, big, small = (a, b, left, right) if ends_later(a, b) else (b, a, right, left)
    if not starts_no_later(larger, within):
        return between(Kind.SCOPE_DIFFERS, Reason.START, a, b, left=a.start, right=b.start)
    if not big.may_reach(small):
        return directed(Kind.CONFLICTS, Reason.TOTAL_FALLS, larger, within)
    if big.same_as(small):
        return between(Kind.AGREES, Reason.UNCHANGED, a, b)
    return directed(Kind.NESTED, Reason.RUNNING_TOTAL, larger, within)


def _part_of_whole(part: Statement, whole: Statement) -> Verdict | None:
    """A part of the country beside a larger part: never the same figure, and never the larger one.

    Only where both are counted alike, over one time and in one programme, and add up at all. What one giver
    has in a province is not the whole of which a county's own total is a part. The whole country is left
    out, because nobody takes it for a place.
    """
    if whole.givers and not part.givers:
        return None
    if whole.nationwide or part.nature is Nature.RATE or part.figure is None or whole.figure is None:
        return None
    alike = (
        (part.change, part.per, part.forecast) == (whole.change, whole.per, whole.forecast)
        and not mixed(part, whole)
        and (part.scope is Scope.ANNUAL) == (whole.scope is Scope.ANNUAL)
    )
    together = same_moment(part, whole) or (part.same_document(whole) and periods_touch(part, whole))
    if not (alike and together and same_start(part, whole)):
        return None
    if not whole.figure.may_reach(part.figure):
        return directed(Kind.CONFLICTS, Reason.PART_EXCEEDS_WHOLE, whole, part)
    return directed(Kind.SCOPE_DIFFERS, Reason.PLACE, whole, part)


def _judged(a: Statement, b: Statement, left: Figure, right: Figure) -> Verdict:
    """Two figures of one measure and moment: the same, possible together, or not."""
    if left.same_as(right):
        return between(Kind.AGREES, Reason.SAME_VALUE, a, b)
    if left.meets(right):
        return between(Kind.AGREES, Reason.WITHIN_WORDS, a, b)
    return between(Kind.CONFLICTS, Reason.VALUES_DIFFER, a, b)
